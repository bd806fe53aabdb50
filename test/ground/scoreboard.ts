/** The scoreboard as text. */

import { type Score, totalsOf } from './score.ts'

/** One line where it is exact, else with what differs below it. */
export function scoreLines({
  name,
  kind,
  session,
  exact,
  named,
  missed,
  extra,
  unexplained,
  verdict,
  expectedVerdict,
  verdictMs,
}: Score): string[] {
  const seconds = verdictMs === null ? '-' : `${(verdictMs / 1000).toFixed(1)} s`
  const first = `${exact ? 'exact' : 'MISS '}  ${seconds.padStart(7)}  ${verdict.padEnd(12)}  ${name}${kind === 'drill' ? `, session ${session}` : ''}: ${named.join(', ') || 'no cause'}`
  if (exact) return [first]
  return [
    first,
    ...missed.map((each) => `         missed       ${each}`),
    ...extra.map((each) => `         extra        ${each}`),
    ...unexplained.map((each) => `         unexplained  ${each}`),
    ...(verdict === expectedVerdict ? [] : [`         expected     ${expectedVerdict}`]),
  ]
}

export function totalLines(scores: readonly Score[]): string[] {
  const { runs, exact, healthy, falseAlarms, codes, medianMs, worstMs } = totalsOf(scores)
  const percent = runs === 0 ? 0 : (exact / runs) * 100
  return [
    '',
    `runs ${runs}  ·  exact ${exact} (${percent.toFixed(1)} %)  ·  false alarms ${falseAlarms} of ${healthy} healthy  ·  ${codes} cause codes`,
    `time to the verdict: median ${(medianMs / 1000).toFixed(1)} s, worst ${(worstMs / 1000).toFixed(1)} s, deadline 20 s`,
  ]
}
