/** The program as a ZIP, for whoever installs nothing: unpacked anywhere, run, gone. */

import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { PackagingError } from '../tools.ts'

export interface ZipOptions {
  readonly files: readonly {
    /** In the archive; folders by "/". */
    readonly name: string
    readonly path: string
    readonly executable?: boolean
  }[]
  readonly outFile: string
  /** Seconds since 1970, borne by every file. */
  readonly epoch: number
}

/** A ZIP's own time has no zone, and no year before 1980 (PKWARE APPNOTE 6.3.10, 4.4.6). */
const FIRST = Date.UTC(1980, 0, 1) / 1000

/**
 * The same files give the same bytes on every machine: yazl writes each file's time as the local one, so it is given such a time whose
 * local reading is the epoch in UTC, and no second field with a time beside it.
 *
 * @throws PackagingError where two files have one name
 */
export async function makeZip({ files, outFile, epoch }: ZipOptions): Promise<void> {
  const names = files.map(({ name }) => name.toLowerCase())
  const twice = files.find((_, index) => names.indexOf(names[index] ?? '') !== index)
  if (twice !== undefined) throw new PackagingError(`two files of the ZIP are called ${twice.name}, or nearly so`)
  const zip = new ZipFile()
  const mtime = localReading(Math.max(epoch, FIRST))
  for (const { name, path, executable } of files) {
    const mode = 0o100000 | (executable === true ? 0o755 : 0o644)
    zip.addBuffer(await readFile(path), name, { mtime, mode, compressionLevel: 6, forceDosTimestamp: true })
  }
  zip.end()
  await mkdir(dirname(outFile), { recursive: true })
  await pipeline(zip.outputStream, createWriteStream(outFile))
}

function localReading(epoch: number): Date {
  const utc = new Date(epoch * 1000)
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds())
}
