/** One run of a watch, and what counts as a change between two. */

import type { CheckId } from '../../checks/check.ts'
import type { Until } from '../cli/repeat-flags.ts'
import type { Log } from '../output/log.ts'
import type { Report } from '../report/schema.ts'
import type { RunOutcome } from '../run.ts'

export interface Round {
  readonly outcome: RunOutcome
  readonly log: Log
}

/** Ended by Ctrl-C. */
export interface Stopped {
  /** Checks that had ended. */
  readonly interrupted: readonly CheckId[]
  /** What to say of it, where "nothing was written" isn't it; null: nothing, as --silent wants it. */
  readonly line?: string | null
}

/** Equal where nothing changed for whoever waits: the verdict, and what is wrong. What only the browser sees is left out, since not every round has one. */
export function stateOf({ verdict, causes }: Report): string {
  const wrong = causes.filter(({ severity, code }) => severity !== 'note' && !code.startsWith('browser/'))
  return [verdict, ...wrong.map(({ code, subject }) => `${code} ${subject}`).toSorted()].join('\n')
}

/** Whether the watch is over. */
export function isReached(until: Until | null, { verdict }: Report, changed: boolean): boolean {
  switch (until) {
    case 'ready':
      return verdict === 'ready'
    case 'attention':
      return verdict === 'ready' || verdict === 'attention'
    case 'change':
      return changed
    case null:
      return false
  }
}
