/** What to do first about a cause of which only the code is known. */

import type { CheckText, Language, Words } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { genericText } from '../causes/generic.ts'
import type { CodeCause } from './phone-code.ts'

/** Values without which a step is not said, and of which a code says nothing, or only by whose the DNS server is. */
const occasional: ReadonlySet<string> = new Set([
  'own',
  'hkex',
  'helpers',
  'unused',
  'byTcp',
  'refusingAll',
  'answered',
  'sinkhole',
  'genuine',
  'unanswered',
  'endedRoot',
  'greeted',
  'middlebox',
])

/** The first of its steps that this run had for sure; null where there is none. */
export function firstStep(code: string, cause: CodeCause, language: Language): string | null {
  const known = knownValues(cause)
  const index = stepsOf(code, language).findIndex((step) => isSaid(step, known))
  return genericText(code, language)?.steps[index]?.text ?? null
}

function stepsOf(code: string, language: Language): readonly Words[] {
  const all: readonly CheckText[] = Object.values(texts[language])
  return all.flatMap(({ causes }) => (Object.hasOwn(causes, code) ? (causes[code]?.steps ?? []) : []))
}

/** A single text in a list is said only where each of its values is there; of several, the last always is. */
function isSaid(step: Words, known: ReadonlySet<string>): boolean {
  if (typeof step === 'string' || step.length > 1) return true
  const needed = Array.from((step[0] ?? '').matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
  return needed.every((name) => !occasional.has(name) || known.has(name))
}

/** Whose the server is; and of HKEX's that refuses, whom it refuses: for one name alone it is HKEX's own matter, for all names the site's. */
function knownValues({ place, owner }: CodeCause): ReadonlySet<string> {
  if (place.startsWith('hkex-')) return new Set(['hkex', owner === 'hkex' ? 'answered' : 'refusingAll'])
  return new Set(/^(?:custom|configured)-/.test(place) ? ['own'] : place === 'mixed' ? ['own', 'hkex'] : [])
}
