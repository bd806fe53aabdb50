/**
 * SQLite's lock on an empty file: fcntl(2) on Unix, LockFileEx on Windows, both gone with the process, however it ends. Node has no lock
 * of its own, and a file with a process id in it stays when that process is killed.
 */

import { chmod } from 'node:fs/promises'
import { type Failure, failureOf } from '../../checks/failure.ts'

export type Lock =
  | { readonly kind: 'held'; release(): void }
  | { readonly kind: 'busy' }
  /** It can't be had here: a disk that is read-only, a network share without locks. */
  | { readonly kind: 'none'; readonly failure: Failure }

/** SQLITE_BUSY, its primary result code (SQLite, "Result and Error Codes"). */
const SQLITE_BUSY = 5

/** Never waits: SQLite would hold the whole program. The folder has to be there. */
export async function tryLock(path: string): Promise<Lock> {
  // Loaded where first used: SQLite adds 10 ms to a start.
  const { DatabaseSync } = await import('node:sqlite')
  let database: InstanceType<typeof DatabaseSync> | undefined
  try {
    const opened = new DatabaseSync(path, { timeout: 0 })
    database = opened
    // Nothing is ever written; without this there would be an empty journal beside it meanwhile.
    opened.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database?.close()
    return isBusy(error) ? { kind: 'busy' } : { kind: 'none', failure: lockFailure(error) }
  }
  const held = database
  // SQLite makes it readable for all. By its name: where a process opens and closes a file, POSIX drops all its locks on it.
  await chmod(path, 0o600).catch(() => {})
  return { kind: 'held', release: () => held.close() }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY
}

/** EACCES and EPERM of a file are its rights, not a firewall's. */
function lockFailure(error: unknown): Failure {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found
}
