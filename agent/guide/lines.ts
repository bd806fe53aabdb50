/** What stands on the screen: the list of procedures, the beginning, each step. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { Configuration } from '../profile/load.ts'
import { consoleLines } from '../report/console.ts'
import { contactsOf } from '../report/contacts.ts'
import { labels } from '../report/labels.ts'
import { cautionsOf } from '../report/limits.ts'
import { notJudgedText } from '../report/not-judged.ts'
import { styleFor } from '../report/style.ts'
import { findingText } from '../report/words.ts'
import type { RunOutcome } from '../run.ts'
import type { Terminal } from '../terminal.ts'
import { version } from '../version.ts'
import { isPast, type Timing } from './hours.ts'
import type { Procedure, Step } from './procedure.ts'
import type { MachineSeen } from './record.ts'
import { momentText, plannedText } from './times.ts'
import { guideWords } from './words.ts'

export function listLines(procedures: readonly Procedure[], nowMs: number, language: Language): string[] {
  const { list } = guideWords[language]
  const { bracketed } = labels[language]
  return [
    list.title,
    ...procedures.flatMap((procedure) => {
      const title = printable(procedure.title[language])
      return [
        '',
        `  ${procedure.id}`,
        `    ${isPast(procedure, nowMs) ? fill(bracketed, { text: title, more: list.past }, language) : title}`,
      ]
    }),
    '',
    list.start,
    list.print,
    '',
    guideWords[language].noSecrets,
  ]
}

export function introLines({ title, circular, before }: Procedure, language: Language): string[] {
  const words = guideWords[language]
  return [
    '',
    title[language],
    ...(circular === null ? [] : [`${circular.name[language]}${labels[language].colon}${circular.section[language]}`]),
    '',
    words.noSecrets,
    words.reportedOnly,
    cautionsOf(language),
    ...(before.length === 0
      ? []
      : ['', `${words.before}${labels[language].colon.trimEnd()}`, ...before.map((each) => `- ${each[language]}`)]),
  ]
}

/** The session, where there is something to tell of it, and that it isn't its time, where it isn't. */
export function sessionLines({ sessions }: Procedure, number: number, timing: Timing, nowMs: number, language: Language): string[] {
  const words = guideWords[language]
  const session = sessions[number - 1]
  if (session === undefined || (sessions.length === 1 && session.date === null)) return []
  const line = fill(words.sessionLine, { number, facts: plannedText(session, language) }, language)
  if (timing !== 'before' && timing !== 'after') return ['', line]
  return ['', line, fill(words.outside[timing], { now: momentText(nowMs, language) }, language)]
}

export function stepLines({ kind, text, success, footnote }: Step, place: { at: number; of: number }, language: Language): string[] {
  const words = guideWords[language]
  const { colon } = labels[language]
  return [
    fill(kind === 'machine' ? words.machineStep : words.personStep, place, language),
    `  ${text[language]}`,
    ...(success === null ? [] : [`  ${words.success}${colon}${success[language]}`]),
    ...(footnote === null ? [] : [`  [${footnote.mark}] ${footnote.text[language]}`]),
  ]
}

/** @param ran the run that was made for this step; null where an earlier step's was looked at again. Where it isn't READY, its whole screen. */
export function machineLines(
  seen: MachineSeen,
  ran: RunOutcome | null,
  { site, profiles }: Configuration,
  { language, terminal }: { readonly language: Language; readonly terminal: Pick<Terminal, 'columns' | 'colours'> },
): string[] {
  const words = guideWords[language]
  const { colon, verdicts } = labels[language]
  const lines = [
    `  → ${words.page.seenByMachine}${colon}${words.outcomes[seen.outcome]}`,
    ...seen.findings.flatMap((finding) => (finding.status === 'not-applicable' ? [] : `    ${findingText(finding, language)}`)),
  ]
  if (ran === null) return lines
  const { report } = ran
  const verdict = `  → ${words.page.verdict}${colon}${verdicts[report.verdict]}`
  if (report.verdict === 'ready') {
    return [...lines, verdict, ...(report.notJudged.length === 0 ? [] : [`    ${notJudgedText(report)}`])]
  }
  const screen = consoleLines(report, {
    columns: terminal.columns,
    style: styleFor(terminal.colours),
    contacts: contactsOf(site, profiles, language),
    version,
    profileTitles: Object.fromEntries(profiles.map(({ id, title }) => [id, title[language]])),
    hongKongTime: hongKongTime(Date.parse(report.startedAt)),
    reportPath: null,
  })
  return [...lines, '', ...screen]
}
