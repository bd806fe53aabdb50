/**
 * The first screen of a double-click: a window of 25 lines, in which the last stand. The verdict large, one cause, whom to call and what to say;
 * everything else is in the report that opens. It renders the report; it decides nothing.
 */

import stringWidth from 'string-width'
import { fill } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { toSay, whomLabel } from '../report/call.ts'
import type { Contacts } from '../report/contacts.ts'
import { labels } from '../report/labels.ts'
import { cautionsOf } from '../report/limits.ts'
import { notJudgedText } from '../report/not-judged.ts'
import type { Report, ReportCause } from '../report/schema.ts'
import { plain, type Style } from '../report/style.ts'
import { timeInText } from '../report/time-text.ts'
import { wrapText } from '../report/wrap.ts'
import { windowWords } from './words.ts'

export interface SmallScreen {
  readonly columns: number
  readonly style: Style
  readonly contacts: Contacts
  readonly version: string
  readonly hongKongTime: string
  readonly phoneCode: string
  /** Where the site file lies, or that it is built in; null without one. */
  readonly site: string | 'built-in' | null
}

/** Windows' own window has 80 and 25; the last lines are the question about sending and the key. */
const MOST_COLUMNS = 80
const MOST_TEXT_LINES = 3

export function smallScreen(report: Report, screen: SmallScreen): string[] {
  const words = windowWords[report.language]
  const own = labels[report.language]
  const [first, ...others] = report.causes.filter(({ severity }) => severity !== 'note')
  const rest = others.length + report.unexplained.length
  const write = writerFor(screen)
  return [
    ...write(
      `Terminal Preflight ${screen.version}  ·  ${timeInText(screen.hongKongTime, report.language)} ${own.hongKongTime}`,
      screen.style.dim,
    ),
    ...(screen.site === null
      ? []
      : write(screen.site === 'built-in' ? words.builtInSite : fill(words.siteFile, { path: screen.site }, report.language))),
    '',
    ...banner(report, screen),
    ...(report.notJudged.length === 0 ? [] : cut(write(notJudgedText(report), screen.style.dim), 2)),
    '',
    ...(first === undefined ? withoutCause(report, screen) : causeLines(first, report, screen)),
    ...(rest > 0 ? write(fill(words.more, { count: rest }, report.language)) : []),
    '',
    ...write(`${own.phoneCode}${own.colon}${screen.phoneCode}`, screen.style.strong),
    ...cut(write(cautionsOf(report.language), screen.style.dim), 2),
  ]
}

/** Between two lines, in letters that every console has. */
function banner(report: Report, { columns, style }: SmallScreen): string[] {
  const own = labels[report.language]
  const verdict = own.verdicts[report.verdict]
  const paint = style[report.verdict]
  const width = Math.min(columns, MOST_COLUMNS) - 3
  const line = `  ${paint('='.repeat(width))}`
  const text = wrapText(own.verdictLines[report.verdict], width - stringWidth(verdict) - 6)
  const indent = ' '.repeat(stringWidth(verdict) + 6)
  return [line, ...text.map((part, index) => (index === 0 ? `   ${paint(verdict)}   ${part}` : `${indent}${part}`)), line]
}

function causeLines(cause: ReportCause, report: Report, screen: SmallScreen): string[] {
  const { code, title, owner, steps } = cause
  const { language } = report
  const words = windowWords[language]
  const own = labels[language]
  const write = writerFor(screen)
  const isForMe = owner === 'terminal-user'
  const who = `${whomLabel(cause, language)}${own.colon}${screen.contacts[owner]}`
  const sentence = toSay(cause, report)
  const say = sentence === null ? [] : write(`${words.say}${own.colon}${sentence}`)
  const first = steps.slice(0, 1).flatMap((step) => write(`${isForMe ? words.first : own.whatToDo}${own.colon}${step}`))
  return [
    ...cut(write(title, screen.style.strong), isForMe ? MOST_TEXT_LINES : MOST_TEXT_LINES - 1),
    ...write(`[${code}]`, screen.style.dim),
    ...write(who, screen.style.strong),
    ...cut(say, MOST_TEXT_LINES),
    ...cut(first, isForMe ? MOST_TEXT_LINES : MOST_TEXT_LINES - 1),
  ]
}

/** READY, or nothing that explains it: HKEX's hotline has the last word of the unexplained. */
function withoutCause({ verdict, language, unexplained, findings }: Report, screen: SmallScreen): string[] {
  const words = windowWords[language]
  const write = writerFor(screen)
  if (verdict === 'ready') return write(words.nothingToDo)
  const [seen] = findings.filter(({ id }) => unexplained.includes(id))
  return [
    ...(seen === undefined ? [] : cut(write(seen.text), MOST_TEXT_LINES)),
    ...write(
      `${whomLabel({ owner: 'site-it', severity: 'blocker' }, language)}${labels[language].colon}${screen.contacts['site-it']}`,
      screen.style.strong,
    ),
  ]
}

type Paint = (text: string) => string

function writerFor({ columns }: SmallScreen): (text: string, paint?: Paint) => string[] {
  // Behind the last of lines that are cut there is room for the mark that says so.
  const room = Math.min(columns, MOST_COLUMNS) - 3 - 2
  return (text, paint = plain) => wrapText(printable(text), room).map((line) => `  ${paint(line)}`)
}

/** The report has the rest. */
function cut(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`]
}
