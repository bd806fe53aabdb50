/** Facts that may be given up: when all other checks have ended nobody waits for them. */

import { failureOf } from '../failure.ts'
import type { HostEvidence } from './evidence.ts'

export type Fact = keyof NonNullable<HostEvidence['windows']> | 'computer' | 'details'

export interface Collection {
  /** Null where the fact was given up, could not be had or is none: `missing()` tells the first two. */
  collect<T>(fact: Fact, read: () => Promise<T>): Promise<T | null>
  missing(): HostEvidence['notCollected']
}

export function createCollection(othersEnded: Promise<void>, signal: AbortSignal): Collection {
  const missing: HostEvidence['notCollected'] = []
  let isOver: 'others-ended' | 'deadline' | undefined
  const { promise: over, resolve } = Promise.withResolvers<null>()
  const end = (why: 'others-ended' | 'deadline') => {
    isOver ??= why
    resolve(null)
  }
  if (signal.aborted) end('deadline')
  signal.addEventListener('abort', () => end('deadline'), { once: true })
  void othersEnded.then(() => end('others-ended'))
  return {
    async collect(fact, read) {
      try {
        const value = isOver === undefined ? await Promise.race([read(), over]) : null
        if (value === null) missing.push({ fact, why: isOver ?? 'failed', failure: null })
        return value
      } catch (error) {
        missing.push({ fact, why: 'failed', failure: failureOf(error) })
        return null
      }
    },
    missing: () => missing,
  }
}
