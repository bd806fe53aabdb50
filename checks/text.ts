/** The words of a check, and how values get into them. Codes and args are the facts; words are chosen when somebody reads. */

import type { Arg, Args } from './check.ts'

export const languages = ['en', 'zh-HK'] as const
export type Language = (typeof languages)[number]

export interface CauseText {
  /** One line: what is wrong. */
  readonly title: string
  /** How we know, and what it means for the log-on. */
  readonly why: string
  /** What to do, first things first; the person who can mend it reads them. */
  readonly steps: readonly string[]
}

/** In a list, the first that has a value for each of its places: a text about nothing is not said. */
export type Words = string | readonly string[]

/** As it stands in a check's words: a step of which nothing can be said is left out. */
export interface CauseWords {
  readonly title: Words
  readonly why: Words
  readonly steps: readonly Words[]
}

export interface CheckText<FindingCode extends string = string, CauseCode extends string = string> {
  /** The check's name, as the progress line shows it. */
  readonly name: string
  readonly findings: Readonly<Record<FindingCode, string>>
  readonly causes: Readonly<Record<CauseCode, CauseWords>>
}

const separators: Readonly<Record<Language, string>> = { en: ', ', 'zh-HK': '、' }

/** Puts args into `{name}` places. A place without an arg stays as it is, so that a test can find it. */
export function fill(template: string, args: Args, language: Language): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = args[name]
    return value === undefined ? place : valueText(value, language)
  })
}

/** Of several texts the one that these args have something for. */
export function choose(words: Words, args: Args): string | undefined {
  return typeof words === 'string'
    ? words
    : words.find((text) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => args[name]).every(isSomething))
}

function isSomething(value: Arg | undefined): boolean {
  return value !== undefined && value !== null && !(typeof value === 'object' && value.length === 0)
}

function valueText(value: Arg, language: Language): string {
  if (value === null || (typeof value === 'object' && value.length === 0)) return '–'
  return typeof value === 'object' ? value.join(separators[language]) : String(value)
}
