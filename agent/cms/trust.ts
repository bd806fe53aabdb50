/**
 * Is a signer one of those that are trusted? By his key alone, or by a chain to an authority, at the time at which he says that he
 * signed. Names, signatures, CA and keyCertSign are node:crypto's (OpenSSL's X509_check_issued and X509_check_ca); what it doesn't tell
 * is in trust-rules.ts. Nothing is fetched, so a certificate that was revoked is not known for it.
 */

import { createHash, type X509Certificate } from 'node:crypto'
import { type CertificateParts, certificateParts } from './der-certificate.ts'
import { hasStrongKey, hasUnknownCritical, isStronglySigned, maySign, pathLength } from './trust-rules.ts'
import type { Signed } from './verify.ts'

export type Distrust =
  /** No way leads to a trusted certificate. */
  | 'unknown'
  /** A way does, but when it was signed a certificate on it was over, or not begun. */
  | 'expired'
  | 'not-yet-valid'
  /** Whoever issued is no authority, or may not be so far above the signer. */
  | 'not-an-authority'
  /** The signer's key is for something else than signing. */
  | 'not-for-signing'
  /** An extension that must not be passed over, and for which there is no rule. */
  | 'critical-extension'
  /** A certificate was signed with SHA-1 or the like, or has too short a key. */
  | 'weak'

/** `by` is what the trust rests on; the certificate in the signature is only what the signer says of himself. */
export type Trust = { readonly trusted: true; readonly by: X509Certificate } | { readonly trusted: false; readonly why: Distrust }

type Judged = Pick<Signed, 'signer' | 'certificates' | 'signingTimeMs'>

export function trustOf(signed: Judged, trusted: readonly X509Certificate[]): Trust {
  // A device certificate is made with whatever clock the PC has; its key is what was seen and kept.
  const same = trusted.find((each) => hasSameKey(signed.signer, each))
  if (same !== undefined) return { trusted: true, by: same }
  const found = climb(signed, trusted, 'sound')
  return found.trusted ? found : climb(signed, trusted, 'any')
}

/** SHA-256 of the public key (SubjectPublicKeyInfo): 64 hexadecimal digits, small ones. Whoever shows it puts it into groups. */
export function fingerprint(certificate: Pick<X509Certificate, 'publicKey'>): string {
  const known = fingerprints.get(certificate)
  if (known !== undefined) return known
  const made = createHash('sha256').update(publicKeyOf(certificate)).digest('hex')
  fingerprints.set(certificate, made)
  return made
}

/** A helpdesk asks for its own with every upload. */
const fingerprints = new WeakMap<object, string>()

interface Way {
  readonly certificate: X509Certificate
  /** Authorities between this certificate's issuer and the signer. */
  readonly between: number
  /** The first thing that is wrong on the way. */
  readonly flaw: Distrust | undefined
}

/**
 * Goes up from the signer, nearest issuers first, each certificate once: ten of them that all sign each other are a hundred steps. The
 * nearest way is the best one, since of a way only its length counts (pathLen). Sound ways alone lead to trust; the others tell why not.
 */
function climb({ signer, certificates, signingTimeMs }: Judged, trusted: readonly X509Certificate[], which: 'sound' | 'any'): Trust {
  let why: Distrust = 'unknown'
  const seen = new Set([signer])
  const ways: Way[] = [{ certificate: signer, between: 0, flaw: signerProblem(signer, signingTimeMs) }]
  for (const { certificate, between, flaw } of ways) {
    if (which === 'sound' && flaw !== undefined) continue
    for (const by of trusted.filter((each) => isBy(certificate, each))) {
      const problem = flaw ?? authorityProblem(by, between, signingTimeMs)
      if (problem === undefined) return { trusted: true, by }
      if (why === 'unknown') why = problem
    }
    for (const issuer of certificates.filter((each) => !seen.has(each) && isBy(certificate, each))) {
      seen.add(issuer)
      ways.push({
        certificate: issuer,
        between: between + 1,
        flaw: flaw ?? authorityProblem(issuer, between, signingTimeMs) ?? signatureProblem(issuer),
      })
    }
  }
  return { trusted: false, why }
}

function signerProblem(signer: X509Certificate, atMs: number): Distrust | undefined {
  const parts = certificateParts(signer)
  if (parts !== undefined && !maySign(parts)) return 'not-for-signing'
  return generalProblem(signer, parts, atMs) ?? signatureProblem(signer)
}

function authorityProblem(issuer: X509Certificate, between: number, atMs: number): Distrust | undefined {
  const parts = certificateParts(issuer)
  // True where basic constraints say so, and the usages, if there are any, let it sign certificates.
  if (!issuer.ca || parts === undefined || !(pathLength(parts) >= between)) return 'not-an-authority'
  return generalProblem(issuer, parts, atMs)
}

function generalProblem(certificate: X509Certificate, parts: CertificateParts | undefined, atMs: number): Distrust | undefined {
  if (parts === undefined || hasUnknownCritical(parts)) return 'critical-extension'
  if (!hasStrongKey(certificate)) return 'weak'
  if (atMs < certificate.validFromDate.getTime()) return 'not-yet-valid'
  return atMs > certificate.validToDate.getTime() ? 'expired' : undefined
}

/** Not asked of a trusted certificate: nobody needs its signature. */
function signatureProblem(certificate: X509Certificate): Distrust | undefined {
  const parts = certificateParts(certificate)
  return parts !== undefined && isStronglySigned(parts) ? undefined : 'weak'
}

/** By name and by signature. checkIssued knows when two spellings are one name, but also asks for keyCertSign, which is told apart above. */
function isBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    const isNamed = certificate.issuer === issuer.subject || certificate.checkIssued(issuer)
    return isNamed && certificate.verify(issuer.publicKey)
  } catch {
    // A key of a kind that OpenSSL doesn't know.
    return false
  }
}

/**
 * By its encoding, not by KeyObject.equals: for keys of two kinds that leaves an error behind in OpenSSL's queue, and the next
 * createPrivateKey throws it (Node.js 24.21).
 */
function hasSameKey(one: X509Certificate, other: X509Certificate): boolean {
  try {
    return publicKeyOf(one).equals(publicKeyOf(other))
  } catch {
    // A key of a kind that OpenSSL doesn't know.
    return false
  }
}

/** SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) */
function publicKeyOf({ publicKey }: Pick<X509Certificate, 'publicKey'>): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' })
}
