import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export interface Measured {
  readonly size: number
  /** SHA-256, hexadecimal. */
  readonly sha256: string
}

/** Reads a whole file in pieces. Throws what the disk says. */
export async function measureFile(path: string): Promise<Measured> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece)
    size += piece.length
  }
  return { size, sha256: hash.digest('hex') }
}
