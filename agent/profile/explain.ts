/** Words for what a schema refuses: what is wrong, and what would be right. Chosen by zod's issue codes, never by its messages. */

import * as z from 'zod'
import { didYouMean } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'

/** For `safeParse(value, { error: explain })`. Issues whose schema brings its own words don't come here. */
export function explain(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? `is missing; write ${kinds[issue.expected] ?? issue.expected}`
        : wrongType(issue.input, issue.expected)
    case 'invalid_value':
      return notOneOf(issue.input, issue.values.map(String))
    case 'invalid_union':
      return notOneOf(...discriminator(issue))
    case 'unrecognized_keys':
      // One line for each key, in their order: `unknownKeys` in document.ts gives each its own place in the file.
      return issue.keys.map((key) => `is not a field here${didYouMean(key, knownKeys(issue))}`).join('\n')
    case 'too_small':
      return issue.origin === 'array' ? 'is an empty list; write at least one' : 'is empty'
    case 'too_big':
      return `has more than ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
    default:
      return 'is not what belongs here'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list: [one, other]',
  object: 'fields, such as name: value',
}

function wrongType(input: unknown, expected: string): string {
  const quoted = expected === 'string' && typeof input === 'boolean' ? ` in quotes: "${String(input)}"` : ''
  return `is ${nameOf(input)}; write ${kinds[expected] ?? expected}${quoted}`
}

function nameOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object') return 'a group of fields'
  return typeof input === 'string' ? `the text ${quote(input)}` : String(input)
}

function notOneOf(input: unknown, values: readonly string[]): string {
  if (input === undefined || input === null) return `is missing; write one of ${values.join(', ')}`
  if (typeof input !== 'string') return `is ${nameOf(input)}; write one of ${values.join(', ')}`
  return `${quote(input)} is not possible here${didYouMean(input, values)}`
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
