import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'

/** A holder reads and writes a file of some megabytes: milliseconds, or a second where a virus scanner looks at it. */
const LONGEST_WAIT_MS = 10_000
const BETWEEN_TRIES_MS = 15
/** SQLITE_BUSY and its extended codes (sqlite.org/rescode.html) */
const BUSY = 5

/**
 * Does something that one process at a time may do, by SQLite's lock on an empty database at `path`: the system frees it when its holder
 * dies, so that no lock is left behind, and SQLite knows how each system locks. Nothing is ever written there.
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly failure: Failure }> {
  const { DatabaseSync } = await import('node:sqlite')
  let database: InstanceType<typeof DatabaseSync>
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // No wait of SQLite's own: it would hold the event loop.
    database = new DatabaseSync(path, { timeout: 0 })
  } catch (error) {
    return { failure: lockFailure(error) }
  }
  try {
    const taken = await take(() => database.exec('BEGIN EXCLUSIVE'))
    if ('failure' in taken) return taken
    // SQLite makes it, readable for all. By its name: where a process opens and closes a file, POSIX drops all its locks on it.
    await chmod(path, 0o600).catch(() => {})
    return { value: await work() }
  } finally {
    // Rolls back, and lets go.
    database.close()
  }
}

async function take(begin: () => void): Promise<{ readonly taken: true } | { readonly failure: Failure }> {
  const end = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    try {
      begin()
      return { taken: true }
    } catch (error) {
      if (!isBusy(error)) return { failure: lockFailure(error) }
      if (performance.now() > end) return { failure: failure('no-reply', 'SQLITE_BUSY') }
    }
    await wait(BETWEEN_TRIES_MS)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY
}

/** EACCES and EPERM of a file are its rights, not a firewall's. */
function lockFailure(error: unknown): Failure {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found
}
