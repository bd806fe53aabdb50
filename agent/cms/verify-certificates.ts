/** Whose certificates a signature brings: the signer's, those above it, and whether each bit of them is accounted for. */

import { createHash, X509Certificate } from 'node:crypto'
import { type CertificateParts, certificateParts, subjectKeyIdentifier } from './der-certificate.ts'
import { encodeIssuerAndSerial, encodeKeyIdentifier } from './sign-structure.ts'
import type { SignatureProblem } from './verify.ts'
import type { CertificateHash } from './verify-attributes.ts'

export interface Included {
  readonly certificate: X509Certificate
  readonly parts: CertificateParts
}

/** @throws what node:crypto throws for what is no certificate */
export function readIncluded(raw: readonly Uint8Array[]): readonly Included[] | undefined {
  const read = raw.map((bytes) => {
    const certificate = new X509Certificate(bytes)
    const parts = certificateParts(certificate)
    // What OpenSSL understood is what came, bit for bit.
    return parts !== undefined && certificate.raw.equals(bytes) ? { certificate, parts } : undefined
  })
  const certificates = read.filter((each) => each !== undefined)
  const isEachOnce = new Set(certificates.map(({ certificate }) => certificate.raw.toString('latin1'))).size === raw.length
  return certificates.length === raw.length && isEachOnce ? certificates : undefined
}

export function findSigner(included: readonly Included[], identifier: Uint8Array): Included | undefined {
  return included.find(({ parts }) => {
    if (identifier[0] === 0x30) return encodeIssuerAndSerial(parts).equals(identifier)
    const keyIdentifier = subjectKeyIdentifier(parts)
    return keyIdentifier !== undefined && encodeKeyIdentifier(keyIdentifier).equals(identifier)
  })
}

export interface Arranged {
  /** The signer's first, then each issuer behind what it issued; at the end what belongs to nobody. */
  readonly certificates: readonly Included[]
  /** The signer signed their hashes. */
  readonly bound: boolean
  /** Each of their bits was signed, by the signer or by an issuer that is here too. */
  readonly accounted: boolean
}

export function arrange(
  signer: Included,
  included: readonly Included[],
  hashes: readonly CertificateHash[] | null,
): Arranged | { readonly problem: SignatureProblem } {
  const hashed = hashes?.map((hash) => included.find(({ certificate }) => isHashOf(hash, certificate)))
  // RFC 5035 section 3: the first is the signer's. Each of the others names a certificate that is here.
  if (hashed !== undefined && (hashed[0] !== signer || hashed.includes(undefined))) return { problem: 'certificates' }
  const issuers = new Map(included.map((each) => [each, issuerOf(each, included)]))
  // An issuer of that name is here, and yet didn't sign it.
  if ([...issuers.values()].includes('forged')) return { problem: 'certificates' }
  const chain = [signer]
  for (let next = issuers.get(signer); typeof next === 'object' && !chain.includes(next); next = issuers.get(next)) chain.push(next)
  const isSigned = (each: Included) => hashed?.includes(each) === true
  return {
    certificates: [...chain, ...included.filter((each) => !chain.includes(each))],
    bound: included.every(isSigned),
    accounted: included.every((each) => isSigned(each) || typeof issuers.get(each) === 'object'),
  }
}

/** Among certificates of one name, the one whose key it is: an authority that was renewed keeps its name. */
function issuerOf({ certificate, parts }: Included, included: readonly Included[]): Included | 'forged' | 'absent' {
  const named = included.filter((each) => each.parts.subject.equals(parts.issuer))
  const issuer = named.find((each) => isIssuedBy(certificate, each.certificate))
  return issuer ?? (named.length === 0 ? 'absent' : 'forged')
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    // A key of a kind that OpenSSL doesn't know.
    return false
  }
}

function isHashOf({ digest, hash }: CertificateHash, { raw }: X509Certificate): boolean {
  return createHash(digest).update(raw).digest().equals(hash)
}
