/** SHA256SUMS, as `sha256sum -c` reads it. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Small hexadecimal digits. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** @param names of files in `folder`, below which the list goes under `listName` */
export async function writeChecksums(folder: string, listName: string, names: readonly string[]): Promise<void> {
  const lines = []
  for (const name of names.toSorted()) lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`)
  await writeFile(join(folder, listName), lines.join(''))
}
