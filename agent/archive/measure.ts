/** What has to be known of a file before an archive begins: its size and its digests. */

import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ARCHIVE_LIMITS } from './bounds.ts'
import { refusal } from './errors.ts'
import { pieces } from './pieces.ts'

/** In memory, or the path of a file that is read anew each time. */
export type Content = { readonly bytes: Uint8Array } | { readonly file: string }

export interface Measured {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly crc32: number
  readonly content: Content
}

/** Throws what reading the file throws, and where it is larger than an archive may hold. */
export async function measure(name: string, content: Content): Promise<Measured> {
  const hash: Hash = createHash('sha256')
  let size = 0
  let check = 0
  for await (const piece of pieces(content)) {
    size += piece.length
    if (size > ARCHIVE_LIMITS.fileBytes) throw refusal({ code: 'too-large', name })
    hash.update(piece)
    check = crc32(piece, check)
  }
  return { name, size, sha256: hash.digest('hex'), crc32: check, content }
}
