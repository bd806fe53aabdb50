import { createHash, X509Certificate } from 'node:crypto'
import { issuerName } from './der.ts'

/** A certificate with what a path is built from. */
export interface Certificate {
  readonly x509: X509Certificate
  readonly der: Buffer
  readonly sha256: string
  /** The issuer's name as encoded; empty where it could not be found. */
  readonly issuerName: Buffer
  /** Signed with its own key, and under its own name. */
  readonly selfIssued: boolean
}

/** `undefined` where the bytes are no certificate: a peer can send anything. */
export function readCertificate(der: Buffer): Certificate | undefined {
  try {
    const x509 = new X509Certificate(der)
    return { x509, der, sha256: digest(der), issuerName: issuerName(der) ?? Buffer.alloc(0), selfIssued: isSelfIssued(x509) }
  } catch {
    return undefined
  }
}

/**
 * Whether `issuer` signed `certificate`: by names, key identifiers and key usage, and by the signature itself. A signature
 * whose algorithm the runtime does not know proves nothing, and counts as none.
 */
export function signs(issuer: Certificate, certificate: Certificate): boolean {
  try {
    return certificate.x509.checkIssued(issuer.x509) && certificate.x509.verify(issuer.x509.publicKey)
  } catch {
    return false
  }
}

/** Not by `checkIssued`, which says no to a server's self-signed certificate: its key usage does not cover signing certificates. */
function isSelfIssued(x509: X509Certificate): boolean {
  try {
    return x509.subject === x509.issuer && x509.verify(x509.publicKey)
  } catch {
    return false
  }
}

/** SHA-256 of the public key's encoding, as pins name it (RFC 7469 section 2.4), in hexadecimal; empty for an unknown kind of key. */
export function spkiSha256({ x509 }: Certificate): string {
  try {
    return digest(x509.publicKey.export({ format: 'der', type: 'spki' }))
  } catch {
    return ''
  }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
