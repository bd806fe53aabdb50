/** When to try again. */

import type { Answer } from './answer.ts'

/** The first wait at its longest; each further one is twice as long. */
const FIRST_MS = 1000
/** A server that is being restarted is back within it. */
const LONGEST_MS = 30_000

/**
 * Between half and whole of a time that doubles, so that a floor of terminals that were refused together does not come back together.
 * A server that names a time gets it, and a little more.
 *
 * @param tries that were made
 * @param random from 0 to 1
 */
export function waitMs(tries: number, retryAfterMs: number | null, random: number): number {
  const longest = Math.min(FIRST_MS * 2 ** Math.max(tries - 1, 0), LONGEST_MS)
  const own = longest * (0.5 + random / 2)
  return retryAfterMs === null ? own : Math.max(retryAfterMs + random * FIRST_MS, own)
}

/** What stays as it is for as long as a run lasts: a proxy's refusal, a certificate, a file that can't be read. */
export function mayChangeSoon(answer: Answer): boolean {
  if (answer.kind !== 'later' || answer.stage === 'file') return false
  if (answer.stage === 'proxy' && answer.statusCode !== null && answer.statusCode < 500) return false
  return !unchanging.has(answer.failure?.word ?? '')
}

const unchanging: ReadonlySet<string> = new Set(['certificate', 'not-supported', 'access-denied', 'cancelled'])
