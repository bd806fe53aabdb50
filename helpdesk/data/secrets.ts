/** What a cookie, a link or a bearer token carries. Only their digests are kept: who reads the files gets in by nothing that is in them. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits: nobody finds one by trying, so a plain digest hides it (OWASP ASVS 5.0, 11.4; no salt, no stretching). */
const SECRET_BYTES = 32
/** base64url without padding (RFC 4648 section 5) of 32 bytes. */
const secretForm = /^[A-Za-z0-9_-]{43}$/

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** What can't be a secret needn't be looked up. */
export function isSecret(text: string): boolean {
  return secretForm.test(text)
}

/** SHA-256 of the text as it is sent, in hexadecimal. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Takes the same time wherever they differ. */
export function isDigestOf(secret: string, digest: string): boolean {
  const [own, other] = [Buffer.from(digestOf(secret), 'hex'), Buffer.from(digest, 'hex')]
  return own.length === other.length && timingSafeEqual(own, other)
}
