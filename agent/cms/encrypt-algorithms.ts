/** With what a bundle is encrypted: its content by AES-256-CBC, the key of that by RSA-OAEP with SHA-256. */

import { constants, type KeyObject, publicEncrypt } from 'node:crypto'
import { nothing, objectIdentifier, octetString, sequence, tagged } from './der-write.ts'
import { oids } from './oids.ts'

export const CONTENT_CIPHER = 'aes-256-cbc'
export const CONTENT_KEY_BYTES = 32
/** AES' block: the size of the IV too, and the most that padding adds. */
export const BLOCK_BYTES = 16

/** A person's PC, a team's, a deputy's; each is another RSA operation for whoever opens it without a certificate. */
export const MOST_RECIPIENTS = 20

/** RFC 3565 section 4.1: AlgorithmIdentifier with the IV. */
export function encodeContentAlgorithm(iv: Uint8Array): Buffer {
  return sequence(objectIdentifier(oids.aes256Cbc), octetString(iv))
}

/**
 * RFC 4055 section 4.1: SHA-256 for both, spelled out, since what is left out means SHA-1; the third parameter, which is empty, is left
 * out, as DER wants it.
 */
export function encodeKeyAlgorithm(): Buffer {
  const sha256 = sequence(objectIdentifier(oids.sha256), nothing)
  const maskGeneration = sequence(objectIdentifier(oids.mgf1), sha256)
  return sequence(objectIdentifier(oids.rsaOaep), sequence(tagged(0, sha256), tagged(1, maskGeneration)))
}

/** RFC 3560 section 2: RSAES-OAEP with these. node:crypto takes the digest for MGF1 too. Throws where the key isn't one for it. */
export function encryptKey(publicKey: KeyObject, key: Uint8Array): Buffer {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key)
}
