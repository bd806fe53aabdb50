/** Reading a log that grows meanwhile, from either end. */

import { type FileHandle, open } from 'node:fs/promises'

const LINE_FEED = 0x0a
const CHUNK_BYTES = 64 * 1024

export interface ReadLine {
  /** Without its line feed. */
  readonly bytes: Buffer
  /** Where it begins in the file. */
  readonly offset: number
  /** False for a last line that has no line feed. */
  readonly ended: boolean
}

/** Opens it for reading; null where there is none yet. */
export async function openLog(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The last line first. @param end where to begin; what lies behind it isn't looked at */
export async function* linesBackwards(file: FileHandle, end: number): AsyncIterable<ReadLine> {
  let rest: Buffer = Buffer.alloc(0)
  let position = end
  let ended = end === 0
  while (position > 0) {
    const from = Math.max(0, position - CHUNK_BYTES)
    const chunk = await readWhole(file, from, position - from)
    rest = Buffer.concat([chunk, rest])
    position = from
    if (!ended && rest.at(-1) === LINE_FEED) {
      rest = rest.subarray(0, -1)
      ended = true
    }
    for (;;) {
      const at = rest.lastIndexOf(LINE_FEED)
      if (at < 0) break
      yield { bytes: rest.subarray(at + 1), offset: position + at + 1, ended }
      ended = true
      rest = rest.subarray(0, at)
    }
  }
  if (end > 0) yield { bytes: rest, offset: 0, ended }
}

/** The first line first. */
export async function* linesForwards(file: FileHandle, end: number): AsyncIterable<ReadLine> {
  let rest: Buffer = Buffer.alloc(0)
  let offset = 0
  for (let position = 0; position < end; ) {
    const chunk = await readWhole(file, position, Math.min(16 * CHUNK_BYTES, end - position))
    position += chunk.length
    rest = Buffer.concat([rest, chunk])
    let start = 0
    for (let at = rest.indexOf(LINE_FEED); at >= 0; at = rest.indexOf(LINE_FEED, start)) {
      yield { bytes: rest.subarray(start, at), offset: offset + start, ended: true }
      start = at + 1
    }
    rest = rest.subarray(start)
    offset += start
  }
  if (rest.length > 0) yield { bytes: rest, offset, ended: false }
}

async function readWhole(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) throw new Error('the audit log became shorter while it was read')
    done += bytesRead
  }
  return buffer
}
