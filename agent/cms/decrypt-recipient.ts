/** The key of the content, for whoever is one of the recipients (RFC 5652 section 6.2). */

import { constants, type KeyObject, privateDecrypt, type X509Certificate } from 'node:crypto'
import { refusal } from './decrypt-problem.ts'
import { type Der, inside, oidOf } from './der.ts'
import { certificateParts, subjectKeyIdentifier } from './der-certificate.ts'
import { sequence } from './der-write.ts'
import { CONTENT_KEY_BYTES } from './encrypt-algorithms.ts'
import { oids } from './oids.ts'
import { type Digest, digestNamed } from './sign-algorithms.ts'

/** RecipientInfo's other kinds, by tag: key agreement, a key that both have, a password, and what is to come. */
const otherKinds: ReadonlySet<number> = new Set([0xa1, 0xa2, 0xa3, 0xa4])

interface Transported {
  /** Issuer and serial number, or the key's identifier under the tag [0]. */
  readonly identifier: Der
  /** Undefined: the key was encrypted in a way that isn't read here. */
  readonly digest: Digest | undefined
  readonly encryptedKey: Buffer
}

/**
 * With a certificate what is for that one is tried, without one everything is. A key that isn't the right one, and one that is where the
 * bytes were changed, both fail in OAEP and give the same answer: who changes bytes and asks again learns nothing from it.
 */
export function contentKey(infos: readonly Der[], key: KeyObject, certificate?: X509Certificate): Buffer {
  const all = infos.map(readInfo).filter((each) => each !== undefined)
  const own = certificate === undefined ? all : all.filter(({ identifier }) => isOf(identifier, certificate))
  if (own.length === 0 && all.length > 0) throw refusal('no-recipient')
  const readable = own.filter(({ digest }) => digest !== undefined)
  if (readable.length === 0) throw refusal('unsupported')
  for (const each of readable) {
    const found = decryptKey(each, key)
    if (found?.length === CONTENT_KEY_BYTES) return found
  }
  throw refusal('no-recipient')
}

function decryptKey({ digest, encryptedKey }: Transported, key: KeyObject): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, encryptedKey)
  } catch {
    return undefined
  }
}

/** KeyTransRecipientInfo; undefined where it is one of another kind. */
function readInfo(info: Der): Transported | undefined {
  if (otherKinds.has(info.tag)) return undefined
  const [version, identifier, algorithm, encryptedKey, ...others] = inside(info, 0x30)
  if (version?.tag !== 0x02 || identifier === undefined || encryptedKey?.tag !== 0x04 || others.length > 0) throw refusal('damaged')
  return { identifier, digest: oaepDigest(algorithm), encryptedKey: encryptedKey.content }
}

function isOf(identifier: Der, certificate: X509Certificate): boolean {
  const parts = certificateParts(certificate)
  if (parts === undefined) return false
  if (identifier.tag === 0x30) return identifier.bytes.equals(sequence(parts.issuer, parts.serial))
  return identifier.tag === 0x80 && subjectKeyIdentifier(parts)?.equals(identifier.content) === true
}

/** RFC 4055 section 4.1. One digest for both, and no label, as everybody has it; what is left out would be SHA-1. */
function oaepDigest(algorithm: Der | undefined): Digest | undefined {
  const [oid, parameters, ...others] = inside(algorithm, 0x30)
  if (oidOf(oid) !== oids.rsaOaep || others.length > 0) return undefined
  const fields = inside(parameters, 0x30)
  const field = (tag: number) =>
    inside(
      fields.find((each) => each.tag === tag),
      tag,
    )[0]
  const [mask, maskDigest] = inside(field(0xa1), 0x30)
  const digest = digestIn(field(0xa0))
  const source = fields.some(({ tag }) => tag === 0xa2) ? field(0xa2) : null
  const isUsual = oidOf(mask) === oids.mgf1 && digestIn(maskDigest) === digest && (source === null || isEmptySource(source))
  return isUsual ? digest : undefined
}

/** With NULL and without parameters it is the same (RFC 4055 section 2.1); OpenSSL leaves them out. */
function digestIn(algorithm: Der | undefined): Digest | undefined {
  const [oid, parameters] = inside(algorithm, 0x30)
  return parameters === undefined || parameters.tag === 0x05 ? digestNamed(oidOf(oid)) : undefined
}

function isEmptySource(source: Der | undefined): boolean {
  const [oid, label] = inside(source, 0x30)
  return oidOf(oid) === oids.pSpecified && label?.tag === 0x04 && label.content.length === 0
}
