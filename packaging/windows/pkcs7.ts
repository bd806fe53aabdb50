/** What an Authenticode signature says, taken apart and checked as arithmetic. Whom to trust is for others to decide. */

import { createHash, X509Certificate } from 'node:crypto'
import { type Der, inside, oidOf, readDer } from '../../agent/cms/der.ts'
import { certificateParts } from '../../agent/cms/der-certificate.ts'
import { oids } from '../../agent/cms/oids.ts'
import { encodeIssuerAndSerial, signedBytes } from '../../agent/cms/sign-structure.ts'
import { isSignedBy, understand } from '../../agent/cms/verify-algorithms.ts'

export interface FileSignature {
  /** The certificate whose key made the signature. */
  readonly signer: X509Certificate
  /** Digest of the file, as it was signed. Whether the file still has it, is not known from the signature. */
  readonly fileDigest: Buffer
}

/** SPC_INDIRECT_DATA_OBJID of Microsoft's "Windows Authenticode Portable Executable Signature Format", section "SpcIndirectDataContent". */
const SPC_INDIRECT_DATA = '1.3.6.1.4.1.311.2.1.4'

/**
 * Reads a PKCS #7 SignedData with one signer, in DER. Undefined: it is none, names a digest or an algorithm that is not known for good,
 * or the key of its certificate did not sign this digest.
 */
export function readFileSignature(der: Uint8Array): FileSignature | undefined {
  const [type, explicit] = inside(readDer(der), 0x30)
  if (oidOf(type) !== oids.signedData) return undefined
  const [, , encapsulated, ...others] = inside(inside(explicit, 0xa0)[0], 0x30)
  const [contentType, wrapped] = inside(encapsulated, 0x30)
  const content = inside(wrapped, 0xa0)[0]
  const [signerInfo, secondSigner] = inside(others.at(-1), 0x31)
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature] = inside(signerInfo, 0x30)
  if (oidOf(contentType) !== SPC_INDIRECT_DATA || content === undefined || secondSigner !== undefined) return undefined
  if (identifier === undefined || digestAlgorithm === undefined || signatureAlgorithm === undefined) return undefined
  if (attributes?.tag !== 0xa0 || signature?.tag !== 0x04) return undefined
  const understood = understand({ digestAlgorithm: digestAlgorithm.bytes, signatureAlgorithm: signatureAlgorithm.bytes })
  if (typeof understood === 'string') return undefined
  const certificates = inside(
    others.find(({ tag }) => tag === 0xa0),
    0xa0,
  )
  const signer = certificates.map(readCertificate).find((each) => each !== undefined && isNamed(each, identifier))
  const signed = signedBytes({ attributes: attributes.content })
  if (signer === undefined || !isSignedBy(signer.publicKey, signed, signature.content, understood)) return undefined
  // Microsoft's page and RFC 2315 section 9.3: the digest is over the content alone, without its tag and length.
  const contentDigest = createHash(understood.digest).update(content.content).digest()
  const isContent = attributeValue(attributes, oids.messageDigest)?.content.equals(contentDigest) === true
  if (!isContent || oidOf(attributeValue(attributes, oids.contentType)) !== SPC_INDIRECT_DATA) return undefined
  const [algorithm, fileDigest] = inside(inside(content, 0x30)[1], 0x30)
  // The file's digest is made with the same algorithm; one that is known for broken would let another file have it.
  const isSameDigest = oidOf(inside(algorithm, 0x30)[0]) === oids[understood.digest]
  return isSameDigest && fileDigest?.tag === 0x04 ? { signer, fileDigest: fileDigest.content } : undefined
}

/** Undefined: OpenSSL can't read it, or not its key. */
function readCertificate({ bytes }: Der): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(bytes)
    return certificate.publicKey === undefined ? undefined : certificate
  } catch {
    return undefined
  }
}

function isNamed(certificate: X509Certificate, identifier: Der): boolean {
  const parts = certificateParts(certificate)
  return parts !== undefined && encodeIssuerAndSerial(parts).equals(identifier.bytes)
}

/** Undefined where it is not there exactly once. */
function attributeValue(attributes: Der, oid: string): Der | undefined {
  const [found, again] = inside(attributes, 0xa0)
    .map((each) => inside(each, 0x30))
    .filter(([type]) => oidOf(type) === oid)
  const [value, second] = inside(found?.[1], 0x31)
  return again === undefined && second === undefined ? value : undefined
}
