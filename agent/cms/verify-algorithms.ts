/** The algorithms that a signature may be made with, each in the few spellings that it has; others are not guessed at. */

import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto'
import { inside, oidOf, readDer } from './der.ts'
import { integer, objectIdentifier, sequence, tagged } from './der-write.ts'
import { oids } from './oids.ts'
import { type Digest, digestNamed, digests } from './sign-algorithms.ts'
import { encodeAlgorithm, type SignedParts } from './sign-structure.ts'

export type SignatureAlgorithm = 'rsa' | 'rsa-pss' | 'ecdsa'

export interface Understood {
  readonly digest: Digest
  readonly algorithm: SignatureAlgorithm
  /** Octets; of RSA-PSS alone. */
  readonly saltLength: number | null
}

/** Where they are known for broken: MD5, SHA-1, SHA-224 and what is signed with them. */
const weak: ReadonlySet<string> = new Set([
  '1.2.840.113549.2.5',
  '1.3.14.3.2.26',
  '2.16.840.1.101.3.4.2.4',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.113549.1.1.14',
  '1.2.840.10045.4.1',
  '1.2.840.10045.4.3.1',
])

type Algorithms = Pick<SignedParts, 'digestAlgorithm' | 'signatureAlgorithm'>

/** There is one digest, in the attributes, in the signature and, with PSS, in its mask: none can weaken another. */
export function understand({ digestAlgorithm, signatureAlgorithm }: Algorithms): Understood | 'weak' | 'unsupported' {
  const [digestId, signatureId] = [nameOf(digestAlgorithm), nameOf(signatureAlgorithm)]
  if (weak.has(digestId) || weak.has(signatureId)) return 'weak'
  const digest = digestNamed(digestId)
  if (digest === undefined || !spellings(digestId).some((each) => each.equals(digestAlgorithm))) return 'unsupported'
  const { oid: name, withRsa, ecdsa } = digests[digest]
  const isSpelled = (id: string, parameters: 'null' | 'absent') => encodeAlgorithm(id, parameters).equals(signatureAlgorithm)
  // RFC 4055 section 5: NULL is to be there, and one that isn't is to be accepted; pkijs leaves it out.
  const isRsa = [oids.rsaEncryption, withRsa].some((id) => isSpelled(id, 'null') || isSpelled(id, 'absent'))
  if (isRsa) return { digest, algorithm: 'rsa', saltLength: null }
  if (isSpelled(ecdsa, 'absent')) return { digest, algorithm: 'ecdsa', saltLength: null }
  const saltLength = signatureId === oids.rsaPss ? saltLengthOf(signatureAlgorithm) : undefined
  const isPss = saltLength !== undefined && spellings(name).some((each) => pss(each, saltLength).equals(signatureAlgorithm))
  return isPss ? { digest, algorithm: 'rsa-pss', saltLength } : 'unsupported'
}

function nameOf(algorithm: Uint8Array): string {
  return oidOf(inside(readDer(algorithm), 0x30)[0])
}

function spellings(name: string): Buffer[] {
  return [encodeAlgorithm(name, 'absent'), encodeAlgorithm(name, 'null')]
}

/** Octets of salt where nothing is said. */
const PSS_DEFAULT_SALT = 20

/** RSASSA-PSS-params (RFC 4055 section 3.1). The defaults of digest and mask are SHA-1's, so that these always stand there. */
function pss(digestAlgorithm: Buffer, saltLength: number): Buffer {
  const salt = saltLength === PSS_DEFAULT_SALT ? [] : [tagged(2, integer(saltLength))]
  const mask = sequence(objectIdentifier(oids.mgf1), digestAlgorithm)
  return sequence(objectIdentifier(oids.rsaPss), sequence(tagged(0, digestAlgorithm), tagged(1, mask), ...salt))
}

function saltLengthOf(algorithm: Uint8Array): number | undefined {
  const parameters = inside(readDer(algorithm), 0x30)[1]
  const salt = inside(parameters, 0x30).find(({ tag }) => tag === 0xa2)
  if (salt === undefined) return PSS_DEFAULT_SALT
  const number = inside(salt, 0xa2)[0]
  // Octets beyond a key's own are none; below zero OpenSSL means something of its own by it.
  const isLength = number?.tag === 0x02 && (number.content.length === 1 || number.content.length === 2)
  const length = isLength ? number.content.readIntBE(0, number.content.length) : -1
  return length < 0 ? undefined : length
}

/**
 * The arithmetic is OpenSSL's, through node:crypto: it takes an ECDSA signature in DER only, while pkijs reads it as BER, in which a
 * bit of it can change. What stays is that (r, n − s) verifies where (r, s) does, for whoever computes it: a signature proves its
 * content, it is no name for it.
 */
export function isSignedBy(
  key: KeyObject,
  bytes: Uint8Array,
  signature: Uint8Array,
  { digest, algorithm, saltLength }: Understood,
): boolean {
  const isEc = key.asymmetricKeyType === 'ec'
  if (isEc !== (algorithm === 'ecdsa') || (key.asymmetricKeyType === 'rsa-pss' && algorithm !== 'rsa-pss')) return false
  const padding = algorithm === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  const input: VerifyKeyObjectInput = isEc ? { key, dsaEncoding: 'der' } : { key, padding, ...(saltLength === null ? {} : { saltLength }) }
  return verify(digest, bytes, input, signature)
}
