/** What a certificate's key and signature are worth. */

import type { KeyObject, X509Certificate } from 'node:crypto'

/** NIST SP 800-57 part 1 revision 5, table 2 (112 bits), and the CA/Browser Forum's Baseline Requirements section 6.1.5. */
const MIN_RSA_BITS = 2048
const MIN_EC_BITS = 256
/** SHA-1 and MD5 with any key: collisions are made, not only feared (RFC 9155, RFC 6151). */
const weakHash = /sha-?1(?![0-9])|md[245]/i

export function hasWeakSignature(certificate: X509Certificate): boolean {
  return weakHash.test(certificate.signatureAlgorithm ?? '')
}

export function hasWeakKey(certificate: X509Certificate): boolean {
  const key = keyOf(certificate)
  const bits = bitsOf(key)
  if (bits === undefined) return false
  return key?.asymmetricKeyType === 'ec' ? bits < MIN_EC_BITS : bits < MIN_RSA_BITS
}

/** "RSA 2048", "EC 256", "ED25519"; "?" for a kind that the runtime does not know. */
export function keyText(certificate: X509Certificate): string {
  const key = keyOf(certificate)
  return `${(key?.asymmetricKeyType ?? '?').toUpperCase()} ${bitsOf(key) ?? ''}`.trim()
}

/** A key of a kind that the runtime does not know is not called weak. */
function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

/** Curves are named with their size: prime256v1, secp384r1, brainpoolP256r1, sect233k1. */
function bitsOf(key: KeyObject | undefined): number | undefined {
  const details = key?.asymmetricKeyDetails
  if (key?.asymmetricKeyType === 'ec') return Number(/\d{3}/.exec(details?.namedCurve ?? '')?.[0]) || undefined
  return details?.modulusLength
}
