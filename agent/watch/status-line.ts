/** A round of a watch in one line: when, the verdict, what is wrong. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { labels } from '../report/labels.ts'
import type { Report } from '../report/schema.ts'
import { watchWords } from './words.ts'

/** @param columns of the terminal, at which it is cut; null where it goes to a file or a pipe, whole */
export async function statusLine(report: Report, columns: number | null): Promise<string> {
  const { language, verdict, startedAt } = report
  const time = clockTime(Date.parse(startedAt))
  const line = fill(watchWords[language].round, { time, verdict: labels[language].verdicts[verdict], text: textOf(report) }, language)
  return columns === null ? line : cutTo(line, columns)
}

/** "08:05:01" in Hong Kong. */
export function clockTime(ms: number): string {
  return hongKongTime(ms).slice('2026-11-22 '.length)
}

function textOf({ causes, verdict, language }: Report): string {
  const [first, ...others] = causes.filter(({ severity }) => severity !== 'note')
  if (first === undefined) return labels[language].verdictLines[verdict]
  const text = printable(`${first.title} [${first.code}]`)
  return others.length === 0 ? text : fill(watchWords[language].more, { text, count: others.length }, language)
}

/** A Chinese character takes two columns; the last column stays free, since some consoles begin a new line there. */
async function cutTo(line: string, columns: number): Promise<string> {
  const { default: stringWidth } = await import('string-width')
  if (stringWidth(line) < columns) return line
  let [cut, width] = ['', 0]
  for (const character of line) {
    width += stringWidth(character)
    if (width > columns - 2) break
    cut += character
  }
  return `${cut}…`
}
