/** A request's file as it is kept: only the secret in the caller's link opens it again. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

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
