/** `bundle diff` for people: first the two answers, then verdicts, causes and what was seen, then the addresses side by side. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import type { Style } from '../report/style.ts'
import { causeText, findingText } from '../report/words.ts'
import { hostLines } from './diff-address-lines.ts'
import { wrapped } from './diff-columns.ts'
import type { DiffFinding } from './diff-findings.ts'
import type { CauseRef, OtherSide, RunDiff } from './diff-schema.ts'
import { diffText } from './diff-text.ts'

export interface DiffView {
  readonly language: Language
  /** Width of the terminal in columns. */
  readonly columns: number
  readonly style: Style
}

export function diffLines(diff: RunDiff, view: DiffView): string[] {
  return [
    ...answerLines(diff, view),
    '',
    ...sideLines(diff, view),
    ...notSameLines(diff, view),
    ...causesLines(diff, view),
    ...findingsLines(diff, view),
    ...diff.hosts.flatMap((host) => ['', ...hostLines(host, view)]),
  ]
}

function answerLines({ answer, change, a, b, hosts }: RunDiff, { language, columns, style }: DiffView): string[] {
  const [words, { verdicts, colon }] = [diffText[language], labels[language]]
  const place = (which: RunDiff['answer']['from'], unknown: string) =>
    which === null || which === 'unknown' ? unknown : words.places[which]
  const { from, to, same } = words.addresses
  const told = {
    from: place(answer.from, from),
    to: place(answer.to, to),
    same: place(answer.to, same),
    a: verdicts[a.verdict],
    b: verdicts[b.verdict],
  }
  const isListed = answer.kind === 'some-moved' || answer.kind === 'cannot-tell'
  const groups = Object.entries(words.hosts).flatMap(([group, heading]) => {
    const names = answer.hosts[group as keyof typeof answer.hosts]
    return isListed && names.length > 0 ? wrapped(`${heading}${colon}${fill('{names}', { names }, language)}`, 2, columns) : []
  })
  const isBlind = hosts.some(({ place: { a: one, b: other } }) => one === 'unknown' || other === 'unknown')
  const counts = Object.entries(words.counts).flatMap(([name, template]) => {
    const count = change[name as keyof typeof words.counts]
    return count > 0 ? [fill(template, { count }, language)] : []
  })
  const strong = (lines: readonly string[]) => lines.map((line) => style.strong(line))
  return [
    ...strong(wrapped(`${words.purposes.answer}${colon}${fill(words.answers[answer.kind], told, language)}`, 0, columns)),
    ...groups,
    ...(isBlind ? wrapped(words.noRanges, 2, columns) : []),
    ...strong(wrapped(`${words.purposes.change}${colon}${words.changes[change.kind]}`, 0, columns)),
    ...(counts.length === 0 ? [] : wrapped(counts.join('  ·  '), 2, columns)),
  ]
}

function sideLines(diff: RunDiff, { language, columns, style }: DiffView): string[] {
  const [words, { verdicts, hongKongTime: zone }] = [diffText[language], labels[language]]
  const line = (name: 'a' | 'b') => {
    const { startedAt, hostName, verdict, version } = diff[name]
    const text = `${name.toUpperCase()}  ${verdicts[verdict]}  ·  ${hongKongTime(Date.parse(startedAt))} ${zone}  ·  ${hostName}  ·  ${version}`
    return wrapped(text, 0, columns).map((each, index) => (index === 0 ? each.replace(verdicts[verdict], style[verdict]) : each))
  }
  const both = (verdict: (typeof diff.profiles)[number]['a']) => (verdict === null ? words.nothing : verdicts[verdict])
  const profiles = diff.profiles.map(({ id, a, b }) => `${id}${labels[language].colon}${both(a)} → ${both(b)}`)
  return [
    ...line('a'),
    ...line('b'),
    ...(profiles.length > 1 ? wrapped(profiles.join('  ·  '), 2, columns) : []),
    ...(diff.order === 'a-first' ? [] : wrapped(words.order[diff.order], 2, columns)),
  ]
}

function notSameLines({ notSame }: RunDiff, { language, columns }: DiffView): string[] {
  const [words, { colon }] = [diffText[language], labels[language]]
  if (notSame.length === 0) return []
  const shown = (text: string) => (text === '' ? words.nothing : text)
  return [
    '',
    ...wrapped(`${words.notSame}${colon.trimEnd()}`, 0, columns),
    ...notSame.flatMap(({ what, a, b }) => [
      ...wrapped(words.notSameItems[what], 2, columns, '- '),
      ...wrapped(`A${colon}${shown(a)}`, 4, columns),
      ...wrapped(`B${colon}${shown(b)}`, 4, columns),
    ]),
  ]
}

/** What broke first, then what is still there, then what was mended. */
function causesLines({ causes, unexplained, findings }: RunDiff, view: DiffView): string[] {
  const { language } = view
  const [words, { owners, severities }] = [diffText[language], labels[language]]
  const byId = new Map(
    [...findings.gone, ...findings.changed.map(({ a }) => a), ...findings.appeared, ...findings.changed.map(({ b }) => b)].map((each) => [
      each.id,
      each,
    ]),
  )
  const seen = (id: string) => {
    const finding = byId.get(id)
    return fill(words.unexplained, { text: finding === undefined ? id : findingText(finding, language) }, language)
  }
  const said = (cause: CauseRef) =>
    `${causeText(cause.code, cause.subject, cause.args, language).title} → ${owners[cause.owner]}  [${cause.code}; ${severities[cause.severity]}]`
  const still = causes.still.map(({ a, b }) =>
    a.severity === b.severity
      ? said(b)
      : fill(words.severityWas, { text: said(b), a: severities[a.severity], b: severities[b.severity] }, language),
  )
  const order: readonly OtherSide[] = ['good', 'elsewhere', 'not-seen', 'bad']
  const group = (which: 'gone' | 'new', other: OtherSide) => [
    ...causes[which].filter(({ otherSide }) => otherSide === other).map(said),
    ...unexplained[which].filter(({ otherSide }) => otherSide === other).map(({ id }) => seen(id)),
  ]
  return [
    ...order.flatMap((other) => listLines(words.added[other], group('new', other), view)),
    ...listLines(words.still, [...still, ...unexplained.still.map(seen)], view),
    ...order.flatMap((other) => listLines(words.gone[other], group('gone', other), view)),
  ]
}

function listLines(heading: string, items: readonly string[], { language, columns, style }: DiffView): string[] {
  if (items.length === 0) return []
  const head = wrapped(`${heading}${labels[language].colon.trimEnd()}`, 0, columns).map((line) => style.strong(line))
  return ['', ...head, ...items.flatMap((item) => wrapped(item, 2, columns, '- '))]
}

/** All that is or was not good; of the rest, how many. */
function findingsLines({ findings }: RunDiff, view: DiffView): string[] {
  const { language, columns } = view
  const [words, { colon }] = [diffText[language], labels[language]]
  const isGood = ({ status }: DiffFinding) => status === 'ok' || status === 'not-applicable'
  const changed = findings.changed.filter(({ a, b }) => !isGood(a) || !isGood(b))
  const [gone, appeared] = [findings.gone, findings.appeared].map((list) => list.filter((finding) => !isGood(finding))) as [
    DiffFinding[],
    DiffFinding[],
  ]
  const state = (finding: DiffFinding) => {
    const { statuses, reasons } = labels[language]
    const status = finding.reason === undefined ? statuses[finding.status] : `${statuses[finding.status]}: ${reasons[finding.reason]}`
    return `${findingText(finding, language)}  [${finding.code}; ${status}]`
  }
  const pair = (a: string, b: string) => [...wrapped(`A${colon}${a}`, 2, columns, '- '), ...wrapped(`B${colon}${b}`, 4, columns)]
  const counts = {
    same: findings.same.length,
    details: findings.changed.length - changed.length,
    a: findings.gone.length - gone.length,
    b: findings.appeared.length - appeared.length,
  }
  const lines = [
    ...changed.flatMap(({ a, b }) => pair(state(a), state(b))),
    ...gone.flatMap((finding) => pair(state(finding), words.onlyIn)),
    ...appeared.flatMap((finding) => pair(words.onlyIn, state(finding))),
  ]
  return [
    '',
    ...(lines.length === 0 ? [] : [...wrapped(`${words.findings}${colon.trimEnd()}`, 0, columns), ...lines]),
    ...wrapped(fill(words.otherFindings, counts, language), 0, columns),
  ]
}
