/** How a key signs. SHA-256 for RSA, and for a curve the digest of its own strength (RFC 5753 section 2.1.1, RFC 5754). */

import type { KeyObject } from 'node:crypto'
import { oids } from './oids.ts'

export type Digest = 'sha256' | 'sha384' | 'sha512'

/** A digest and the names of the algorithms with it in them. Anything weaker isn't in the list. */
export const digests: Readonly<Record<Digest, { readonly oid: string; readonly withRsa: string; readonly ecdsa: string }>> = {
  sha256: { oid: oids.sha256, withRsa: oids.sha256WithRsa, ecdsa: oids.ecdsaWithSha256 },
  sha384: { oid: oids.sha384, withRsa: oids.sha384WithRsa, ecdsa: oids.ecdsaWithSha384 },
  sha512: { oid: oids.sha512, withRsa: oids.sha512WithRsa, ecdsa: oids.ecdsaWithSha512 },
}

/** By OpenSSL's names: P-256, P-384 and P-521. */
const curves: Readonly<Record<string, Digest>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' }

export interface Scheme {
  readonly digest: Digest
  readonly signature: string
  /** RSA's identifiers have NULL for parameters, ECDSA's none (RFC 5754 sections 3.2 and 3.3). */
  readonly hasNull: boolean
}

/** Undefined: no key that this program signs with. */
export function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Scheme | undefined {
  if (asymmetricKeyType === 'rsa') return { digest: 'sha256', signature: oids.rsaEncryption, hasNull: true }
  const digest = asymmetricKeyType === 'ec' ? curves[asymmetricKeyDetails?.namedCurve ?? ''] : undefined
  return digest === undefined ? undefined : { digest, signature: digests[digest].ecdsa, hasNull: false }
}

export function digestNamed(oid: string, name: 'oid' | 'withRsa' | 'ecdsa' = 'oid'): Digest | undefined {
  const names: readonly Digest[] = ['sha256', 'sha384', 'sha512']
  return names.find((digest) => digests[digest][name] === oid)
}

/** NIST SP 800-57 part 1, table 2: 112 bits of strength. */
export const LEAST_RSA_BITS = 2048
/** Larger ones are nobody's, and cost whoever verifies. */
export const MOST_RSA_BITS = 8192

export type KeyFitness = 'fit' | 'weak' | 'unsupported'

export function fitnessOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyFitness {
  if (asymmetricKeyType === 'ec') return (asymmetricKeyDetails?.namedCurve ?? '') in curves ? 'fit' : 'unsupported'
  if (asymmetricKeyType !== 'rsa' && asymmetricKeyType !== 'rsa-pss') return 'unsupported'
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  return bits < LEAST_RSA_BITS ? 'weak' : bits > MOST_RSA_BITS ? 'unsupported' : 'fit'
}
