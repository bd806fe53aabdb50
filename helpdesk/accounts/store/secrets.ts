/** Secrets that a cookie or a link carries. Only their digests are kept: who reads the file can't log on with what is in it. */

import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** 256 bits have no need of salt or cost: nobody tries them all. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** What can't be a secret needn't be looked up. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
