/** What keeps a helpdesk from taking bundles and showing them. */

import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dataFolderAt } from '../data/folder.ts'
import type { Desk } from '../desk.ts'
import { diskOf } from './gauges.ts'

/** index-silent: it can't be asked · data-not-writable: nothing can be kept · disk-full: less than two of the largest bundles fit */
export type Ill = 'index-silent' | 'data-not-writable' | 'disk-full'

/** Twice the 256 MiB that a bundle may have (docs/bundle.md). */
export const LEAST_FREE_BYTES = 512 * 1024 * 1024

/** A disk that hangs (a network share that has gone) is one that nothing can be written to. */
const LONGEST_MS = 5000

/** Empty where all is well. Never throws. @param longestMs less in tests alone */
export async function illsOf({ index, options }: Pick<Desk, 'index' | 'options'>, longestMs = LONGEST_MS): Promise<readonly Ill[]> {
  const folder = dataFolderAt(options.dataFolder)
  const looks: readonly (readonly [ill: Ill, look: () => Promise<unknown>])[] = [
    ['index-silent', () => index.bundle('0'.repeat(64))],
    ['data-not-writable', () => writeAndRemove(folder.incoming)],
    ['disk-full', async () => ((await diskOf(folder.root)).freeBytes < LEAST_FREE_BYTES ? Promise.reject(new Error('full')) : undefined)],
  ]
  const found = await Promise.all(looks.map(async ([ill, look]) => ((await isWell(look, longestMs)) ? [] : [ill])))
  return found.flat()
}

async function isWell(look: () => Promise<unknown>, longestMs: number): Promise<boolean> {
  const tooLong = new AbortController()
  const late = wait(longestMs, false, { signal: tooLong.signal, ref: false }).catch(() => false)
  const well = look().then(
    () => true,
    () => false,
  )
  const answer = await Promise.race([well, late])
  tooLong.abort()
  return answer
}

/** Where bundles come in, and where nothing is ever believed: rights alone don't tell of a disk that has turned read-only. */
async function writeAndRemove(incoming: string): Promise<void> {
  const path = join(incoming, `health-${randomBytes(6).toString('hex')}.part`)
  try {
    await writeFile(path, 'well', { flag: 'wx', mode: 0o600 })
  } finally {
    await rm(path, { force: true })
  }
}
