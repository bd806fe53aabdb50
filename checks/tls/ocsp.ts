/** A stapled OCSP response (RFC 6960), read as far as one question needs: does the issuer say that this certificate is revoked? */

import { verify, X509Certificate } from 'node:crypto'
import { descend, type Element, elements, single, tag } from './der.ts'

export interface RevocationStatus {
  readonly status: 'good' | 'revoked' | 'unknown'
  /** When it was revoked, milliseconds since 1970 UTC; null for the others. */
  readonly revokedAtMs: number | null
}

/** A response with its certificates is some 2 kB; a peer that sends more than this is not read. */
const MAX_BYTES = 65_536

/** id-kp-OCSPSigning (RFC 6960 section 4.2.2.2): what an issuer gives to a responder that signs in its place. */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'

/** Signature algorithms by OID, as bytes in hexadecimal, with their hash: RSA (PKCS #1) and ECDSA. Others are not verified. */
const hashes: Readonly<Record<string, string>> = {
  '2a864886f70d010105': 'sha1',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
}

/**
 * What the issuer says of a certificate. `undefined` where nothing came, it speaks of another certificate, or its signature
 * is not the issuer's: then nothing is known, and nothing is said.
 */
export function revocationStatus(
  base64: string | null,
  certificate: X509Certificate,
  issuer: X509Certificate,
): RevocationStatus | undefined {
  if (base64 === null || base64.length > MAX_BYTES * 2) return undefined
  const basic = basicResponse(Buffer.from(base64, 'base64'))
  const data = basic === undefined ? undefined : elements(basic.content)?.[0]
  if (basic === undefined || data === undefined || !isSigned(basic, data, issuer)) return undefined
  return responsesOf(data).flatMap((response) => statusOf(response, certificate) ?? [])[0]
}

/** OCSPResponse → responseBytes → response → BasicOCSPResponse (section 4.2.1); only a successful one (status 0) holds it. */
function basicResponse(bytes: Buffer): Element | undefined {
  const whole = single(bytes)
  const successful = descend(whole, 0)?.content.equals(Buffer.from([0]))
  const wrapped = descend(whole, 1, 0, 1)
  return successful === true && wrapped?.tag === tag.octetString ? single(wrapped.content) : undefined
}

/** BasicOCSPResponse ::= { tbsResponseData, signatureAlgorithm, signature, certs [0] OPTIONAL } */
function isSigned(basic: Element, data: Element, issuer: X509Certificate): boolean {
  const [, algorithm, signature, certificates] = elements(basic.content) ?? []
  const hash = hashes[descend(algorithm, 0)?.content.toString('hex') ?? '']
  if (hash === undefined || signature?.tag !== tag.bitString) return false
  const delegates = (descend(certificates, 0) === undefined ? [] : (elements((descend(certificates, 0) as Element).content) ?? [])).flatMap(
    ({ whole }) => delegateOf(whole, issuer),
  )
  // The first octet of a BIT STRING counts its unused bits: none in a signature.
  return [issuer, ...delegates].some((signer) => verifies(hash, data.whole, signer, signature.content.subarray(1)))
}

function delegateOf(der: Buffer, issuer: X509Certificate): X509Certificate[] {
  try {
    const certificate = new X509Certificate(der)
    // The runtime's `keyUsage` is the extended key usage.
    const mayAnswer = certificate.keyUsage?.includes(OCSP_SIGNING) === true
    return mayAnswer && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey) ? [certificate] : []
  } catch {
    return []
  }
}

function verifies(hash: string, data: Buffer, signer: X509Certificate, signature: Buffer): boolean {
  try {
    return verify(hash, data, signer.publicKey, signature)
  } catch {
    return false
  }
}

/** ResponseData ::= { version [0] DEFAULT v1, responderID [1] or [2], producedAt, responses, … } */
function responsesOf(data: Element): Element[] {
  const responses = elements(data.content)?.find((element) => element.tag === tag.sequence)
  return responses === undefined ? [] : (elements(responses.content) ?? [])
}

/** SingleResponse ::= { certID { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }, certStatus, thisUpdate, … } */
function statusOf(response: Element, certificate: X509Certificate): RevocationStatus | undefined {
  const serial = descend(response, 0, 3)
    ?.content.toString('hex')
    .replace(/^0+(?=.)/, '')
  const status = descend(response, 1)
  if (serial !== certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, '')) return undefined
  if (status?.tag === 0x80) return { status: 'good', revokedAtMs: null }
  if (status?.tag === 0xa1) return { status: 'revoked', revokedAtMs: timeOf(descend(status, 0)) }
  return { status: 'unknown', revokedAtMs: null }
}

/** GeneralizedTime as OCSP writes it: "20261122080500Z" (RFC 5280 section 4.1.2.5.2). */
function timeOf(element: Element | undefined): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(element?.content.toString('latin1') ?? '')
  if (element?.tag !== tag.generalizedTime || match === null) return null
  const [, year, month, day, hour, minute, second] = match.map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}
