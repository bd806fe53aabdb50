/** A bundle that was opened, verified and judged again, exactly as `bundle verify` does it. */

import { type Verification, verifyBundle } from '../../agent/bundle/verify.ts'
import type { OpenProblem } from './opener.ts'
import { readBundle, told } from './read-bundle.ts'
import type { WorkerData } from './tasks.ts'
import { readTrustFolder } from './trust-folder.ts'

export interface Verified {
  readonly verification: Extract<Verification, { bundle: unknown }>
  /** Name of the certificate that vouches for its key; null where none does. */
  readonly trustedBy: string | null
}

/** One that is not whole is a problem here: the helpdesk shows nothing of it. */
export async function verified(path: string, data: WorkerData): Promise<Verified | { readonly problem: OpenProblem }> {
  const read = await readBundle(path, data)
  if ('problem' in read) return read
  const { certificates } = await readTrustFolder(data.trustFolder)
  // Whether its key was seen before is the index's to know.
  const verification = await verifyBundle(read.bytes, certificates, async () => ({ kind: 'first-sight' }))
  if ('problem' in verification) return told(read.kind, verification.problem)
  if (!verification.intact) return told(read.kind, { code: 'altered' })
  const { origin } = verification
  return { verification, trustedBy: origin.kind === 'trusted' ? origin.by : null }
}
