/** A decoded code with the catalogue's words: what the helpdesk reads, and what `--json` prints. A browser can load it too. */

import type { Cause } from '../../checks/cause.ts'
import { fill, type Language } from '../../checks/text.ts'
import { genericTitle } from '../causes/generic.ts'
import { firstStep } from './first-step.ts'
import { type CodeCause, type CodeFacts, dayText } from './phone-code.ts'
import type { ToldCode } from './schema.ts'
import { addressOfTarget } from './targets.ts'
import { codeWords } from './words.ts'

export type ToldCause = ToldCode['causes'][number]

export interface Teller {
  readonly language: Language
  /** Tells which of the days is meant that the code's number stands for. */
  readonly nowMs: number
  /** checks/causes.ts, or in a browser what a build took from it: the causes themselves need Node. */
  readonly catalogue: readonly Pick<Cause, 'code' | 'number'>[]
}

/** @param phoneCode as it is shown: capitals, in groups */
export function toldCode(phoneCode: string, facts: CodeFacts, teller: Teller): ToldCode {
  const { language, nowMs } = teller
  const { version, profiles, verdict, day, causes, moreCauses, unexplained, notJudged } = facts
  return {
    schema: 'terminal-preflight/code/1',
    phoneCode,
    version: `${version.major}.${version.minor}.${version.patch}`,
    profiles,
    verdict,
    day: dayText(day, nowMs),
    causes: causes.map((cause) => toldCause(cause, teller)),
    moreCauses,
    unexplained,
    notJudged,
    language,
  }
}

function toldCause(cause: CodeCause, { language, catalogue }: Teller): ToldCause {
  const known = catalogue.find(({ number }) => number === cause.number)
  const where = whereText(cause, language)
  return known === undefined
    ? { ...cause, code: null, title: fill(codeWords[language].unknownTitle, { number: cause.number }, language), where, firstStep: null }
    : { ...cause, code: known.code, title: genericTitle(known.code, language), where, firstStep: firstStep(known.code, cause, language) }
}

function whereText({ target, place }: CodeCause, language: Language): string | null {
  const words = codeWords[language]
  const parts = [
    ...(target === 'none' ? [] : [fill(words.targets[target], { address: addressOfTarget(target) }, language)]),
    ...(place === 'none' ? [] : [words.places[place]]),
  ]
  return parts.length === 0 ? null : parts.join(words.separator)
}
