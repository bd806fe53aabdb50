/** The flags that say when a run begins, and how often. */

import type { Read } from '../profile/readers.ts'
import type { Assigned } from './assign.ts'
import { maybe, oneOf } from './choices.ts'
import { flagTable } from './flag-table.ts'
import { ofFlag, mistakeWords as words } from './mistake-words.ts'
import { timeWithin } from './time.ts'
import { tell } from './told.ts'

/** ready: READY · attention: the log-on works, READY or ATTENTION · change: not what it was in the first round */
export type Until = (typeof flagTable.until.choices)[number]

export interface Watch {
  /** Between the end of a round and the beginning of the next. */
  readonly everyMs: number
  /** null: until Ctrl-C. */
  readonly until: Until | null
}

export interface RepeatOptions {
  /** The longest that a run waits before it begins, by chance. */
  readonly splayMs: number
  readonly watch: Watch | null
}

/** Often enough for the minutes of a switch-over, and no burden on the servers that are asked. */
const readInterval = timeWithin('5s', '60m')
const readSplay = timeWithin('0s', '10m')

export function readRepeatOptions(flags: Assigned['flags']): Read<RepeatOptions> {
  const first = (name: string): string | null => flags[name]?.[0] ?? null
  const everyMs = maybe(first('watch'), readInterval)
  const until = maybe(first('until'), oneOf(flagTable.until.choices, 'end of a watch'))
  const splayMs = maybe(first('splay'), readSplay)
  if ('problem' in everyMs) return { problem: ofFlag('--watch', everyMs.problem) }
  if ('problem' in until) return { problem: ofFlag('--until', until.problem) }
  if ('problem' in splayMs) return { problem: ofFlag('--splay', splayMs.problem) }
  if (until.value !== null && everyMs.value === null) return { problem: tell(words.untilAlone) }
  if (everyMs.value !== null && first('dry-run') !== null) return { problem: tell(words.dryWatch) }
  const watch = everyMs.value === null ? null : { everyMs: everyMs.value, until: until.value }
  return { value: { splayMs: splayMs.value ?? 0, watch } }
}
