/**
 * Tokens against forms of other sites (OWASP, "Cross-Site Request Forgery Prevention", synchronizer token). A token follows from the secret
 * of the session itself, so it is bound to it and ends with it, and nothing more has to be kept; a cookie of its own, as libraries set it,
 * could be swapped under a session. The salt makes it another one on every page: a page's length tells nothing of it (BREACH).
 */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const SALT_BYTES = 16
const MAC_BYTES = 32
const length = Math.ceil(((SALT_BYTES + MAC_BYTES) * 4) / 3)

/** @param secret of the session, or of the visit where there is no session */
export function csrfToken(secret: string): string {
  const salt = randomBytes(SALT_BYTES)
  return Buffer.concat([salt, macOf(secret, salt)]).toString('base64url')
}

/** @param token whatever came in the form */
export function isCsrfToken(token: unknown, secret: string): boolean {
  if (typeof token !== 'string' || token.length !== length) return false
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== SALT_BYTES + MAC_BYTES) return false
  return timingSafeEqual(bytes.subarray(SALT_BYTES), macOf(secret, bytes.subarray(0, SALT_BYTES)))
}

function macOf(secret: string, salt: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('terminal-preflight/csrf').update(salt).digest()
}
