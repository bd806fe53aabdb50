/** What has to be known of a file before an archive begins: its sizes and digests, and how it is packed. */

import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ARCHIVE_LIMITS, isTooCompressed, mayBeDeflated } from './bounds.ts'
import { refusal } from './errors.ts'
import type { Method } from './layout.ts'
import { pieces } from './pieces.ts'

/** In memory, or the path of a file that is read anew each time. */
export type Content = { readonly bytes: Uint8Array } | { readonly file: string }

export interface Measured {
  readonly name: string
  /** Bytes of the plain content. */
  readonly size: number
  /** Of the plain content, in hexadecimal. */
  readonly sha256: string
  readonly crc32: number
  readonly method: Method
  readonly packed: Content
  readonly packedSize: number
  /**
   * Of what lies in the archive. Several deflate streams have the same content (RFC 1951 leaves open which of two equal texts a copy is
   * taken from, and the last bits of the last byte): who wants every bit of an archive to matter signs this digest, not only the other.
   */
  readonly packedSha256: string
}

/** `stored`: as it is, also where it is a text. Throws what reading the file throws, and where it is larger than an archive may hold. */
export async function measure(name: string, content: Content, packing: 'smallest' | 'stored' = 'smallest'): Promise<Measured> {
  const { size, sha256, ...plain } = await digests(name, content)
  const stored: Measured = { name, size, sha256, ...plain, method: 'stored', packed: content, packedSize: size, packedSha256: sha256 }
  if (packing === 'stored' || !('bytes' in content) || !mayBeDeflated(name, size)) return stored
  const bytes = await deflate(content.bytes)
  const packedSize = bytes.length
  if (packedSize >= size || isTooCompressed({ size, packedSize })) return stored
  const packedSha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...stored, method: 'deflated', packed: { bytes }, packedSize, packedSha256 }
}

async function digests(name: string, content: Content): Promise<Pick<Measured, 'size' | 'sha256' | 'crc32'>> {
  const hash: Hash = createHash('sha256')
  let size = 0
  let check = 0
  for await (const piece of pieces(content)) {
    size += piece.length
    if (size > ARCHIVE_LIMITS.fileBytes) throw refusal({ code: 'too-large', name })
    hash.update(piece)
    check = crc32(piece, check)
  }
  return { size, sha256: hash.digest('hex'), crc32: check }
}

/**
 * By fflate, which is JavaScript alone: the same content gives the same bytes on every processor and under every Node, which brings
 * another zlib with each of its versions. `mem` is given (2^16 places for what was seen), since fflate would take a logarithm of the
 * size otherwise, and ECMAScript leaves the last digit of that to the engine.
 */
async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const { deflateSync } = await import('fflate')
  return deflateSync(bytes, { level: 6, mem: 4 })
}
