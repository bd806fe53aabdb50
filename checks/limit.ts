/**
 * Limits of time that count only while this program runs. A PC that was just switched on, or that slept, holds a program up for seconds: its
 * timers are then due before what came meanwhile is read, and a server that answered at once would be called silent.
 */

import { monotonicMs } from './monotonic.ts'

/** Between two looks at the clock. */
const BEAT_MS = 100
/** What counts of the time between two looks, at most: what is beyond it, the program did not have. */
const MOST_COUNTED_MS = 2 * BEAT_MS

let countedMs = 0
let lookedMs = 0
let running = 0
let heart: NodeJS.Timeout | undefined

export interface Limit {
  /** Once more does nothing. */
  clear(): void
}

/**
 * Calls `onLimit` when the program has had this time. Keeps the program alive until then, or until it is cleared.
 * @param ms at least 0
 */
export function startLimit(ms: number, onLimit: () => void): Limit {
  begin()
  const endMs = countedMs + ms
  const clear = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    end()
  }
  const look = () => {
    count()
    // A timer may come a part of a millisecond early.
    if (endMs - countedMs < 1) {
      clear()
      onLimit()
    } else timer = setTimeout(look, endMs - countedMs)
  }
  let timer: NodeJS.Timeout | undefined = setTimeout(look, ms)
  return { clear }
}

/** `AbortSignal.timeout` by the same time. It keeps nothing alive. */
export function limitSignal(ms: number): AbortSignal {
  const ending = new AbortController()
  begin()
  const endMs = countedMs + ms
  const look = () => {
    count()
    if (endMs - countedMs >= 1) return void setTimeout(look, endMs - countedMs).unref()
    end()
    ending.abort(new DOMException('The time is up', 'TimeoutError'))
  }
  setTimeout(look, ms).unref()
  return ending.signal
}

function begin(): void {
  running += 1
  if (heart === undefined) {
    lookedMs = monotonicMs()
    heart = setInterval(count, BEAT_MS).unref()
  } else count()
}

function end(): void {
  running -= 1
  if (running > 0) return
  clearInterval(heart)
  heart = undefined
}

function count(): void {
  const nowMs = monotonicMs()
  countedMs += Math.min(nowMs - lookedMs, MOST_COUNTED_MS)
  lookedMs = nowMs
}
