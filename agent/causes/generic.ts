/** What a cause says of any terminal: its texts without the values of a run. For the catalogue, and for whoever has only its code. */

import type { CheckText, Language, Words } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { genericWordsEn } from './generic-words.en.ts'
import { genericWordsZhHk } from './generic-words.zh-HK.ts'

/** What stands for a value where there is none. */
export interface GenericWords {
  /** By the placeholder's name. */
  readonly values: Readonly<Record<string, string>>
  /** Where a placeholder means something else in one cause. */
  readonly ofCause: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Turns of phrase that read badly word by word, the longer ones first. */
  readonly phrases: readonly (readonly [from: string, to: string])[]
}

export const genericWords: Readonly<Record<Language, GenericWords>> = { en: genericWordsEn, 'zh-HK': genericWordsZhHk }

export interface GenericStep {
  readonly text: string
  /** Said only where a run has something for it. */
  readonly onlySometimes: boolean
}

export interface GenericText {
  readonly title: string
  readonly why: string
  readonly steps: readonly GenericStep[]
}

/** One line; a code that is in no catalogue stays as it is. */
export function genericTitle(code: string, language: Language): string {
  const words = wordsOf(code, language)
  return words === undefined ? code : generic(general(words.title), code, language)
}

/** Undefined for a code that is in no catalogue. */
export function genericText(code: string, language: Language): GenericText | undefined {
  const words = wordsOf(code, language)
  if (words === undefined) return undefined
  const say = (each: Words, place = '') => generic(general(each, place), code, language)
  return {
    title: say(words.title),
    why: say(words.why, `${code} why`),
    steps: words.steps.map((step) => ({ text: say(step), onlySometimes: typeof step === 'object' && step.length === 1 })),
  }
}

/** `ping <address>`: what has to be put in stands in angle brackets. */
export function genericCommand(command: string, code: string, language: Language): string {
  return command.replace(/\{(\w+)\}/g, (_place, name: string) => `<${bare(valueFor(name, code, language))}>`)
}

function wordsOf(code: string, language: Language): CheckText['causes'][string] | undefined {
  const all: readonly CheckText[] = Object.values(texts[language])
  return all.map(({ causes }) => causes).find((causes) => Object.hasOwn(causes, code))?.[code]
}

/** Of several texts the last is the one that asks for least: it is said where nothing more is known. Here it is not. */
const generalOnes: Readonly<Record<string, number>> = { 'tls/name-mismatch why': 1 }

function general(words: Words, place = ''): string {
  return typeof words === 'string' ? words : (words.at(generalOnes[place] ?? -1) ?? '')
}

const quoted = /“([^”]*)”|「([^」]*)」/g
/** Brackets around nothing but values: `({roles}; {failure})`. */
const bracketed = /\s?\((?:[;,]?\s?\{\w+\})+\)|（(?:[；、，]?\{\w+\})+）/g

function generic(template: string, code: string, language: Language): string {
  const { phrases } = genericWords[language]
  const smooth = phrases.reduce((text, [from, to]) => text.replaceAll(from, to), template)
  const plain = smooth
    .replace(quoted, (text, en?: string, zh?: string) => unquoted(text, en ?? zh ?? '', code, language))
    .replace(bracketed, '')
  const filled = plain.replace(/\{(\w+)\}/g, (_place, name: string) => valueFor(name, code, language))
  return language === 'en' ? sentences(filled) : closed(filled)
}

/** A value that is quoted whole was somebody's own words; beside other words in quotes it belongs to a command. */
function unquoted(text: string, inside: string, code: string, language: Language): string {
  return /^\{\w+\}$/.test(inside) ? inside : genericCommand(text, code, language)
}

/** Without a word of ours the name itself is better than a brace; a test looks for it. */
function valueFor(name: string, code: string, language: Language): string {
  const { values, ofCause } = genericWords[language]
  const own = Object.hasOwn(ofCause, code) ? ofCause[code]?.[name] : undefined
  return own ?? (Object.hasOwn(values, name) ? (values[name] ?? name) : name)
}

function bare(value: string): string {
  return value.replace(/^(?:the|a|an|this PC’s|該) ?/, '')
}

/** A sentence may begin with a value now. */
function sentences(text: string): string {
  return text.replace(/(^|[.!?] )([a-z])/g, (_match, before: string, letter: string) => before + letter.toUpperCase())
}

/** Blanks stand around a value for the sake of Latin letters; between two Chinese characters there is none. */
function closed(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '').trim()
}
