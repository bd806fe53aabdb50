/** Signatures that are rightly signed and yet not as they should be. */

import { createHash, sign } from 'node:crypto'
import { inside, oidOf, readDer } from '../../agent/cms/der.ts'
import { certificateParts } from '../../agent/cms/der-certificate.ts'
import { element, integer, objectIdentifier, octetString, sequence, setOf, tagged } from '../../agent/cms/der-write.ts'
import { oids } from '../../agent/cms/oids.ts'
import {
  type AttributeValues,
  encodeAlgorithm,
  encodeAttributes,
  encodeIssuerAndSerial,
  type SignedParts,
  signedBytes,
} from '../../agent/cms/sign-structure.ts'
import type { Made } from './sign-with.ts'

export function identifierOf({ certificate }: Made): Buffer {
  const parts = certificateParts(certificate)
  if (parts === undefined) throw new Error('no certificate')
  return encodeIssuerAndSerial(parts)
}

export function hashOf({ certificate }: Made): Buffer {
  return createHash('sha256').update(certificate.raw).digest()
}

export function attributesOf(content: Uint8Array, by: Made, changes: Partial<AttributeValues> = {}): Buffer {
  const messageDigest = createHash('sha256').update(content).digest()
  return encodeAttributes({ messageDigest, signingTimeMs: 0, certificateHashes: [hashOf(by)], ...changes })
}

/** Of the attributes those for which `keeps` is true of their name. */
export function filterAttributes(attributes: Buffer, keeps: (oid: string) => boolean): Buffer {
  const all = inside(readDer(element(0x31, attributes)), 0x31)
  return Buffer.concat(all.filter((each) => keeps(oidOf(inside(each, 0x30)[0]))).map(({ bytes }) => bytes))
}

/** An EC P-256 signature with what is changed, signed anew. */
export function signedParts(content: Uint8Array, by: Made, changes: Partial<SignedParts> = {}): SignedParts {
  const attributes = changes.attributes ?? attributesOf(content, by)
  return {
    content: null,
    certificates: [by.certificate.raw],
    signerIdentifier: identifierOf(by),
    digestAlgorithm: encodeAlgorithm(oids.sha256, 'absent'),
    signatureAlgorithm: encodeAlgorithm(oids.ecdsaWithSha256, 'absent'),
    signature: sign('sha256', signedBytes({ attributes }), by.key),
    ...changes,
    attributes,
  }
}

interface Extras {
  /** Behind the certificates, behind the signature. */
  readonly lists?: Buffer
  readonly unsigned?: Buffer
  readonly version?: number
  readonly digestAlgorithms?: Buffer
}

/** As encodeSignedData, and with what it never writes. */
export function encodeWith(parts: SignedParts, extras: Extras): Buffer {
  const { lists, unsigned, version = 1, digestAlgorithms = setOf(parts.digestAlgorithm) } = extras
  const info = sequence(
    integer(1),
    parts.signerIdentifier,
    parts.digestAlgorithm,
    tagged(0, parts.attributes),
    parts.signatureAlgorithm,
    octetString(parts.signature),
    ...(unsigned === undefined ? [] : [tagged(1, unsigned)]),
  )
  const data = sequence(
    integer(version),
    digestAlgorithms,
    sequence(objectIdentifier(oids.data)),
    tagged(0, ...parts.certificates),
    ...(lists === undefined ? [] : [tagged(1, lists)]),
    setOf(info),
  )
  return sequence(objectIdentifier(oids.signedData), tagged(0, data))
}

/** The order of P-256 (FIPS 186-4 section D.1.2.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** (r, n − s) */
export function mirrored(signature: Uint8Array): Buffer {
  const [r, s] = inside(readDer(signature), 0x30)
  if (r === undefined || s === undefined) throw new Error('no ECDSA signature')
  const hex = (ORDER - BigInt(`0x${s.content.toString('hex')}`)).toString(16)
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return sequence(r.bytes, element(0x02, (octets[0] ?? 0) >= 0x80 ? Buffer.from([0, ...octets]) : octets))
}
