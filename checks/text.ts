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
  readonly findings: Readonly<Record<FindingCode, Words>>
  readonly causes: Readonly<Record<CauseCode, CauseWords>>
}

const separators: Readonly<Record<Language, string>> = { en: ', ', 'zh-HK': '、' }

/** Puts args into `{name}` places. A place without an arg stays as it is, so that a test can find it. */
export function fill(template: string, args: Args, language: Language): string {
  return fillFrom(template, (name) => args[name], language)
}

/** The same with args that are looked up as they are asked for. By hand: a report fills hundreds of templates, most with one place or none. */
export function fillFrom(template: string, argOf: (name: string) => Arg | undefined, language: Language): string {
  let filled = ''
  let done = 0
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
    const close = template.indexOf('}', open)
    if (close < 0) break
    const name = template.slice(open + 1, close)
    const value = /^\w+$/.test(name) ? argOf(name) : undefined
    if (value === undefined) continue
    filled += template.slice(done, open) + valueText(value, language)
    done = close + 1
  }
  return done === 0 ? template : filled + template.slice(done)
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
