import { open } from 'node:fs/promises'
import type { Content } from './measure.ts'

/** Smaller ones cost time; of larger ones more lie about before the collector comes (at 256 KiB twice the memory, and no faster). */
const PIECE_BYTES = 64 * 1024

/** Content from its beginning, piece by piece. A piece is never written to again: whoever gets it may keep it. */
export async function* pieces(content: Content): AsyncGenerator<Uint8Array> {
  if ('bytes' in content) {
    const { bytes } = content
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
    return
  }
  await using file = await open(content.file, 'r')
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    const { bytesRead } = await file.read(piece, 0, piece.length, null)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
  }
}
