/** Whether a session is on, by this PC's clock. Hong Kong has no summer time. */

import { HONG_KONG_OFFSET_MINUTES } from '../../checks/hong-kong-time.ts'
import type { Procedure } from './procedure.ts'

/** undated: the session has no date. */
export const timings = ['within', 'before', 'after', 'undated'] as const
export type Timing = (typeof timings)[number]

interface When {
  readonly date: string | null
  readonly hours: { readonly from: string; readonly to: string } | null
}

/** A session with a date and without hours lasts the whole day; the minute of its end is not in it any more. */
export function timingOf({ date, hours }: When, nowMs: number): Timing {
  if (date === null) return 'undated'
  if (nowMs < momentMs(date, hours?.from ?? '00:00')) return 'before'
  const endMs = hours === null ? momentMs(date, '00:00') + 86_400_000 : momentMs(date, hours.to)
  return nowMs < endMs ? 'within' : 'after'
}

function momentMs(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00Z`) - HONG_KONG_OFFSET_MINUTES * 60_000
}

/** The number of the one session that is on; null where none is, or several are. */
export function sessionOn({ sessions }: Procedure, nowMs: number): number | null {
  const on = sessions.flatMap((session, index) => (timingOf(session, nowMs) === 'within' ? [index + 1] : []))
  return on.length === 1 ? (on[0] ?? null) : null
}

/** All its dates are gone: it is an example. */
export function isPast({ sessions }: Procedure, nowMs: number): boolean {
  return sessions.every((session) => timingOf(session, nowMs) === 'after')
}
