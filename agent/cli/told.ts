/**
 * Lines about mistakes, in both languages. On its way such a line is a plain string in English: through zod, among the mistakes of a file, as a part
 * of another line. What it is in Chinese is kept beside, by its English, and comes out where it is printed (`inLanguage`).
 */

import { fill, type Language } from '../../checks/text.ts'

export type Told = Readonly<Record<Language, string>>
export type Values = Readonly<Record<string, string | number | readonly string[]>>

/** Without values: as many as there are texts. */
const fixed = new Map<string, string>()
/** With values, for one person's mistakes at a time; a server that runs for months keeps the last ones. */
const filled = new Map<string, string>()
const MOST_FILLED = 500

/** The line in English. Values that were told themselves come in the language of the whole. */
export function tell(words: Told, values: Values = {}): string {
  const names = Object.keys(values)
  const english = fill(words.en, values, 'en')
  const inChinese = Object.fromEntries(names.map((name) => [name, valueIn(values[name] ?? '', 'zh-HK')]))
  return bothWays(english, fill(words['zh-HK'], inChinese, 'zh-HK'), names.length === 0 ? fixed : filled)
}

/** For lines that are put together otherwise. Gives the English one. */
export function bothWays(english: string, chinese: string, kept: Map<string, string> = filled): string {
  kept.delete(english)
  kept.set(english, chinese)
  const [oldest] = filled.keys()
  if (filled.size > MOST_FILLED && oldest !== undefined) filled.delete(oldest)
  return english
}

/** As it is printed; a line that nobody told is the same in both. */
export function inLanguage(line: string, language: Language): string {
  return language === 'en' ? line : (filled.get(line) ?? fixed.get(line) ?? line)
}

function valueIn(value: Values[string], language: Language): Values[string] {
  return typeof value === 'string' ? inLanguage(value, language) : value
}
