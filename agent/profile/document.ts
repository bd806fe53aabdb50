/** From the bytes of a YAML file to what a schema makes of it, or to every mistake in it with its place. */

import type * as z from 'zod'
import { type Mistake, mistakesError, type UserError } from '../cli/errors.ts'
import { quote } from '../cli/quote.ts'
import { decodeText } from './decode.ts'
import { explain } from './explain.ts'
import { readYaml, type YamlValue } from './yaml.ts'

/** A file that is wrong everywhere is the wrong file: the first mistakes say so. */
const MOST_MISTAKES = 20

export interface LoadedDocument<T> {
  /** How the errors call it, and what the files that it names are relative to. */
  readonly file: string
  readonly value: T
  /** A mistake that shows only later, such as a file that isn't there, at the place that names it. */
  readonly mistakeAt: (path: readonly PropertyKey[], problem: string) => Mistake
}

/** An empty file says nothing, and every field that may be left out has its default. */
export function loadDocument<T extends z.ZodType>(schema: T, file: string, content: Uint8Array): LoadedDocument<z.output<T>> | UserError {
  const text = decodeText(content)
  if ('problem' in text) return mistakesError([{ file, line: text.line ?? 1, column: 1, field: '', problem: text.problem }])
  const yaml = readYaml(text.value)
  if ('problems' in yaml) return mistakes(yaml.problems.map((each) => ({ ...each, file, field: '' })))
  const parsed = schema.safeParse(yaml.value ?? {}, { error: explain })
  if (!parsed.success) return mistakes(parsed.error.issues.flatMap((issue) => mistakesOf(file, yaml, issue)))
  return { file, value: parsed.data, mistakeAt: (path, problem) => ({ file, ...yaml.locate(path), field: fieldText(path), problem }) }
}

function mistakesOf(file: string, yaml: YamlValue, issue: z.core.$ZodIssue): Mistake[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ file, ...yaml.locate(issue.path), field: fieldText(issue.path), problem: issue.message }]
  const problems = issue.message.split('\n')
  return issue.keys.map((key, index) => ({
    file,
    ...yaml.locate(issue.path, key),
    field: fieldText([...issue.path, key]),
    problem: problems[index] ?? '',
  }))
}

function mistakes(found: readonly Mistake[]): UserError {
  const [first, ...others] = found.toSorted((one, other) => one.line - other.line || one.column - other.column).slice(0, MOST_MISTAKES)
  if (first === undefined) throw new RangeError('a document was refused without a reason')
  return mistakesError([first, ...others])
}

/** `resolvers.hkex[1]`; a name that no field has is quoted, since it may hold anything. */
export function fieldText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${plainName(String(step))}`))
    .join('')
}

function plainName(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? name : quote(name)
}
