/**
 * Decrypts by a password what lies in a PKCS#12: PBES2 (RFC 8018) as OpenSSL 3 and today's Windows and Java write it, and the older
 * schemes of RFC 7292 appendix C with 3DES and RC2. node-forge derives the keys of the older ones; where it would derive a PBES2 key it
 * takes the password for bytes, so that 中文 opens nothing, and holds the event loop meanwhile: node:crypto does that.
 */

import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { AlgorithmIdentifier, MacData } from 'pkijs'

/** A file may ask for 2^31 rounds, an hour's work; these are some seconds. OpenSSL asks for 2,048, Windows for 2,000, Java for 10,000. */
const MOST_ROUNDS = { pbkdf2: 5_000_000, pkcs12: 1_000_000 } as const

/** null: no password, which some programs mean by an empty one (RFC 7292 appendix B.1 gives that two zero bytes). */
export type Secret = string | null

export type Decrypted = { readonly content: Buffer } | { readonly problem: 'wrong-password' | 'unsupported' | 'too-large' }

/** What one file may still cost. */
export interface Rounds {
  pbkdf2: number
  pkcs12: number
}

export function roundsOfAFile(): Rounds {
  return { ...MOST_ROUNDS }
}

/** Takes them, unless they are more than are left. */
function take(rounds: Rounds, kind: keyof Rounds, wanted: number): boolean {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > rounds[kind]) return false
  rounds[kind] -= wanted
  return true
}

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

/** RFC 7292 appendix C; the number of bits is RC2's effective key length too. */
const olderSchemes: Readonly<Record<string, { readonly cipher: '3des' | 'rc2'; readonly keyBytes: number }>> = {
  '1.2.840.113549.1.12.1.3': { cipher: '3des', keyBytes: 24 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyBytes: 5 },
}

/** RFC 8018 appendix B.2, RFC 3565 section 4.1. */
const ciphers: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
}

/** RFC 8018 appendix B.1; without one it is hmacWithSHA1. */
const pseudoRandom: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

/** Throws where the parameters are no ASN.1 of that kind. */
export function decrypt(algorithm: AlgorithmIdentifier, encrypted: Uint8Array, secret: Secret, rounds: Rounds): Promise<Decrypted> {
  return algorithm.algorithmId === PBES2
    ? decryptPbes2(algorithm, encrypted, secret, rounds)
    : decryptOlder(algorithm, encrypted, secret, rounds)
}

async function decryptPbes2(algorithm: AlgorithmIdentifier, encrypted: Uint8Array, secret: Secret, rounds: Rounds): Promise<Decrypted> {
  const { OctetString } = await import('asn1js')
  const { PBES2Params, PBKDF2Params } = await import('pkijs')
  const { keyDerivationFunc, encryptionScheme } = new PBES2Params({ schema: algorithm.algorithmParams })
  if (keyDerivationFunc.algorithmId !== PBKDF2) return { problem: 'unsupported' }
  const { salt, iterationCount, prf } = new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams })
  const iv: unknown = encryptionScheme.algorithmParams
  const cipher = ciphers[encryptionScheme.algorithmId]
  const hash = prf === undefined ? 'sha1' : pseudoRandom[prf.algorithmId]
  if (cipher === undefined || hash === undefined || !(salt instanceof OctetString) || !(iv instanceof OctetString)) {
    return { problem: 'unsupported' }
  }
  if (!take(rounds, 'pbkdf2', iterationCount)) return { problem: 'too-large' }
  const key = await promisify(pbkdf2)(secret ?? '', new Uint8Array(salt.getValue()), iterationCount, cipher.keyBytes, hash)
  return decipher(cipher.name, key, new Uint8Array(iv.getValue()), encrypted)
}

const BLOCK_BYTES = 8
/** RFC 7292 appendix B.3 */
const purposes = { key: 1, iv: 2, mac: 3 } as const

async function decryptOlder(algorithm: AlgorithmIdentifier, encrypted: Uint8Array, secret: Secret, rounds: Rounds): Promise<Decrypted> {
  const scheme = olderSchemes[algorithm.algorithmId]
  if (scheme === undefined) return { problem: 'unsupported' }
  const { Integer, OctetString, Sequence } = await import('asn1js')
  const parameters: unknown = algorithm.algorithmParams
  const [salt, count] = parameters instanceof Sequence ? parameters.valueBlock.value : []
  if (!(salt instanceof OctetString) || !(count instanceof Integer)) return { problem: 'unsupported' }
  const iterations = count.valueBlock.valueDec
  // Twice for a key that is longer than the hash, once for the initial vector.
  if (!take(rounds, 'pkcs12', 3 * iterations)) return { problem: 'too-large' }
  const forge = (await import('node-forge')).default
  const derive = (purpose: number, bytes: number) =>
    forge.pkcs12.generateKey(secret, forge.util.createBuffer(bytesText(salt.getValue())), purpose, iterations, bytes)
  const key = derive(purposes.key, scheme.keyBytes)
  const iv = derive(purposes.iv, BLOCK_BYTES)
  if (scheme.cipher === '3des') {
    return decipher('des-ede3-cbc', Buffer.from(key.getBytes(), 'latin1'), Buffer.from(iv.getBytes(), 'latin1'), encrypted)
  }
  const rc2 = forge.rc2.createDecryptionCipher(key, 8 * scheme.keyBytes)
  rc2.start(iv)
  rc2.update(forge.util.createBuffer(bytesText(encrypted)))
  return rc2.finish() ? { content: Buffer.from(rc2.output.getBytes(), 'latin1') } : { problem: 'wrong-password' }
}

/** Padding that isn't there means another key. */
function decipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Decrypted {
  try {
    const cipher = createDecipheriv(name, key, iv)
    return { content: Buffer.concat([cipher.update(encrypted), cipher.final()]) }
  } catch {
    return { problem: 'wrong-password' }
  }
}

/** RFC 7292 appendix A lets any hash be; these are in use. PBMAC1 (RFC 9579) is none of them. */
const macHashes = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
} as const

/** Whether it is the password: RFC 7292 section 5.1, step 3. */
export async function checkMac(
  macData: MacData,
  content: Uint8Array,
  secret: Secret,
  rounds: Rounds,
): Promise<'right' | 'wrong' | 'unsupported' | 'too-large'> {
  const hash = Object.entries(macHashes).find(([oid]) => oid === macData.mac.digestAlgorithm.algorithmId)?.[1]
  if (hash === undefined) return 'unsupported'
  const { macSalt, iterations = 1 } = macData
  if (!take(rounds, 'pkcs12', iterations)) return 'too-large'
  const forge = (await import('node-forge')).default
  const md = forge.md[hash].create()
  const salt = forge.util.createBuffer(bytesText(macSalt.getValue()))
  const key = forge.pkcs12.generateKey(secret, salt, purposes.mac, iterations, md.digestLength, md)
  const mac = createHmac(hash, Buffer.from(key.getBytes(), 'latin1')).update(content).digest()
  const expected = new Uint8Array(macData.mac.digest.getValue())
  return mac.length === expected.length && timingSafeEqual(mac, expected) ? 'right' : 'wrong'
}

/** forge takes bytes as characters. */
function bytesText(bytes: ArrayBuffer | Uint8Array): string {
  return Buffer.from(new Uint8Array(bytes)).toString('latin1')
}
