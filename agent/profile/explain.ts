/** Words for what a schema refuses: what is wrong, and what would be right. Chosen by zod's issue codes, never by its messages. */

import * as z from 'zod'
import { didYouMean } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { withFullWidth } from './full-width.ts'
import { kindWords, schemaWords as words } from './mistake-words.ts'

/** For `safeParse(value, { error: explain })`. Issues whose schema brings its own words don't come here. */
export function explain(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? tell(words.missing, { kind: kindOf(issue.expected) })
        : wrongType(issue.input, issue.expected)
    case 'invalid_value':
      return notOneOf(issue.input, issue.values.map(String))
    case 'invalid_union':
      return notOneOf(...discriminator(issue))
    case 'unrecognized_keys':
      // One line for each key, in their order: `unknownKeys` in document.ts gives each its own place in the file.
      return issue.keys.map((key) => withFullWidth(tell(words.unknownField, { hint: didYouMean(key, knownKeys(issue)) }), key)).join('\n')
    case 'too_small':
      return tell(issue.origin === 'array' ? words.emptyList : words.empty)
    case 'too_big':
      return tell(issue.origin === 'array' ? words.tooManyEntries : words.tooManyCharacters, { most: String(issue.maximum) })
    default:
      return tell(words.other)
  }
}

function kindOf(expected: string): string {
  const known = kindWords[expected]
  return known === undefined ? expected : tell(known)
}

function wrongType(input: unknown, expected: string): string {
  const isUnquoted = expected === 'string' && typeof input === 'boolean'
  // A stranger's object may have no way to become a text.
  const values = { what: nameOf(input), kind: kindOf(expected), text: isUnquoted ? String(input) : '' }
  return withFullWidth(tell(isUnquoted ? words.wrongKindQuoted : words.wrongKind, values), typeof input === 'string' ? input : '')
}

function nameOf(input: unknown): string {
  if (Array.isArray(input)) return tell(words.list)
  if (typeof input === 'object') return tell(words.fields)
  return typeof input === 'string' ? tell(words.text, { text: quote(input) }) : String(input)
}

function notOneOf(input: unknown, values: readonly string[]): string {
  if (input === undefined || input === null) return tell(words.missingChoice, { choices: values })
  if (typeof input !== 'string') return tell(words.wrongChoiceKind, { what: nameOf(input), choices: values })
  return withFullWidth(tell(words.notPossible, { text: quote(input), hint: didYouMean(input, values) }), input)
}

/** The raw issue of a discriminated union holds the whole object, and the name of the field that tells which one it is. */
function discriminator(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): [written: unknown, possible: string[]] {
  if (!('discriminator' in issue && typeof issue.discriminator === 'string' && Array.isArray(issue.options))) return [undefined, []]
  const { [issue.discriminator]: written } = issue.input as Readonly<Record<string, unknown>>
  return [written, issue.options.map(String)]
}

function knownKeys(issue: z.core.$ZodRawIssue): string[] {
  return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
}
