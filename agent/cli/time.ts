/** Times on the command line. */

import type { Read } from '../profile/readers.ts'
import { mistakeWords as words } from './mistake-words.ts'
import { quote } from './quote.ts'
import { tell } from './told.ts'

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/**
 * `500ms`, `20s`, `1.5m`: a number and its unit, since a bare number is read as seconds by one person and milliseconds by another.
 * @param range as it is written, shortest and longest: `1s`, `10m`
 */
export function timeWithin(...range: readonly [string, string]): (text: string) => Read<number> {
  const [shortest = 0, longest = 0] = range.map(millisecondsOf)
  return (text) => {
    const ms = millisecondsOf(text)
    if (ms === undefined) return { problem: tell(words.notATime, { text: quote(text) }) }
    return ms >= shortest && ms <= longest
      ? { value: ms }
      : { problem: tell(words.timeOutOfRange, { text: quote(text), from: range[0], to: range[1] }) }
  }
}

function millisecondsOf(text: string): number | undefined {
  const { groups: { amount, unit = '' } = {} } = /^(?<amount>\d{1,9}(?:\.\d{1,3})?)(?<unit>ms|s|m)$/.exec(text) ?? {}
  return amount === undefined ? undefined : Math.round(Number(amount) * (unitMs[unit] ?? 1))
}
