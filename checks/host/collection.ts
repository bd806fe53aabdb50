/** Facts, and when they are given up: at the deadline, and those that explain nothing when all other checks have ended. */

import { failureOf } from '../failure.ts'
import type { HostEvidence } from './evidence.ts'

export type Fact = keyof NonNullable<HostEvidence['windows']> | 'computer' | 'details'

export interface Collection {
  /** Null where the fact was given up, could not be had or is none: `missing()` tells the first two. */
  collect<T>(fact: Fact, read: () => Promise<T>): Promise<T | null>
  /** The same for what may explain a failure of the other checks: waited for until the deadline. */
  need<T>(fact: Fact, read: () => Promise<T>): Promise<T | null>
  missing(): HostEvidence['notCollected']
}

export function createCollection(othersEnded: Promise<void>, signal: AbortSignal): Collection {
  const missing: HostEvidence['notCollected'] = []
  let isOver: 'others-ended' | 'deadline' | undefined
  const { promise: over, resolve } = Promise.withResolvers<null>()
  const { promise: cut, resolve: cutShort } = Promise.withResolvers<null>()
  const end = (why: 'others-ended' | 'deadline') => {
    isOver ??= why
    resolve(null)
    if (why === 'deadline') cutShort(null)
  }
  if (signal.aborted) end('deadline')
  signal.addEventListener('abort', () => end('deadline'), { once: true })
  void othersEnded.then(() => end('others-ended'))
  async function readUntil<T>(fact: Fact, read: () => Promise<T>, limit: Promise<null>, isPast: boolean): Promise<T | null> {
    try {
      const value = isPast ? null : await Promise.race([read(), limit])
      if (value === null) missing.push({ fact, why: isOver ?? 'failed', failure: null })
      return value
    } catch (error) {
      missing.push({ fact, why: 'failed', failure: failureOf(error) })
      return null
    }
  }
  return {
    collect: (fact, read) => readUntil(fact, read, over, isOver !== undefined),
    need: (fact, read) => readUntil(fact, read, cut, signal.aborted),
    missing: () => missing,
  }
}
