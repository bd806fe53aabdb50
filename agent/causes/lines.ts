/** The catalogue on the screen: all of it in short, or one cause in full. */

import { fill, type Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import { wrapText } from '../report/wrap.ts'
import { type CauseEntry, causeEntries } from './entry.ts'
import { catalogueWords } from './words.ts'

const INDENT = '  '

/** One cause a paragraph. */
export function catalogueLines(language: Language, columns: number): string[] {
  const words = catalogueWords[language]
  return [
    words.title,
    ...words.intro.flatMap((line) => wrapText(line, columns)),
    ...causeEntries(language).flatMap((entry) => ['', ...entryLines(entry, language, columns)]),
    '',
    ...wrapText(words.more, columns),
  ]
}

/** A code at the left, and what belongs to it set in. */
export function entryLines(entry: CauseEntry, language: Language, columns: number): string[] {
  const words = catalogueWords[language]
  const { owners, whatToDo, confirm, whoMendsIt, colon } = labels[language]
  const put = (text: string, mark = INDENT) =>
    wrapText(text, columns - mark.length).map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line)
  const labelled = (label: string, text: string) => put(label + colon + text)
  return [
    `${entry.number}  ${entry.code}`,
    ...put(entry.title),
    ...put(entry.why),
    ...labelled(words.severity, severityText(entry, language)),
    ...labelled(entry.severities.length > 1 ? words.usually : whoMendsIt, owners[entry.owner]),
    ...put(whatToDo + colon),
    ...stepTexts(entry, language).flatMap((step, index) => put(step, `${INDENT}${INDENT}${index + 1}. `)),
    ...(entry.confirm === '' ? [] : labelled(confirm, entry.confirm)),
    ...(sourceTexts(entry, language).length === 0
      ? []
      : labelled(words.seeAlso, sourceTexts(entry, language).join(language === 'en' ? '; ' : '；'))),
  ]
}

export function severityText({ severities }: CauseEntry, language: Language): string {
  const words = catalogueWords[language]
  const { severities: names } = labels[language]
  return severities
    .map(({ severity, condition }) =>
      condition === null ? names[severity] : fill(words.severities, { severity: names[severity], condition }, language),
    )
    .join(language === 'en' ? '; ' : '；')
}

/** It says by itself when it holds. */
const conditional = /^(?:If|Where|In case|如)/

/** As a reader reads them: what holds in some cases only says so. */
export function stepTexts({ steps }: CauseEntry, language: Language): string[] {
  const { sometimes } = catalogueWords[language]
  return steps.map(({ text, onlySometimes }) => (onlySometimes && !conditional.test(text) ? fill(sometimes, { text }, language) : text))
}

export function sourceTexts({ circulars, section }: CauseEntry, language: Language): string[] {
  const words = catalogueWords[language]
  return [
    ...circulars.map((circular) => fill(words.circular, { circular }, language)),
    ...(section === null ? [] : [fill(words.section, { section }, language)]),
  ]
}
