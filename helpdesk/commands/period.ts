/** Periods that are counted in hours and days, on the command line. */

import { quote } from '../../agent/cli/quote.ts'
import type { Read } from '../../agent/profile/readers.ts'

const HOUR_MS = 3_600_000
const unitMs: Readonly<Record<string, number>> = { h: HOUR_MS, d: 24 * HOUR_MS }

/**
 * `12h`, `90d`: a whole number and its unit.
 * @param range as it is written, shortest and longest: `1h`, `3650d`
 */
export function periodWithin(...range: readonly [string, string]): (text: string) => Read<number> {
  const [shortest = 0, longest = 0] = range.map(millisecondsOf)
  return (text) => {
    const ms = millisecondsOf(text)
    if (ms === undefined) return { problem: `${quote(text)} is not a period; write a whole number with h or d, such as 90d` }
    return ms >= shortest && ms <= longest
      ? { value: ms }
      : { problem: `${quote(text)} is out of range; write a period from ${range[0]} to ${range[1]}` }
  }
}

/** How long bundles are kept: for serve and for remove-old. Ten years is longer than anybody has to. */
export const readKeep = periodWithin('1h', '3660d')

function millisecondsOf(text: string): number | undefined {
  const { groups: { amount, unit = '' } = {} } = /^(?<amount>\d{1,6})(?<unit>[hd])$/.exec(text) ?? {}
  return amount === undefined ? undefined : Number(amount) * (unitMs[unit] ?? 0)
}
