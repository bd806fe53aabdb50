/** What a person got wrong on the command line or in a file, as data. No stack trace ever belongs to it. */

import type { Language } from '../../checks/text.ts'
import { exitCodes } from './exit-codes.ts'
import { printable } from './quote.ts'
import { bothWays, inLanguage } from './told.ts'

/** One mistake in a file; `line` and `column` count from 1. */
export interface Mistake {
  readonly file: string
  readonly line: number
  readonly column: number
  /** `resolvers.hkex[1]`; empty where it is the whole file. */
  readonly field: string
  /** What is wrong and what would be right. */
  readonly problem: string
}

export interface UserError {
  readonly kind: 'error'
  readonly exitCode: typeof exitCodes.usage | typeof exitCodes.noInput | typeof exitCodes.badFile
  /** All that has to be printed, in one line and in English; `errorLines` has it in both languages. */
  readonly line: string
  /** The mistakes in a file, `line` being the first of them; empty where the error isn't in a file. */
  readonly mistakes: readonly Mistake[]
}

/** 64: the command line is wrong. */
export function usageError(line: string): UserError {
  return { kind: 'error', exitCode: exitCodes.usage, line, mistakes: [] }
}

/** 66: a file that was named can't be read. */
export function noInputError(line: string): UserError {
  return { kind: 'error', exitCode: exitCodes.noInput, line, mistakes: [] }
}

/** 78: a file was read and is wrong as a whole. */
export function badFileError(line: string): UserError {
  return { kind: 'error', exitCode: exitCodes.badFile, line, mistakes: [] }
}

/** Mistakes at known places of a file, the first of them first: 78, or 66 where the mistake is to name a file that can't be read. */
export function mistakesError(mistakes: readonly [Mistake, ...Mistake[]], exitCode: UserError['exitCode'] = exitCodes.badFile): UserError {
  return { kind: 'error', exitCode, line: mistakeLine(mistakes[0]), mistakes }
}

/** `site.yaml:7: resolvers.hkex[1]: …` */
export function mistakeLine({ file, line, field, problem }: Mistake): string {
  const place = [`${printable(file)}:${line}`, ...(field === '' ? [] : [field])]
  return bothWays([...place, problem].join(': '), [...place, inLanguage(problem, 'zh-HK')].join(': '))
}

/** One line for each mistake, so that a file is mended in one go; the first is the one that the exit code speaks of. */
export function errorLines({ line, mistakes }: UserError, language: Language): string[] {
  return (mistakes.length > 1 ? mistakes.map(mistakeLine) : [line]).map((each) => inLanguage(each, language))
}

export function isUserError(value: unknown): value is UserError {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'error' && 'exitCode' in value
}
