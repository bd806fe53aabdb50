/**
 * `--nagios`: one line as the Monitoring Plugins' development guidelines want it ("Plugin Output for Nagios", "Performance data"):
 * `PREFLIGHT STATUS - text | label=value[unit];warn;crit;min;max …`. Nagios, Icinga, Naemon, Checkmk and Centreon read it.
 */

import { printable } from '../cli/quote.ts'
import type { Verdict } from '../diagnosis/verdict.ts'
import { labels } from '../report/labels.ts'
import type { Report } from '../report/schema.ts'
import { countsOf } from './counts.ts'

const states = { ready: 'OK', attention: 'WARNING', 'not-ready': 'CRITICAL', undetermined: 'UNKNOWN' } as const satisfies Record<
  Verdict,
  string
>

/** NRPE 2 hands on 1024 bytes; a Chinese character takes three, and the numbers need some four hundred. */
const LONGEST_TEXT_BYTES = 600

/** @param deadlineMs the most that a run may take: the scale of its time */
export function nagiosText(report: Report, { deadlineMs }: { readonly deadlineMs: number }): string {
  return `PREFLIGHT ${states[report.verdict]} - ${oneLine(sentenceOf(report))} | ${performance(report, deadlineMs)}\n`
}

/** For whatever keeps a run from an answer: nothing was found out. */
export function nagiosProblem(problem: string): string {
  return `PREFLIGHT UNKNOWN - ${oneLine(problem)}\n`
}

function sentenceOf({ verdict, causes, language }: Report): string {
  const { verdicts, verdictLines, colon, whoMendsIt, owners } = labels[language]
  const [first, ...others] = causes.filter(({ severity }) => severity !== 'note')
  if (first === undefined) return `${verdicts[verdict]}${colon}${verdictLines[verdict]}`
  const more = others.length === 0 ? '' : ` (+${others.length})`
  return `${verdicts[verdict]}${colon}${first.title} [${first.code}]${more}; ${whoMendsIt}${colon}${owners[first.owner]}`
}

/** A bar would begin the numbers, a line end the long output. */
function oneLine(text: string): string {
  const line = printable(text.toWellFormed().replace(/\s+/g, ' ')).replaceAll('|', '/').trim()
  if (Buffer.byteLength(line) <= LONGEST_TEXT_BYTES) return line
  let [cut, bytes] = ['', 0]
  for (const character of line) {
    bytes += Buffer.byteLength(character)
    if (bytes > LONGEST_TEXT_BYTES) break
    cut += character
  }
  return `${cut}…`
}

/** Labels are ours and hold neither blanks nor quotes nor equals signs, so that none needs quoting. */
function performance(report: Report, deadlineMs: number): string {
  const { blockers, warnings, unexplained, notChecked } = countsOf(report)
  const counted = { blockers, warnings, unexplained, not_checked: notChecked, not_judged: report.notJudged.length }
  return [
    `time=${seconds(report.elapsedMs)}s;;;0;${seconds(deadlineMs)}`,
    ...Object.entries(counted).map(([label, value]) => `${label}=${value};;;0`),
    ...report.checks.map(({ id, elapsedMs }) => `time_${id}=${seconds(elapsedMs)}s;;;0`),
  ].join(' ')
}

function seconds(ms: number): string {
  return String(Math.round(ms) / 1000)
}
