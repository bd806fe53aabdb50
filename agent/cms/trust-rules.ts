/** What RFC 5280 section 6.1 asks of a certificate in a chain and node:crypto doesn't tell. */

import type { X509Certificate } from 'node:crypto'
import { type Der, inside, oidOf } from './der.ts'
import { type CertificateParts, extension } from './der-certificate.ts'
import { oids } from './oids.ts'
import { digestNamed, fitnessOf } from './sign-algorithms.ts'

/**
 * Extensions that may be critical: basic constraints and usages are looked at here; a further name and a policy narrow nothing that is
 * asked; what else a key is for (as a TLS client's) is let stand, as `openssl cms -verify -purpose any` does. Name and policy
 * constraints, and what nobody has named yet, have no rule here, and so refuse (RFC 5280 section 4.2).
 */
const understood: ReadonlySet<string> = new Set([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extKeyUsage,
  oids.subjectAltName,
  oids.certificatePolicies,
])

export function hasUnknownCritical({ extensions }: CertificateParts): boolean {
  return (
    extensions.some(({ oid, critical }) => critical && !understood.has(oid)) ||
    new Set(extensions.map(({ oid }) => oid)).size < extensions.length
  )
}

/** RFC 5280 section 4.2.1.3: the first bit of the usages. A certificate without them is for anything. */
export function maySign(parts: CertificateParts): boolean {
  if (!parts.extensions.some(({ oid }) => oid === oids.keyUsage)) return true
  const usage = extension(parts, oids.keyUsage)
  return usage?.tag === 0x03 && ((usage.content[1] ?? 0) & 0x80) !== 0
}

/** How many authorities may stand between this one and the signer; Infinity where it doesn't say, NaN where it can't be read. */
export function pathLength(parts: CertificateParts): number {
  const constraints = extension(parts, oids.basicConstraints)
  if (constraints?.tag !== 0x30) return Number.NaN
  const length = inside(constraints, 0x30).find(({ tag }) => tag === 0x02)
  if (length === undefined) return Number.POSITIVE_INFINITY
  return length.content.length === 1 ? length.content.readInt8(0) : Number.NaN
}

/** Signed with SHA-256 or better: with SHA-1 somebody could have got a signature for another certificate than this one. */
export function isStronglySigned({ signatureAlgorithm }: CertificateParts): boolean {
  const [algorithm, parameters] = inside(signatureAlgorithm, 0x30)
  const oid = oidOf(algorithm)
  if (oid === oids.rsaPss) return digestNamed(oidOf(inside(pssDigest(parameters), 0x30)[0])) !== undefined
  return oid === oids.ed25519 || digestNamed(oid, 'withRsa') !== undefined || digestNamed(oid, 'ecdsa') !== undefined
}

/** RFC 4055 section 3.1; where it isn't there it is SHA-1. */
function pssDigest(parameters: Der | undefined): Der | undefined {
  return inside(
    inside(parameters, 0x30).find(({ tag }) => tag === 0xa0),
    0xa0,
  )[0]
}

/** RSA of 2048 bits and more, the three curves, and Ed25519 for an authority. */
export function hasStrongKey({ publicKey }: X509Certificate): boolean {
  return publicKey.asymmetricKeyType === 'ed25519' || fitnessOf(publicKey) === 'fit'
}
