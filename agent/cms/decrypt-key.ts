/** The private key that opens what was encrypted. */

import { createPrivateKey, type KeyObject } from 'node:crypto'
import { inside, readDer } from './der.ts'

export type OpeningKeyProblem =
  /** Neither PEM nor PKCS#8, or damaged. */
  | 'not-a-key'
  | 'passphrase-needed'
  /** Or an encrypted key that was damaged, which can't be told apart. */
  | 'wrong-passphrase'
  /** EC, or RSA-PSS, which signs and nothing else. */
  | 'not-rsa'
  | 'too-large'

/** With certificates beside it a key has 10 KiB. Who reads the file stops here too. */
export const MAX_OPENING_KEY_BYTES = 65_536

const encryptedPem = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m

/** PEM (PKCS#8 and the older kinds, encrypted or not) or PKCS#8 in DER. A passphrase for a key that has none is passed over. */
export function readOpeningKey(
  content: Uint8Array,
  passphrase?: string,
): { readonly key: KeyObject } | { readonly problem: OpeningKeyProblem } {
  if (content.length > MAX_OPENING_KEY_BYTES) return { problem: 'too-large' }
  const bytes = Buffer.from(content)
  const der = readDer(bytes)
  // RFC 5958: EncryptedPrivateKeyInfo begins with its algorithm, the open one with a version.
  const isEncrypted = der === undefined ? encryptedPem.test(bytes.toString('latin1')) : inside(der, 0x30)[0]?.tag === 0x30
  if (isEncrypted && passphrase === undefined) return { problem: 'passphrase-needed' }
  const form = der === undefined ? ({ format: 'pem' } as const) : ({ format: 'der', type: 'pkcs8' } as const)
  try {
    const key = createPrivateKey({ key: bytes, ...form, ...(isEncrypted ? { passphrase } : {}) })
    return key.asymmetricKeyType === 'rsa' ? { key } : { problem: 'not-rsa' }
  } catch {
    return { problem: isEncrypted ? 'wrong-passphrase' : 'not-a-key' }
  }
}
