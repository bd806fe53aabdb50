/** One sender at a time. The system lets go of the lock when a process ends, however it ends. */

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from '../../checks/failure.ts'
import { tryLock } from '../output/file-lock.ts'
import { LOCK_POLL_MS } from './limits.ts'

export type Lock =
  | { readonly kind: 'held'; release(): void }
  /** It can't be had here: one goes on without. Two that send the same bundle do no harm, since a collector knows it by its digest. */
  | { readonly kind: 'without'; readonly failure: Failure; release(): void }
  | { readonly kind: 'busy' }

export async function takeLock(spool: string, waitMs: number, signal: AbortSignal): Promise<Lock> {
  const untilMs = performance.now() + waitMs
  for (;;) {
    const lock = await tryLock(join(spool, 'lock'))
    if (lock.kind === 'none') return { kind: 'without', failure: lock.failure, release: () => {} }
    if (lock.kind === 'held' || signal.aborted || performance.now() + LOCK_POLL_MS > untilMs) return lock
    await sleep(LOCK_POLL_MS, undefined, { signal }).catch(() => {})
  }
}
