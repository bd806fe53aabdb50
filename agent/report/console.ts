/** The first screen: verdict, cause, who mends it, what to do. It renders the report; it decides nothing. */

import type { Reason } from '../../checks/check.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { Contacts } from './contacts.ts'
import { labels } from './labels.ts'
import { cautionsOf, isPageUnseen, noProgramKnows } from './limits.ts'
import { notJudgedText } from './not-judged.ts'
import type { Report, ReportCause } from './schema.ts'
import { plain, type Style } from './style.ts'
import { timeInText } from './time-text.ts'
import { wrapText } from './wrap.ts'

export interface Screen {
  /** Width of the terminal in columns; a Chinese character takes two. */
  readonly columns: number
  readonly style: Style
  readonly contacts: Contacts
  readonly version: string
  readonly profileTitles: Readonly<Record<string, string>>
  readonly hongKongTime: string
  /** What is read out on the phone; left out where nothing has to be mended. */
  readonly phoneCode?: string | undefined
  /** Where the report was written; nothing with --ephemeral. */
  readonly reportPath: string | null
}

const MIN_COLUMNS = 40
const MAX_COLUMNS = 100

/** The whole screen, line by line. Where there are several causes, the first is told whole and the others in a line each. */
export function consoleLines(report: Report, screen: Screen): string[] {
  const words = labels[report.language]
  const [first, ...others] = report.causes.filter(({ severity }) => severity !== 'note')
  const notes = report.causes.filter(({ severity }) => severity === 'note')
  const write = writer(screen)
  const lines = [
    ...write(
      `Terminal Preflight ${screen.version}  ·  ${timeInText(screen.hongKongTime, report.language)} ${words.hongKongTime}`,
      0,
      screen.style.dim,
    ),
    '',
    ...verdictLines(report, screen),
    ...(report.notJudged.length === 0 ? [] : write(notJudgedText(report), 2)),
    ...(first === undefined ? [] : ['', ...causeLines(first, report.language, screen)]),
    ...listed(
      words.also,
      others.map((cause) => `${cause.title} → ${screen.contacts[cause.owner]}`),
      screen,
      report.language,
    ),
    ...listed(words.notChecked, uncheckedTexts(report), screen, report.language),
    ...listed(
      words.unexplained,
      report.findings.filter(({ id }) => report.unexplained.includes(id)).map(({ text }) => text),
      screen,
      report.language,
    ),
    ...listed(
      words.notes,
      notes.map(({ title }) => title),
      screen,
      report.language,
    ),
    '',
    ...(report.verdict === 'ready' ? write(noProgramKnows(report), 2, screen.style.dim) : []),
    ...(screen.phoneCode === undefined ? [] : write(`${words.phoneCode}${words.colon}${screen.phoneCode}`, 2, screen.style.strong)),
    ...write(cautionsOf(report.language), 2, screen.style.dim),
    // Never wrapped: a path that is broken in two cannot be copied.
    ...(screen.reportPath === null ? [] : [`  ${words.report}${words.colon}${printable(screen.reportPath)}`]),
  ]
  return lines
}

function verdictLines(report: Report, screen: Screen): string[] {
  const words = labels[report.language]
  const paint = screen.style[report.verdict]
  const line = words.verdictLines[report.verdict === 'attention' && isPageUnseen(report) ? 'unseen' : report.verdict]
  const head = writer(screen)(`${words.verdicts[report.verdict]}  ${line}`, 2, plain)
  const painted = head.map((line, index) =>
    index === 0 ? line.replace(words.verdicts[report.verdict], (verdict) => paint(verdict)) : line,
  )
  const profiles = report.profiles.map(
    ({ id, verdict }) =>
      `${Object.hasOwn(screen.profileTitles, id) ? screen.profileTitles[id] : id}${words.colon}${words.verdicts[verdict]}`,
  )
  return [...painted, ...(profiles.length > 1 ? writer(screen)(profiles.join('  ·  '), 2) : [])]
}

function causeLines(cause: ReportCause, language: Language, screen: Screen): string[] {
  const words = labels[language]
  const write = writer(screen)
  return [
    ...write(`${cause.title}  [${cause.code}]`, 2, screen.style.strong),
    ...write(cause.why, 2),
    ...write(`${words.whoMendsIt}${words.colon}${screen.contacts[cause.owner]}`, 2, screen.style.strong),
    ...write(`${words.whatToDo}${words.colon}`, 2),
    ...cause.steps.flatMap((step, index) => item(`${index + 1}. `, step, screen)),
    ...(cause.confirm === '' ? [] : write(`${words.confirm}${words.colon}${cause.confirm}`, 2, screen.style.dim)),
  ]
}

const LISTED = 3

function listed(title: string, items: readonly string[], screen: Screen, language: Language): string[] {
  if (items.length === 0) return []
  const shown = items.slice(0, LISTED).flatMap((text) => item('- ', text, screen))
  const rest = items.length - LISTED
  const { andMore, colon } = labels[language]
  const head = rest > 0 ? fill(andMore, { title, count: rest }, language) : title
  return ['', ...writer(screen)(`${head}${colon}`, 2), ...shown]
}

/** One item of a list: its lines stand behind its mark. */
function item(mark: string, text: string, screen: Screen): string[] {
  const indent = 4 + mark.length
  return writer(screen)(text, indent).map((line, index) => (index === 0 ? `    ${mark}${line.slice(indent)}` : line))
}

/** Reasons that the text of a finding does not tell by itself. */
const tellingReasons: ReadonlySet<Reason | undefined> = new Set<Reason>([
  'policy',
  'not-the-users-session',
  'integrated-authentication',
  'not-supported',
  'not-started',
])

/** Reasons for which READY was reached without something: the PC or the time did not allow it. */
const forbiddingReasons: ReadonlySet<Reason | undefined> = new Set<Reason>(['policy', 'not-the-users-session', 'not-started', 'deadline'])

/**
 * What leaves the doubt: our own errors, and what was not checked for another reason than a missing site value. A verdict that needs
 * none of it names what was not allowed, once for each kind.
 */
function uncheckedTexts({ findings, language, verdict }: Report): string[] {
  if (verdict === 'not-ready') return []
  const { reasons, bracketed } = labels[language]
  const unchecked = findings.filter(
    ({ status, reason }) => status === 'error' || (status === 'not-checked' && reason !== 'not-configured' && reason !== 'no-witness'),
  )
  const kinds = new Map(unchecked.toReversed().map((finding) => [`${finding.code} ${finding.reason}`, finding]))
  const told =
    verdict === 'undetermined' ? unchecked : [...kinds.values()].filter(({ reason }) => forbiddingReasons.has(reason)).toReversed()
  return told.map(({ text, reason }) =>
    reason !== undefined && tellingReasons.has(reason) ? fill(bracketed, { text, more: reasons[reason] }, language) : text,
  )
}

type Paint = (text: string) => string

/** Wraps to the terminal's width, with an indent. */
export function writer({ columns }: Pick<Screen, 'columns'>): (text: string, indent: number, paint?: Paint) => string[] {
  const width = Math.min(Math.max(columns, MIN_COLUMNS), MAX_COLUMNS)
  return (text, indent, paint = plain) => {
    const room = width - indent - 1
    // Names of servers, profiles and contacts may come from a stranger's bundle.
    return wrapText(printable(text), room).map((line) => `${' '.repeat(indent)}${paint(line)}`)
  }
}
