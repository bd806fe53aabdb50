/** A decoded code on the console. */

import { fill, type Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import { wrapText } from '../report/wrap.ts'
import type { ToldCode } from './schema.ts'
import type { ToldCause } from './told.ts'
import { codeWords } from './words.ts'

/** @param columns of the terminal */
export function toldLines(told: ToldCode, columns: number): string[] {
  const { language, causes } = told
  const words = codeWords[language]
  const profiles = told.profiles.map((id) => (id === 'other' ? words.other : id.toUpperCase()))
  const write = (text: string, indent: number) =>
    wrapText(text, Math.max(columns - indent, 20)).map((line) => `${' '.repeat(indent)}${line}`)
  const notes = [
    ...(causes.length === 0 && told.verdict !== 'ready' ? [words.noCause] : []),
    ...(told.moreCauses ? [words.moreCauses] : []),
    ...(told.unexplained ? [words.unexplained] : []),
    ...(told.notJudged ? [words.notJudged] : []),
  ]
  return [
    ...write(fill(words.heading, { code: told.phoneCode }, language), 0),
    '',
    ...write(labels[language].verdicts[told.verdict], 2),
    ...write(fill(words.madeOn, { day: dayIn(told.day, language), version: told.version, profiles }, language), 2),
    ...causes.flatMap((cause, index) => {
      const [head = '', ...rest] = causeTexts(cause, language)
      const number = `${index + 1}. `
      const [first = '', ...more] = write(head, 2 + number.length)
      return ['', `  ${number}${first.trimStart()}`, ...more, ...rest.flatMap((text) => write(text, 2 + number.length))]
    }),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => write(note, 2))]),
  ]
}

function causeTexts(cause: ToldCause, language: Language): string[] {
  const words = codeWords[language]
  const { severities, whoMendsIt, colon } = labels[language]
  return [
    cause.code === null ? cause.title : `${cause.title}  [${cause.code}, ${cause.number}]`,
    severities[cause.severity],
    ...(cause.where === null ? [] : [words.where + colon + cause.where]),
    whoMendsIt + colon + words.owners[cause.owner],
    ...(cause.firstStep === null ? [] : [words.firstStep + colon + cause.firstStep]),
  ]
}

/** 2026年11月22日 */
function dayIn(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number)
  return language === 'en' ? day : `${year}年${month}月${date}日`
}
