/**
 * The one spelling of a signature: what is signed and what is verified are both put together here. Who verifies takes a signature apart,
 * builds it again from what was understood, and refuses it where the bytes differ; so there is nothing in it that nobody looked at.
 */

import { element, integer, nothing, objectIdentifier, octetString, sequence, setOf, sorted, tagged } from './der-write.ts'
import { oids } from './oids.ts'

/** Each piece is DER. */
export interface SignedParts {
  /** Null: it lies beside the signature. */
  readonly content: Uint8Array | null
  /** In any order: DER sorts a set. */
  readonly certificates: readonly Uint8Array[]
  /** Whose signature it is: issuer and serial number, or the key's identifier under the tag [0]. */
  readonly signerIdentifier: Uint8Array
  readonly digestAlgorithm: Uint8Array
  /** The attributes, one behind the other. */
  readonly attributes: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  /** The octets themselves. */
  readonly signature: Uint8Array
}

/** ContentInfo with SignedData (RFC 5652 sections 3 and 5.1); no revocation lists, no unsigned attributes. */
export function encodeSignedData(parts: SignedParts): Buffer {
  // RFC 5652 sections 5.1 and 5.3: where nothing but plain data and X.509 certificates are in it, the form of the identifier decides.
  const version = integer(parts.signerIdentifier[0] === 0x30 ? 1 : 3)
  const signerInfo = sequence(
    version,
    parts.signerIdentifier,
    parts.digestAlgorithm,
    tagged(0, parts.attributes),
    parts.signatureAlgorithm,
    octetString(parts.signature),
  )
  const signedData = sequence(
    version,
    setOf(parts.digestAlgorithm),
    sequence(objectIdentifier(oids.data), ...(parts.content === null ? [] : [tagged(0, octetString(parts.content))])),
    tagged(0, ...sorted(parts.certificates)),
    setOf(signerInfo),
  )
  return sequence(objectIdentifier(oids.signedData), tagged(0, signedData))
}

/** What the signature is computed over (RFC 5652 section 5.4): the attributes as a set, not under the tag that they have inside. */
export function signedBytes({ attributes }: Pick<SignedParts, 'attributes'>): Buffer {
  return element(0x31, attributes)
}

export interface AttributeValues {
  readonly signingTimeMs: number
  readonly messageDigest: Uint8Array
  /** SHA-256 of each certificate, the signer's first. */
  readonly certificateHashes: readonly Uint8Array[]
}

/** The signed attributes of our own signatures, in DER's order. */
export function encodeAttributes({ signingTimeMs, messageDigest, certificateHashes }: AttributeValues): Buffer {
  // RFC 5035 section 3: a hash that doesn't say what it is, is SHA-256.
  const certificates = sequence(sequence(...certificateHashes.map((hash) => sequence(octetString(hash)))))
  return Buffer.concat(
    sorted([
      attribute(oids.contentType, objectIdentifier(oids.data)),
      attribute(oids.signingTime, encodeTime(signingTimeMs)),
      attribute(oids.messageDigest, octetString(messageDigest)),
      attribute(oids.signingCertificateV2, certificates),
    ]),
  )
}

function attribute(type: string, value: Uint8Array): Buffer {
  return sequence(objectIdentifier(type), setOf(value))
}

/** `null`: the parameters are NULL; `absent`: there are none, which for SHA-2 is another spelling of the same (RFC 5754 section 2). */
export function encodeAlgorithm(name: string, parameters: 'null' | 'absent'): Buffer {
  return parameters === 'null' ? sequence(objectIdentifier(name), nothing) : sequence(objectIdentifier(name))
}

const FIRST_UTC_YEAR = 1950
const LAST_UTC_YEAR = 2049

/** RFC 5652 section 11.3: UTCTime from 1950 to 2049, GeneralizedTime before and after; whole seconds, in UTC. */
export function encodeTime(timeMs: number): Buffer {
  const date = new Date(timeMs)
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`no time that can be written into a signature: ${timeMs}`)
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`
  const isUtcTime = year >= FIRST_UTC_YEAR && year <= LAST_UTC_YEAR
  return isUtcTime ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits))
}

/** IssuerAndSerialNumber (RFC 5652 section 10.2.4) */
export function encodeIssuerAndSerial({ issuer, serial }: { readonly issuer: Uint8Array; readonly serial: Uint8Array }): Buffer {
  return sequence(issuer, serial)
}

/** SubjectKeyIdentifier under the implicit tag [0] (RFC 5652 section 5.3) */
export function encodeKeyIdentifier(identifier: Uint8Array): Buffer {
  return element(0x80, identifier)
}
