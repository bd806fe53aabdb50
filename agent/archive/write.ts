/** Writes an archive: the same files in the same order give the same bytes, whenever and wherever. */

import { createHash } from 'node:crypto'
import { ARCHIVE_LIMITS, boundsProblem } from './bounds.ts'
import { refusal } from './errors.ts'
import { DIRECTORY_BYTES, directoryHeader, END_BYTES, type Entry, endOfDirectory, LOCAL_BYTES, localHeader } from './layout.ts'
import type { Measured } from './measure.ts'
import { pieces } from './pieces.ts'

/** Bytes that `archive` gives for these files. */
export function archiveSize(entries: readonly Measured[]): number {
  return entries.reduce((sum, { name, size }) => sum + LOCAL_BYTES + size + DIRECTORY_BYTES + 2 * name.length, END_BYTES)
}

/**
 * The archive in pieces, with never more than one of them in memory. Throws before the first piece where the reader would refuse what
 * comes out, and at the end of a file that is not what was measured: what was written until then is no archive.
 */
export async function* archive(entries: readonly Measured[]): AsyncGenerator<Uint8Array> {
  const problem = boundsProblem(entries, ARCHIVE_LIMITS)
  if (problem !== undefined) throw refusal(problem)
  const placed: Entry[] = []
  let offset = 0
  for (const each of entries) {
    const entry: Entry = { ...each, offset }
    placed.push(entry)
    yield localHeader(entry)
    yield* unchanged(each)
    offset += LOCAL_BYTES + each.name.length + each.size
  }
  const directory = Buffer.concat(placed.map(directoryHeader))
  yield directory
  yield endOfDirectory({ count: placed.length, directorySize: directory.length, directoryOffset: offset })
}

/** What is in memory is ours; a file may be written to by others between its measuring and its copying. */
async function* unchanged({ name, content, size: measured, sha256 }: Measured): AsyncGenerator<Uint8Array> {
  if ('bytes' in content) {
    if (content.bytes.length !== measured) throw refusal({ code: 'changed', name })
    yield* pieces(content)
    return
  }
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of pieces(content)) {
    size += piece.length
    // One that grows is not copied to its end, which might never come.
    if (size > measured) throw refusal({ code: 'changed', name })
    hash.update(piece)
    yield piece
  }
  if (hash.digest('hex') !== sha256) throw refusal({ code: 'changed', name })
}
