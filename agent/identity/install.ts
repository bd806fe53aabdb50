/** Which install a certificate speaks of (a claim, until the key is known). */

import { randomBytes, type X509Certificate } from 'node:crypto'

export const DEVICE_KEY_ORGANIZATION = 'Terminal Preflight device key'

/**
 * Chance, not a digest of the key: an install that was known and comes with another key is what must be noticed, and it could not come
 * with the same id if the key made the id.
 */
export function newInstall(): string {
  return randomBytes(16).toString('hex')
}

const INSTALL = '[0-9a-f]{32}'
/** One line an attribute; Node escapes line ends within one. */
const named = new RegExp(`^OU=(${INSTALL})$`, 'm')
const strict = new RegExp(`^CN=(${INSTALL})$`)

/** The install id in a certificate of a device key, with the host's name or without (`strict`); null in any other. */
export function installOf({ subject }: Pick<X509Certificate, 'subject'>): string | null {
  // A certificate without a subject has none, whatever the types say.
  const text: string | undefined = subject
  if (text === undefined) return null
  const isOurs = text.split('\n').includes(`O=${DEVICE_KEY_ORGANIZATION}`)
  return strict.exec(text)?.[1] ?? (isOurs ? (named.exec(text)?.[1] ?? null) : null)
}
