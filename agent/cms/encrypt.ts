/**
 * Encrypts to certificates: CMS EnvelopedData (RFC 5652 section 6), made while it is read, whatever its size. Any of the recipients
 * opens it with his own key, by this program or by `openssl cms -decrypt -inform DER -inkey key.pem`.
 *
 * Lengths that aren't known at the beginning are BER's indefinite ones (X.690 section 8.1.3.6); what is in it is signed before, so
 * nothing hangs on one spelling here.
 */

import { type Cipheriv, createCipheriv, randomBytes, type X509Certificate } from 'node:crypto'
import { certificateParts } from './der-certificate.ts'
import { integer, objectIdentifier, octetString, sequence, setOf } from './der-write.ts'
import {
  BLOCK_BYTES,
  CONTENT_CIPHER,
  CONTENT_KEY_BYTES,
  encodeContentAlgorithm,
  encodeKeyAlgorithm,
  encryptKey,
  MOST_RECIPIENTS,
} from './encrypt-algorithms.ts'
import { inPieces } from './encrypt-pieces.ts'
import { oids } from './oids.ts'

/** All of one size: else their lengths would tell those of the files of a bundle. A whole number of blocks. */
const PIECE_BYTES = 65_536

/** Version 0: recipients are named by issuer and serial number, and there is nothing but them and the content (RFC 5652 section 6.1). */
const version = integer(0)

/** The five that were left open end here. */
const ENDS = Buffer.alloc(5 * 2)

/**
 * Throws where there is no recipient or one that can't be encrypted to (`readRecipient` lets none such pass), and what `content` throws;
 * what came out before is of no use then.
 */
export async function* envelope(recipients: readonly X509Certificate[], content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { header, cipher } = begin(recipients)
  yield header
  for await (const plain of inPieces(content, PIECE_BYTES)) yield* pieceOf(cipher.update(plain))
  yield* pieceOf(cipher.final())
  yield ENDS
}

function begin(recipients: readonly X509Certificate[]): { readonly header: Buffer; readonly cipher: Cipheriv } {
  if (recipients.length === 0) throw new RangeError('nobody to encrypt to')
  if (recipients.length > MOST_RECIPIENTS) throw new RangeError(`more than ${MOST_RECIPIENTS} to encrypt to`)
  const key = randomBytes(CONTENT_KEY_BYTES)
  const iv = randomBytes(BLOCK_BYTES)
  try {
    const header = Buffer.concat([
      open(0x30),
      objectIdentifier(oids.envelopedData),
      open(0xa0),
      open(0x30),
      version,
      setOf(...recipients.map((each) => recipientInfo(each, key))),
      open(0x30),
      objectIdentifier(oids.data),
      encodeContentAlgorithm(iv),
      open(0xa0),
    ])
    return { header, cipher: createCipheriv(CONTENT_CIPHER, key, iv) }
  } finally {
    // The cipher has a copy of its own, which is gone with it.
    key.fill(0)
  }
}

/** KeyTransRecipientInfo (RFC 5652 section 6.2.1) with RSAES-OAEP (RFC 3560 section 2). */
function recipientInfo(certificate: X509Certificate, key: Buffer): Buffer {
  const parts = certificateParts(certificate)
  if (parts === undefined) throw new TypeError('the certificate of a recipient is not DER')
  const encryptedKey = octetString(encryptKey(certificate.publicKey, key))
  return sequence(version, sequence(parts.issuer, parts.serial), encodeKeyAlgorithm(), encryptedKey)
}

/** A beginning without a length: two zero octets end it. */
function open(tag: number): Buffer {
  return Buffer.from([tag, 0x80])
}

/** None where there is nothing: a cipher holds back what isn't a whole block. */
function pieceOf(bytes: Buffer): Buffer[] {
  return bytes.length === 0 ? [] : [octetString(bytes)]
}
