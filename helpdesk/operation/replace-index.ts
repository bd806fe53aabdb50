/** A new index in the place of the old one: the whole of it or, where this ends half-way, the old one as it was. */

import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { syncFolder } from '../data/durable.ts'
import type { Index } from '../index/index.ts'
import { openIndex } from '../index/open-index.ts'

/** What SQLite puts beside a database (SQLite, "Temporary Files Used By SQLite"). */
const besides = ['-wal', '-shm', '-journal']

/**
 * Builds beside the old one and takes its name. Throws what `fill` throws, and then leaves nothing.
 * @returns busy where another command has the old one open
 */
export async function replaceIndex<T>(path: string, fill: (index: Index) => Promise<T>): Promise<{ readonly value: T } | 'busy'> {
  const fresh = `${path}.new`
  // Of an earlier one that was killed.
  await removeDatabase(fresh)
  try {
    const index = await openIndex(fresh)
    const value = await fill(index).finally(() => index.close())
    // Its log would be taken for the new one's.
    if (!(await closeLog(path))) return 'busy'
    await rename(fresh, path)
    await syncFolder(dirname(path))
    return { value }
  } finally {
    await removeDatabase(fresh)
  }
}

async function removeDatabase(path: string): Promise<void> {
  for (const beside of ['', ...besides]) await rm(path + beside, { force: true })
}

/** SQLITE_BUSY and SQLITE_LOCKED (SQLite, "Result and Error Codes"). */
const busyCodes: ReadonlySet<number> = new Set([5, 6])

/** Writes what stands in the old one's log into it: SQLite does that, and takes the log away, only where nobody else has it open. */
async function closeLog(path: string): Promise<boolean> {
  try {
    const old = new DatabaseSync(path, { timeout: 2000 })
    try {
      const mode = old.prepare('PRAGMA journal_mode = DELETE').get()
      if (mode?.journal_mode !== 'delete') return false
    } finally {
      old.close()
    }
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && busyCodes.has(Number(error.errcode) & 0xff)) return false
    // One that is damaged has nothing to lose.
    for (const beside of besides) await rm(path + beside, { force: true })
  }
  return true
}
