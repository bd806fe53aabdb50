/**
 * Opens what was encrypted to a certificate: CMS EnvelopedData (RFC 5652 section 6), ours and that of `openssl cms -encrypt -aes256
 * -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256`, in memory that doesn't grow with it.
 *
 * AES-CBC proves nothing about what it decrypts. Whoever changes bytes of the file changes the content, and most often the padding at the
 * end still fits. So what comes out is to be believed only when the signed bundle in it was verified; and where the answer is a
 * problem, what the sink already got is to be thrown away. Who sent the file isn't to be told `damaged` and `opened` apart for one file
 * after the other: from enough of such answers the content can be worked out (padding oracle).
 */

import { createDecipheriv, type Decipheriv, type KeyObject, type X509Certificate } from 'node:crypto'
import { type Ber, berOf } from './decrypt-ber.ts'
import { type EnvelopeProblem, isRefusal, refusal } from './decrypt-problem.ts'
import { contentKey } from './decrypt-recipient.ts'
import { type Der, inside, oidOf } from './der.ts'
import { objectIdentifier } from './der-write.ts'
import { BLOCK_BYTES, CONTENT_CIPHER, MOST_RECIPIENTS } from './encrypt-algorithms.ts'
import { inPieces } from './encrypt-pieces.ts'
import { oids } from './oids.ts'

export interface Opener {
  /** RSA. */
  readonly key: KeyObject
  /** Of the key: then only what is for this certificate is tried. */
  readonly certificate?: X509Certificate
  /** Of the content. The file itself is hardly larger. */
  readonly maxBytes: number
}

/** Takes the content, piece by piece; a piece is its own to keep. */
export type Sink = (plain: Buffer) => void | Promise<void>

export type Opened = { readonly opened: true; readonly bytes: number } | { readonly problem: EnvelopeProblem }

const PIECE_BYTES = 65_536

/** Throws what `input` and `sink` throw, and nothing for what the file holds. */
export async function openEnvelope(input: AsyncIterable<Uint8Array>, opener: Opener, sink: Sink): Promise<Opened> {
  const ber = berOf(input)
  try {
    return { opened: true, bytes: await open(ber, opener, sink) }
  } catch (error) {
    if (isRefusal(error)) return { problem: error.envelopeProblem }
    throw error
  } finally {
    await ber.close()
  }
}

async function open(ber: Ber, { key, certificate, maxBytes }: Opener, sink: Sink): Promise<number> {
  await enterEnvelope(ber)
  const infos = await recipientInfos(ber)
  const iv = await enterContent(ber)
  const decipher = decipherOf(contentKey(infos, key, certificate), iv)
  let bytes = 0
  const give = async (plain: Buffer) => {
    bytes += plain.length
    if (bytes > maxBytes) throw refusal('too-large')
    if (plain.length > 0) await sink(plain)
  }
  for await (const encrypted of inPieces(ber.octets(0x80), PIECE_BYTES)) await give(decipher.update(encrypted))
  await give(finish(decipher))
  await leaveEnvelope(ber)
  return bytes
}

function decipherOf(secret: Buffer, iv: Buffer): Decipheriv {
  const decipher = createDecipheriv(CONTENT_CIPHER, secret, iv)
  // It has a copy of its own, which is gone with it.
  secret.fill(0)
  return decipher
}

/** Up to the recipients. */
async function enterEnvelope(ber: Ber): Promise<void> {
  const problem = problemOfType(await contentType(ber))
  if (problem !== undefined) throw refusal(problem)
  await ber.enter(0xa0)
  await ber.enter(0x30)
  await version(ber)
  // The sender's certificates, which prove nothing here.
  if ((await ber.next()) === 0xa0) await ber.element()
}

/** Empty: what begins so is no CMS. */
async function contentType(ber: Ber): Promise<string> {
  try {
    await ber.enter(0x30)
    return oidOf(await ber.element())
  } catch (error) {
    if (isRefusal(error)) return ''
    throw error
  }
}

/** Encrypted data without recipients, and encrypted data with a proof of integrity (RFC 5083): encrypted, but not as it is read here. */
const otherEncrypted: ReadonlySet<string> = new Set(['1.2.840.113549.1.7.6', '1.2.840.113549.1.9.16.1.23'])

function problemOfType(oid: string): EnvelopeProblem | undefined {
  if (oid === oids.envelopedData) return undefined
  if (otherEncrypted.has(oid)) return 'unsupported'
  // PKCS#7's own types and those of S/MIME.
  return oid.startsWith('1.2.840.113549.1.7.') || oid.startsWith('1.2.840.113549.1.9.16.1.') ? 'not-encrypted' : 'not-cms'
}

/** RFC 5652 section 6.1 has 0, 2, 3 and 4, by what else is there, which says it by itself. */
async function version(ber: Ber): Promise<void> {
  const { tag, content } = await ber.element()
  if (tag !== 0x02 || content.length !== 1) throw refusal('damaged')
  if ((content[0] ?? 0) > 4) throw refusal('unsupported')
}

async function recipientInfos(ber: Ber): Promise<readonly Der[]> {
  const infos: Der[] = []
  await ber.enter(0x31)
  while ((await ber.next()) !== undefined) {
    infos.push(await ber.element())
    if (infos.length > MOST_RECIPIENTS) throw refusal('too-large')
  }
  await ber.leave()
  return infos
}

/** Up to the encrypted content, which begins with this IV. */
async function enterContent(ber: Ber): Promise<Buffer> {
  await ber.enter(0x30)
  if (oidOf(await ber.element()) !== oids.data) throw refusal('unsupported')
  const [cipher, iv, ...others] = inside(await ber.element(), 0x30)
  const isKnown = oidOf(cipher) === oids.aes256Cbc && iv?.tag === 0x04 && iv.content.length === BLOCK_BYTES && others.length === 0
  // Without content: it would lie somewhere else.
  if (!isKnown || (await ber.next()) === undefined) throw refusal('unsupported')
  return iv.content
}

async function leaveEnvelope(ber: Ber): Promise<void> {
  await ber.leave()
  // Attributes that nothing protects.
  if ((await ber.next()) === 0xa1) await ber.element()
  await ber.leave()
  await ber.leave()
  await ber.leave()
  await ber.end()
}

/** Looks at the padding (RFC 5652 section 6.3). */
function finish(decipher: Decipheriv): Buffer {
  try {
    return decipher.final()
  } catch {
    throw refusal('damaged')
  }
}

const envelopedData = objectIdentifier(oids.envelopedData)

/** So many bytes from the beginning of a file are enough for `isEnveloped`. */
export const LOOK_BYTES = 32

/** Tells an encrypted bundle from a ZIP. Whether it can be opened is another question. */
export function isEnveloped(beginning: Uint8Array): boolean {
  const [tag, length = 0] = beginning
  const at = length > 0x80 ? 2 + (length & 0x7f) : 2
  return tag === 0x30 && at + envelopedData.length <= LOOK_BYTES && envelopedData.equals(beginning.subarray(at, at + envelopedData.length))
}
