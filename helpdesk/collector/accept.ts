/** From a file that has come whole to a bundle that is kept, or to why it isn't. */

import { rm } from 'node:fs/promises'
import { isNoBundle } from '../../agent/bundle/problems.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import type { Desk } from '../desk.ts'
import type { BundleRow, RequestRow } from '../index/rows.ts'
import type { Facts, OpenProblem } from '../verification/opener.ts'
import type { Kind } from './admission.ts'
import type { Received } from './receive.ts'
import type { Refusal } from './refusal.ts'
import { receiptOf, rowOf } from './row.ts'

export interface Arrival {
  readonly received: Omit<Received, 'beginning'>
  readonly kind: Kind
  /** Whose token it came with; null through an open door. */
  readonly request: RequestRow | null
}

export type Accepted = { readonly row: BundleRow } | { readonly repeat: true } | { readonly refusal: Refusal }

/** Throws what the disk says; then nothing is kept, and the request is free again. */
export async function accept({ received, kind, request }: Arrival, desk: Desk): Promise<Accepted> {
  let outcome: Accepted | undefined
  try {
    if (await isRepeat({ received, kind, request }, desk)) return { repeat: true }
    const checked = await desk.opener.check(received.path)
    await received.synced
    if ('problem' in checked) return { refusal: refusalOf(checked.problem) }
    const mismatch = request === null ? undefined : mismatchOf(checked.facts, request, desk)
    if (mismatch !== undefined) return { refusal: mismatch }
    outcome = await keep(checked.facts, { received, kind, request }, desk)
    return outcome
  } finally {
    await received.synced.catch(() => {})
    // Where it was kept it has another name by now.
    if (outcome === undefined || !('row' in outcome)) await rm(received.path, { force: true })
  }
}

async function keep(facts: Facts, arrival: Arrival, desk: Desk): Promise<Accepted> {
  const { request, received } = arrival
  const claim = request === null ? 'claimed' : await desk.index.claim(request.id, received.sha256)
  if (claim === 'other') return { refusal: 'token-used' }
  try {
    return await desk.arrivals.next(facts.terminal, (receivedMs) => note(facts, arrival, receivedMs, desk))
  } catch (error) {
    // Nothing of it has its name yet, unless the index failed: then the next start notes it.
    if (request !== null && claim === 'claimed' && !(await cameBefore(received.sha256, desk)))
      await desk.index.release(request.id, received.sha256)
    throw error
  }
}

async function note(facts: Facts, { received, kind, request }: Arrival, receivedMs: number, desk: Desk): Promise<Accepted> {
  const { path, size, sha256 } = received
  const { objects, index } = desk
  // Its twin may have come at the same time.
  if (await cameBefore(sha256, desk)) return { repeat: true }
  const receipt = receiptOf(facts, { sha256, size, kind, receivedMs, requestId: request?.id ?? null })
  await objects.keep(path, receipt)
  const row = await rowOf(facts, receipt, index)
  await index.add(row)
  return { row }
}

/** Of the same request; another's token brings nothing that it doesn't answer. */
async function isRepeat({ received: { sha256 }, request }: Arrival, desk: Desk): Promise<boolean> {
  return (request === null || request.claimedBy === sha256) && (await cameBefore(sha256, desk))
}

/** Also where it was deleted since: its sender has done its part. */
async function cameBefore(sha256: string, { objects }: Desk): Promise<boolean> {
  const receipt = await objects.receipt(sha256)
  return receipt !== null && (receipt.removedMs !== null || (await objects.path(sha256)) !== null)
}

/** The request in the bundle is the very one that its token belongs to. */
function mismatchOf({ request: named }: Facts, request: RequestRow, { keys }: Desk): Refusal | undefined {
  if (named === null) return 'answers-no-request'
  const isOurs = named.signerSpkiSha256 === fingerprint(keys.signer.certificates[0])
  return isOurs && named.id === request.id && named.sha256 === request.sha256 ? undefined : 'answers-other-request'
}

function refusalOf(problem: OpenProblem): Refusal {
  switch (problem.code) {
    case 'altered':
    case 'sealed':
    case 'newer-format':
      return problem.code
    case 'limit':
      return 'too-much-work'
    default:
      return isNoBundle(problem) ? 'not-a-bundle' : 'not-intact'
  }
}
