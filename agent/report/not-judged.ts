/** Site values that are missing, by the names that people know; JSON has the fields' own. */

import { fill, type Language } from '../../checks/text.ts'
import { siteWords } from '../site/words.ts'
import { labels } from './labels.ts'
import type { Report } from './schema.ts'

export function notJudgedText({ language, notJudged }: Pick<Report, 'language' | 'notJudged'>): string {
  return fill(labels[language].notJudged, { items: notJudged.map(({ item }) => siteValueName(item, language)) }, language)
}

/** A name that this version does not know stays as it is. */
export function siteValueName(item: string, language: Language): string {
  const names: Readonly<Record<string, string>> = siteWords[language].names
  return Object.hasOwn(names, item) ? (names[item] ?? item) : item
}
