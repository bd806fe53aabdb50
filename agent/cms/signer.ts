import type { KeyObject, X509Certificate } from 'node:crypto'

/** A key that signs, and what proves whose it is. */
export interface Signer {
  /** RSA or EC P-256, P-384, P-521. */
  readonly key: KeyObject
  /** The signer's certificate first, then those above it; a root may be left out. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]]
}
