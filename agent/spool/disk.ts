/** What has to be on the disk before it gets its name. */

import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { patiently } from '../../checks/io/files.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'
import { isItemName } from './item.ts'
import { LEFT_BEHIND_AFTER_MS } from './limits.ts'

/** Folders that are being filled, or emptied. */
const PASSING = '.passing-'

/** A folder of a name that nobody else has. */
export async function makePassingFolder(spool: string): Promise<string> {
  await makeFolder(spool)
  const path = join(spool, PASSING + randomBytes(8).toString('hex'))
  await mkdir(path, { mode: 0o700 })
  return path
}

/** Throws what the disk says, a full one for instance. */
export async function writeSynced(path: string, chunks: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  await using file = await open(path, 'wx', 0o600)
  for await (const chunk of chunks) {
    hash.update(chunk)
    size += chunk.length
    // writeFile writes all of it, from where the last one ended; write may write a part.
    await file.writeFile(chunk)
  }
  await file.sync()
  return { sha256: hash.digest('hex'), size }
}

/**
 * The names in a folder, on the disk (fsync(2): "calling fsync() does not necessarily ensure that the entry in the directory
 * containing the file has also reached disk"). Windows opens no folder this way; NTFS keeps a journal of its names.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

/** @returns false where there is one of that name: neither system replaces a folder that holds something */
export async function giveName(passing: string, path: string): Promise<boolean> {
  try {
    await patiently(() => rename(passing, path))
    return true
  } catch (error) {
    if (await exists(path)) return false
    throw error
  }
}

export function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** First away from its name, so that nobody sees a half of it. */
export async function removeItem(spool: string, path: string): Promise<void> {
  const passing = join(spool, PASSING + randomBytes(8).toString('hex'))
  await patiently(() => rename(path, passing))
  await syncFolder(spool)
  // What a virus scanner still holds goes with the next sweep.
  await rm(passing, { recursive: true, force: true }).catch(() => {})
}

/** Removes what runs that were killed have left half made, and no whole item. */
export async function sweepSpool(spool: string, nowMs: number): Promise<void> {
  const names = await readdir(spool).catch(() => [])
  const halves = names.filter((name) => name.startsWith(PASSING)).map((name) => join(spool, name))
  for (const name of names.filter(isItemName)) {
    const inside = await readdir(join(spool, name)).catch(() => [])
    // A delivery.json that was being written (checks/io/files.ts).
    halves.push(...inside.filter((each) => each.endsWith('.part')).map((each) => join(spool, name, each)))
  }
  for (const path of halves) {
    const stats = await lstat(path).catch(() => undefined)
    if (stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) < nowMs - LEFT_BEHIND_AFTER_MS)
      await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}
