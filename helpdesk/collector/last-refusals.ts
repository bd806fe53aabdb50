/** Why a request's last upload was refused: for whoever waits for its bundle. Lost with the process, as the log keeps it. */

import type { Refusal } from './refusal.ts'

export interface LastRefusal {
  readonly refusal: Refusal
  readonly atMs: number
}

export interface LastRefusals {
  add(requestId: string, refusal: LastRefusal): void
  of(requestId: string): LastRefusal | null
}

/** As many requests as a firm has open in a drill. */
const MOST = 10_000

export function createLastRefusals(): LastRefusals {
  const known = new Map<string, LastRefusal>()
  return {
    add(requestId, refusal) {
      known.delete(requestId)
      known.set(requestId, refusal)
      const [oldest] = known.keys()
      if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    },
    of: (requestId) => known.get(requestId) ?? null,
  }
}
