/** What whoever has it may do: the bearer token in a request, the secret in a caller's link. Both are kept as digests alone. */

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits: nobody finds one by trying, so a plain digest hides it (OWASP ASVS 5.0, 11.4; no salt, no stretching). */
const SECRET_BYTES = 32
/** base64url without padding (RFC 4648 section 5) of 32 bytes. */
const secretForm = /^[A-Za-z0-9_-]{43}$/

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** Whether a text can be one of ours at all. */
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

/** A changed one would close every link that is out. */
const INFO = 'terminal-preflight request file 1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Base64 of IV, tag and ciphertext: AES-256-GCM (NIST SP 800-38D) under a key from the secret by HKDF (RFC 5869). @param id binds it to its record */
export function sealFile(file: Uint8Array, secret: string, id: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(file), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null where it isn't what was sealed, or not by this secret. */
export function openFile(sealed: string, secret: string, id: string): Buffer | null {
  const content = Buffer.from(sealed, 'base64')
  if (content.length < IV_BYTES + TAG_BYTES) return null
  const [iv, tag] = [content.subarray(0, IV_BYTES), content.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)]
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secret), iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(id))
    .setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(content.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), INFO, 32))
}
