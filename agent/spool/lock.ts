/** One sender at a time. The system lets go of the lock when a process ends, however it ends. */

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Failure, failureOf } from '../../checks/failure.ts'
import { LOCK_POLL_MS } from './limits.ts'

export type Lock =
  | { readonly kind: 'held'; release(): void }
  /**
   * It can't be had here (a disk that is read-only, a network share without locks): one goes on without. Two that send the same bundle
   * do no harm, since a collector knows it by its digest.
   */
  | { readonly kind: 'without'; readonly failure: Failure; release(): void }
  | { readonly kind: 'busy' }

/** SQLITE_BUSY, its primary result code (SQLite, "Result and Error Codes"). */
const SQLITE_BUSY = 5

/**
 * SQLite's lock on a file: fcntl(2) on Unix, LockFileEx on Windows, both gone with the process. Node has no lock of its own, and a
 * file with a process id in it stays when that process is killed.
 */
export async function takeLock(spool: string, waitMs: number, signal: AbortSignal): Promise<Lock> {
  const untilMs = performance.now() + waitMs
  for (;;) {
    const lock = await tryLock(join(spool, 'lock'))
    if (lock.kind !== 'busy' || signal.aborted || performance.now() + LOCK_POLL_MS > untilMs) return lock
    await sleep(LOCK_POLL_MS, undefined, { signal }).catch(() => {})
  }
}

async function tryLock(path: string): Promise<Lock> {
  // Loaded where first used: SQLite adds 10 ms to a start.
  const { DatabaseSync } = await import('node:sqlite')
  let database: InstanceType<typeof DatabaseSync> | undefined
  try {
    // Nobody waits inside of SQLite: it would hold the whole program.
    const opened = new DatabaseSync(path, { timeout: 0 })
    database = opened
    // Nothing is ever written; without this there would be an empty journal beside it meanwhile.
    opened.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return { kind: 'held', release: () => opened.close() }
  } catch (error) {
    database?.close()
    return isBusy(error) ? { kind: 'busy' } : { kind: 'without', failure: failureOf(error), release: () => {} }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY
}
