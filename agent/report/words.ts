/** Looks up the words for a code, in a language, with its values put in. */

import type { Arg, Args, CheckId, Finding } from '../../checks/check.ts'
import { type CauseText, type CheckText, choose, fill, fillFrom, type Language, type Words } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { labels } from './labels.ts'
import { timeInText } from './time-text.ts'

/** A code without words is our own bug (a test looks for it): the code itself is then better than nothing. */
export function findingText(finding: Finding, language: Language): string {
  const its: CheckText = texts[language][finding.check]
  const common: CheckText = texts[language].common
  const words = own(its.findings, finding.code) ?? own(common.findings, finding.code) ?? finding.code
  const { args, subject } = finding
  const template = choose(words, args) ?? finding.code
  const argOf = (name: string) => {
    const value = name === 'subject' ? subject : args[name]
    return value === undefined ? undefined : readableArg(name, value, language)
  }
  return fillFrom(template, argOf, language)
}

/** Some args are codes in the facts, and words for the reader. */
function readable(args: Args, language: Language): Args {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, readableArg(name, value, language)]))
}

function readableArg(name: string, value: Arg, language: Language): Arg {
  if (typeof value === 'string') return wordFor(name, value, language)
  return typeof value === 'object' && value !== null ? value.map((each) => wordFor(name, each, language)) : value
}

function wordFor(name: string, value: string, language: Language): string {
  if (name === 'roles') return roleName(value, language)
  if (name === 'check') return own<CheckText>(texts[language], value)?.name ?? value
  const { codeWords, reasons } = labels[language]
  const known: Readonly<Record<string, string>> | undefined = name === 'reason' ? reasons : own(codeWords, name)
  return own(known, value) ?? timeInText(value, language)
}

/** Values come from evidence, and one may be called "constructor". */
function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
}

/** Of a DNS server, `hkex-1`: whose it is. */
export function roleName(role: string, language: Language): string {
  const [list = '', position = ''] = role.split('-')
  const { resolverRoles } = labels[language]
  const template = own(resolverRoles, role) ?? own(resolverRoles, list) ?? role
  return fill(template, { position }, language)
}

export function causeText(code: string, subject: string, args: Args, language: Language): CauseText {
  const text = Object.values(texts[language] as Record<string, CheckText>)
    .map(({ causes }) => causes[code])
    .find((found) => found !== undefined)
  if (text === undefined) return { title: code, why: '', steps: [] }
  const values = readable({ ...args, subject }, language)
  const say = (words: Words) => {
    const chosen = choose(words, values)
    return chosen === undefined ? [] : [fill(chosen, values, language)]
  }
  return { title: say(text.title).join(''), why: say(text.why).join(''), steps: text.steps.flatMap(say) }
}

export function checkName(check: CheckId, language: Language): string {
  return texts[language][check].name
}
