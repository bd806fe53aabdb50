/** Where today's rules lead elsewhere than the PC's own did: which causes only the one or the other names. */

import type { Report } from '../../agent/report/schema.ts'
import { causeText } from '../../agent/report/words.ts'
import type { Language } from '../../checks/text.ts'
import { cut } from './facts.ts'
import type { Shown } from './opener.ts'

const MOST_TOLD = 10

/** @param today in the language that it is shown in */
export function differenceOf(said: Report, today: Report): Shown['difference'] {
  return { added: told(today, said, today.language), gone: told(said, today, today.language) }
}

function told(from: Report, other: Report, language: Language): string[] {
  const known = new Set(other.causes.map(keyOf))
  return from.causes
    .filter((cause) => !known.has(keyOf(cause)))
    .slice(0, MOST_TOLD)
    .map(({ code, subject, args }) => cut(causeText(code, subject, args, language).title))
}

function keyOf({ code, subject }: Report['causes'][number]): string {
  return JSON.stringify([code, subject])
}
