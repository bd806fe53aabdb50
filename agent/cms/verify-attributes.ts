/** What the signer signed of his signature: when, over what, with which certificates (RFC 5652 section 11, RFC 5035 section 3). */

import { type Der, inside, oidOf, readDer } from './der.ts'
import { oids } from './oids.ts'
import { type Digest, digestNamed } from './sign-algorithms.ts'
import { encodeTime } from './sign-structure.ts'

export interface CertificateHash {
  readonly digest: Digest
  readonly hash: Buffer
}

export interface SignedAttributes {
  readonly messageDigest: Buffer
  readonly signingTimeMs: number
  /** The signer's first; null where the signature doesn't say which certificates belong to it. */
  readonly certificateHashes: readonly CertificateHash[] | null
}

/**
 * Undefined: one of the three that must be there isn't, is there twice, or can't be read. What else is there was signed with them.
 * `set`: the bytes that were signed.
 */
export function readAttributes(set: Uint8Array): SignedAttributes | undefined {
  const attributes = inside(readDer(set), 0x31).map((each) => inside(each, 0x30))
  const attributeValue = (oid: string): Der | undefined => {
    const [found, again] = attributes.filter(([type]) => oidOf(type) === oid)
    const [value, second] = inside(found?.[1], 0x31)
    return again === undefined && second === undefined ? value : undefined
  }
  const messageDigest = attributeValue(oids.messageDigest)
  const signingTimeMs = readTime(attributeValue(oids.signingTime))
  const isData = oidOf(attributeValue(oids.contentType)) === oids.data
  const isBound = attributes.some(([type]) => oidOf(type) === oids.signingCertificateV2)
  const certificateHashes = isBound ? readHashes(attributeValue(oids.signingCertificateV2)) : null
  if (!isData || messageDigest?.tag !== 0x04 || signingTimeMs === undefined || certificateHashes === undefined) return undefined
  return { messageDigest: messageDigest.content, signingTimeMs, certificateHashes }
}

/** SigningCertificateV2, whose list has one hash at least. */
function readHashes(der: Der | undefined): CertificateHash[] | undefined {
  const hashes = inside(inside(der, 0x30)[0], 0x30).map(readHash)
  const read = hashes.filter((each) => each !== undefined)
  return read.length > 0 && read.length === hashes.length ? read : undefined
}

/** ESSCertIDv2: the algorithm, where it isn't SHA-256; the hash; issuer and number, which the hash covers anyway. */
function readHash(der: Der): CertificateHash | undefined {
  const fields = inside(der, 0x30)
  const [algorithm, hash] = fields[0]?.tag === 0x30 ? [fields[0], fields[1]] : [undefined, fields[0]]
  const digest = algorithm === undefined ? 'sha256' : digestNamed(oidOf(inside(algorithm, 0x30)[0]))
  return digest === undefined || hash?.tag !== 0x04 ? undefined : { digest, hash: hash.content }
}

/** Only the spelling that is written: whole seconds, Z. */
function readTime(der: Der | undefined): number | undefined {
  if (der?.tag !== 0x17 && der?.tag !== 0x18) return undefined
  const text = der.content.toString('latin1')
  const digits = der.tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`
  const timeMs = Date.parse(digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(timeMs) || !encodeTime(timeMs).equals(der.bytes) ? undefined : timeMs
}
