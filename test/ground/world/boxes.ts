/** Authorities of boxes that open TLS on the way: one name each, as it stands in the certificates that they make. */

import { authorities } from '../../lab/certificates.ts'
import { type Authority, createRoot } from '../../support/certificates.ts'

/** inspection has a vendor's name, and so has ended-inspection, which ended the day before yesterday; company is a firm's own, and gateway a box's that tells nobody anything. */
export type BoxAuthority = 'inspection' | 'company' | 'ended-inspection' | 'gateway'

const DAY_MS = 86_400_000

const own = new Map<BoxAuthority, Promise<Authority>>()

/** The same one whoever asks in this world: the box and the PC that has its root installed. */
export async function boxAuthority(which: BoxAuthority): Promise<Authority> {
  const made = await authorities()
  if (which === 'inspection' || which === 'company') return made[which]
  const days = (count: number) => new Date(Date.now() + count * DAY_MS)
  const options = which === 'gateway' ? { name: 'CN=Gateway CA,O=Site' } : { name: made.inspection.name, notAfter: days(-2) }
  const known = own.get(which) ?? createRoot({ notBefore: days(-1000), ...options })
  own.set(which, known)
  return known
}
