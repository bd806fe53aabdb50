import type { PreflightRequest } from './document.ts'
import type { RequestProblem } from './problems.ts'

/** A clock that is some hours behind, or set to the wrong zone, is no reason to turn the helpdesk away. */
const MOST_AHEAD_MS = 86_400_000

/** Against this PC's clock, which is shown with it: it may be what is wrong. Null where nothing is. */
export function dateProblem({ created, expires }: Pick<PreflightRequest, 'created' | 'expires'>, nowMs: number): RequestProblem | null {
  const now = new Date(nowMs).toISOString()
  if (Date.parse(expires) <= Date.parse(created)) return { code: 'ends-before-it-begins', args: { created, expires } }
  if (Date.parse(expires) <= nowMs) return { code: 'expired', args: { expires, now } }
  return Date.parse(created) - nowMs > MOST_AHEAD_MS ? { code: 'not-yet', args: { created, now } } : null
}
