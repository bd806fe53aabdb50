/** Whom a request's bundle is encrypted to. */

import type { X509Certificate } from 'node:crypto'
import { nameOf } from '../cms/name-of.ts'
import { readRecipient } from '../cms/recipient.ts'
import { fingerprint } from '../cms/trust.ts'
import type { PreflightRequest } from './document.ts'
import type { RequestProblem } from './problems.ts'

export interface KeyHolder {
  /** As its certificate has it: anybody can call himself anything. */
  readonly name: string
  /** SHA-256 of its public key, for people to compare. */
  readonly fingerprint: string
}

/** Asked now, and not when the bundle is ready: a request that can't be kept is refused before any check runs. */
export function recipientOf(
  { encryptTo }: PreflightRequest,
  signer: X509Certificate,
  nowMs: number,
): KeyHolder | { readonly problem: RequestProblem } | null {
  if (encryptTo === null) return null
  const read = readRecipient(Buffer.from(encryptTo), { nowMs, signerSpkiSha256: fingerprint(signer) })
  if ('problem' in read) return { problem: { code: 'recipient', args: {}, recipient: read.problem } }
  return { name: nameOf(read.recipient), fingerprint: fingerprint(read.recipient) }
}
