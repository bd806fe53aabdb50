/** The program, the request and a README as one ZIP, read from the disk while it is sent. */

import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipParts {
  /** The program's path on this machine, and its name in the ZIP. */
  readonly program: { readonly path: string; readonly name: string }
  readonly others: readonly { readonly name: string; readonly content: Buffer }[]
  /** Milliseconds since 1970: of every file in it. */
  readonly timeMs: number
}

export interface OpenZip {
  readonly stream: Readable
  /** Known before the first byte, since nothing is compressed: a browser shows how far it is. A program has little to gain, and the service would lose a core. */
  readonly bytes: number
}

/** Throws what the disk says of the program. Whoever doesn't read the stream to its end destroys it. */
export async function zipOf({ program, others, timeMs }: ZipParts): Promise<OpenZip> {
  const handle = await open(program.path)
  // Of the open file: another may take its name meanwhile.
  const { size } = await handle.stat()
  const content = handle.createReadStream({ start: 0, end: Math.max(size - 1, 0) })
  const zip = new ZipFile()
  const options = { mtime: new Date(timeMs), compress: false }
  zip.addReadStream(content, program.name, { ...options, mode: 0o100755, size })
  for (const each of others) zip.addBuffer(each.content, each.name, { ...options, mode: 0o100644 })
  const stream = zip.outputStream
  if (!(stream instanceof Readable)) throw new TypeError('yazl writes into a stream of Node’s')
  content.once('error', (error) => stream.destroy(error))
  zip.once('error', (error: Error) => stream.destroy(error))
  // The caller who goes away leaves no open file behind.
  stream.once('close', () => content.destroy())
  const { promise, resolve } = Promise.withResolvers<number>()
  // Its types know nothing of the number that it is called with.
  zip.end({ forceZip64Format: false, comment: '' }, (...given: readonly unknown[]) => resolve(Number(given[0])))
  return { stream, bytes: await promise }
}
