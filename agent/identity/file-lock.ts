import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'
import { tryLock } from '../output/file-lock.ts'

/** A holder reads and writes a file of some megabytes: milliseconds, or a second where a virus scanner looks at it. */
const LONGEST_WAIT_MS = 10_000
const BETWEEN_TRIES_MS = 15

/** Does something that one process at a time may do. Nothing is ever written at `path`. */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly failure: Failure }> {
  try {
    await makeFolder(dirname(path))
  } catch (error) {
    const found = failureOf(error)
    return { failure: found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found }
  }
  const end = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const lock = await tryLock(path)
    if (lock.kind === 'none') return { failure: lock.failure }
    if (lock.kind === 'held') {
      try {
        return { value: await work() }
      } finally {
        lock.release()
      }
    }
    if (performance.now() > end) return { failure: failure('no-reply', 'SQLITE_BUSY') }
    await wait(BETWEEN_TRIES_MS)
  }
}
