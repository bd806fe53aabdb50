/** Whom a bundle is encrypted to. Asked before the first check runs: a certificate that is no good is refused while it can be replaced. */

import { X509Certificate } from 'node:crypto'
import { certificateParts } from './der-certificate.ts'
import { CONTENT_KEY_BYTES, encryptKey } from './encrypt-algorithms.ts'
import { purposeProblem } from './recipient-purpose.ts'
import { fingerprint } from './trust.ts'

/** Why a certificate isn't encrypted to; the words: recipient-text.ts. Dates are ISO 8601, and `now` is the PC's clock. */
export type RecipientProblem =
  | { readonly code: 'too-large'; readonly args: { readonly kib: number } }
  /** Nobody but its owner should have it, and nobody needs it to encrypt. */
  | { readonly code: 'private-key'; readonly args: Nothing }
  | { readonly code: 'not-a-certificate' | 'damaged' | 'unsupported'; readonly args: Nothing }
  | { readonly code: 'several'; readonly args: { readonly count: number } }
  | { readonly code: 'not-rsa'; readonly args: Nothing }
  | { readonly code: 'weak-key'; readonly args: { readonly bits: number; readonly least: number } }
  | { readonly code: 'authority' | 'no-key-encipherment'; readonly args: Nothing }
  | { readonly code: 'other-purpose'; readonly args: { readonly purposes: readonly string[] } }
  /** The key that signs: what is signed with it and what is opened with it must be two things. */
  | { readonly code: 'signing-key'; readonly args: Nothing }
  | { readonly code: 'not-yet-valid'; readonly args: { readonly validFrom: string; readonly now: string } }
  | { readonly code: 'expired'; readonly args: { readonly validTo: string; readonly now: string } }

type Nothing = Readonly<Record<string, never>>

type Read = { readonly recipient: X509Certificate } | { readonly problem: RecipientProblem }

export interface RecipientFacts {
  /** The PC's clock. */
  readonly nowMs: number
  /** Of the key that signs, as `fingerprint` of trust.ts gives it. */
  readonly signerSpkiSha256?: string
}

/** One certificate has 1 to 3 KiB. Who reads the file stops here too. */
export const MAX_RECIPIENT_BYTES = 16_384

/** NIST SP 800-57 part 1, table 2: 128 bits of strength, which what is kept for years should have. */
const LEAST_RSA_BITS = 3072

/** Exactly one certificate, in PEM (RFC 7468) or DER. Whatever came, nothing is thrown. */
export function readRecipient(content: Uint8Array, facts: RecipientFacts): Read {
  const read = readOne(content)
  const problem = 'problem' in read ? read.problem : problemOf(read.recipient, facts)
  return problem === undefined ? read : { problem }
}

const announced = /-----BEGIN CERTIFICATE-----/g
const block = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/
const privateKey = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/

function readOne(content: Uint8Array): Read {
  if (content.length > MAX_RECIPIENT_BYTES) return { problem: { code: 'too-large', args: { kib: MAX_RECIPIENT_BYTES / 1024 } } }
  const bytes = Buffer.from(content)
  const text = bytes.toString('latin1')
  if (privateKey.test(text)) return { problem: { code: 'private-key', args: {} } }
  const count = text.match(announced)?.length ?? 0
  if (count > 1) return { problem: { code: 'several', args: { count } } }
  if (count === 0) return parseDer(bytes)
  const recipient = parse(block.exec(text)?.[0] ?? '')
  return recipient === undefined ? { problem: { code: 'damaged', args: {} } } : { recipient }
}

function parseDer(bytes: Buffer): Read {
  const recipient = parse(bytes)
  if (recipient === undefined) return { problem: { code: 'not-a-certificate', args: {} } }
  // With something behind its end.
  return recipient.raw.equals(bytes) ? { recipient } : { problem: { code: 'damaged', args: {} } }
}

function parse(bytes: Buffer | string): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes)
  } catch {
    return undefined
  }
}

/** Dates come last: they alone may be the fault of this PC, by its clock. */
function problemOf(certificate: X509Certificate, { nowMs, signerSpkiSha256 }: RecipientFacts): RecipientProblem | undefined {
  const bits = rsaBits(certificate)
  if (bits === undefined) return { code: 'not-rsa', args: {} }
  if (bits < LEAST_RSA_BITS) return { code: 'weak-key', args: { bits, least: LEAST_RSA_BITS } }
  const parts = certificateParts(certificate)
  if (parts === undefined) return { code: 'damaged', args: {} }
  const purpose = purposeProblem(parts)
  if (purpose?.code === 'other-purpose') return { code: purpose.code, args: { purposes: purpose.purposes } }
  if (purpose !== undefined) return { code: purpose.code, args: {} }
  if (fingerprint(certificate) === signerSpkiSha256) return { code: 'signing-key', args: {} }
  return dateProblem(certificate, nowMs)
}

/** Undefined: nothing can be encrypted to it. It is tried, since what fails now can still be replaced. */
function rsaBits(certificate: X509Certificate): number | undefined {
  try {
    const { publicKey } = certificate
    if (publicKey.asymmetricKeyType !== 'rsa') return undefined
    encryptKey(publicKey, Buffer.alloc(CONTENT_KEY_BYTES))
    return publicKey.asymmetricKeyDetails?.modulusLength
  } catch {
    // A key of a kind that OpenSSL doesn't know, or of a size that it refuses.
    return undefined
  }
}

function dateProblem({ validFromDate, validToDate }: X509Certificate, nowMs: number): RecipientProblem | undefined {
  const [validFromMs, validToMs] = [validFromDate.getTime(), validToDate.getTime()]
  if (Number.isNaN(validFromMs + validToMs)) return { code: 'damaged', args: {} }
  const now = new Date(nowMs).toISOString()
  if (nowMs < validFromMs) return { code: 'not-yet-valid', args: { validFrom: validFromDate.toISOString(), now } }
  return nowMs > validToMs ? { code: 'expired', args: { validTo: validToDate.toISOString(), now } } : undefined
}
