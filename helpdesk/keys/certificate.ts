/** The helpdesk's own certificates: self-signed, each for one thing. Nothing vouches for them but whoever hands them on. */

import { createPublicKey, type KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto'

export type Purpose = 'signing' | 'encryption'

export interface CertificateFacts {
  /** Who the helpdesk is, as callers read it. */
  readonly name: string
  readonly purpose: Purpose
  /** The helpdesk's clock. */
  readonly nowMs: number
}

const DAY_MS = 86_400_000

/** A terminal's clock may be behind, as agent/request/dates.ts allows it to be. */
const BACKDATED_MS = DAY_MS
const VALID_MS = 3653 * DAY_MS

/** X.520 ub-common-name, which RFC 5280 appendix A.1 makes a limit. */
const LONGEST_NAME = 64

/** The bits of a BIT STRING (RFC 5280 section 4.2.1.3): digitalSignature is the first, keyEncipherment the third. */
const usages: Readonly<Record<Purpose, { readonly bits: number; readonly unused: number }>> = {
  signing: { bits: 0x80, unused: 7 },
  encryption: { bits: 0x20, unused: 5 },
}

const oids = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  extKeyUsage: '2.5.29.37',
  emailProtection: '1.3.6.1.5.5.7.3.4',
} as const

const algorithms = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
} as const

/** By pkijs and WebCrypto, as agent/identity/pkcs12.ts reads them. @param key RSA, or EC P-256 */
export async function selfSigned(key: KeyObject, { name, purpose, nowMs }: CertificateFacts): Promise<X509Certificate> {
  const [pki, asn1] = await Promise.all([import('pkijs'), import('asn1js')])
  const engine = new pki.CryptoEngine({ name: 'node', crypto: webcrypto })
  const algorithm = algorithms[key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa']
  const pkcs8 = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })

  const certificate = new pki.Certificate({ version: 2 })
  certificate.serialNumber = new asn1.Integer({ valueHex: newSerial() })
  certificate.subjectPublicKeyInfo = pki.PublicKeyInfo.fromBER(new Uint8Array(publicKey))
  const shown = nameFrom(name)
  for (const side of [certificate.subject, certificate.issuer]) {
    // UTF8String whatever the characters (RFC 5280 section 4.1.2.4): a helpdesk may be called 支援台.
    side.typesAndValues.push(new pki.AttributeTypeAndValue({ type: oids.commonName, value: new asn1.Utf8String({ value: shown }) }))
  }
  certificate.notBefore.value = wholeSecond(nowMs - BACKDATED_MS)
  certificate.notAfter.value = wholeSecond(nowMs + VALID_MS)
  const { bits, unused } = usages[purpose]
  const usage = new asn1.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits: unused })
  // What `openssl cms` asks of a signer and of a recipient by default.
  const extended = new pki.ExtKeyUsage({ keyPurposes: [oids.emailProtection] })
  const identifier = new asn1.OctetString({ valueHex: await keyIdentifier(certificate.subjectPublicKeyInfo.toSchema().toBER()) })
  certificate.extensions = [
    new pki.Extension({ extnID: oids.keyUsage, critical: true, extnValue: usage.toBER() }),
    new pki.Extension({ extnID: oids.extKeyUsage, critical: false, extnValue: extended.toSchema().toBER() }),
    new pki.Extension({ extnID: oids.subjectKeyIdentifier, critical: false, extnValue: identifier.toBER() }),
  ]
  await certificate.sign(signingKey, 'SHA-256', engine)
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()))
}

/** An empty name would be no DirectoryString. */
function nameFrom(name: string): string {
  const seen = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return Array.from(seen).slice(0, LONGEST_NAME).join('') || 'Helpdesk'
}

/** RFC 5280 section 4.1.2.2: positive, at most 20 octets; the second-highest bit is set, so that DER needs all 16 of these. */
function newSerial(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.buffer
}

/** RFC 7093 section 2, method 1 of it: the leftmost 160 bits of SHA-256. Any number that is the key's own will do (RFC 5280 section 4.2.1.2). */
async function keyIdentifier(publicKeyInfo: ArrayBuffer): Promise<ArrayBuffer> {
  return (await webcrypto.subtle.digest('SHA-256', publicKeyInfo)).slice(0, 20)
}

/** Certificates have no fractions of a second (RFC 5280 section 4.1.2.5). */
function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000)
}
