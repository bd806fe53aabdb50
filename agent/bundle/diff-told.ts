/** What `bundle diff` says, as texts without a layout: the console sets them in lines, the helpdesk in a page. */

import { fill, type Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import { causeText, findingText } from '../report/words.ts'
import type { DiffFinding } from './diff-findings.ts'
import type { CauseRef, OtherSide, RunDiff } from './diff-schema.ts'
import { diffText } from './diff-text.ts'

export interface AnswerTold {
  /** "Did the addresses move, and did all stay green?" */
  readonly answer: string
  /** Which hosts, where not all of them did the same. */
  readonly hosts: readonly { readonly heading: string; readonly names: string }[]
  /** Null where the site's ranges tell the places. */
  readonly noRanges: string | null
  /** "What did the change do?" */
  readonly change: string
  readonly counts: readonly string[]
}

export function answerTold({ answer, change, a, b, hosts }: RunDiff, language: Language): AnswerTold {
  const [words, { verdicts }] = [diffText[language], labels[language]]
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
  const isBlind = hosts.some(({ place: { a: one, b: other } }) => one === 'unknown' || other === 'unknown')
  return {
    answer: fill(words.answers[answer.kind], told, language),
    hosts: Object.entries(words.hosts).flatMap(([group, heading]) => {
      const names = answer.hosts[group as keyof typeof answer.hosts]
      return isListed && names.length > 0 ? [{ heading, names: fill('{names}', { names }, language) }] : []
    }),
    noRanges: isBlind ? words.noRanges : null,
    change: words.changes[change.kind],
    counts: Object.entries(words.counts).flatMap(([name, template]) => {
      const count = change[name as keyof typeof words.counts]
      return count > 0 ? [fill(template, { count }, language)] : []
    }),
  }
}

/** "ccass: READY → NOT READY", for each of several. */
export function profilesTold({ profiles }: RunDiff, language: Language): string[] {
  const { verdicts, colon } = labels[language]
  const said = (verdict: (typeof profiles)[number]['a']) => (verdict === null ? diffText[language].nothing : verdicts[verdict])
  return profiles.length > 1 ? profiles.map(({ id, a, b }) => `${id}${colon}${said(a)} → ${said(b)}`) : []
}

export interface NotSameTold {
  readonly what: string
  readonly a: string
  readonly b: string
}

export function notSameTold({ notSame }: RunDiff, language: Language): NotSameTold[] {
  const words = diffText[language]
  const shown = (text: string) => (text === '' ? words.nothing : text)
  return notSame.map(({ what, a, b }) => ({ what: words.notSameItems[what], a: shown(a), b: shown(b) }))
}

export interface CauseGroup {
  readonly heading: string
  readonly items: readonly string[]
}

/** What broke first, then what is still there, then what was mended; groups that hold something. */
export function causeGroups({ causes, unexplained, findings }: RunDiff, language: Language): CauseGroup[] {
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
  const all: readonly CauseGroup[] = [
    ...order.map((other) => ({ heading: words.added[other], items: group('new', other) })),
    { heading: words.still, items: [...still, ...unexplained.still.map(seen)] },
    ...order.map((other) => ({ heading: words.gone[other], items: group('gone', other) })),
  ]
  return all.filter(({ items }) => items.length > 0)
}

export interface FindingsTold {
  /** All that is or was not good, as each side saw it. */
  readonly pairs: readonly { readonly a: string; readonly b: string }[]
  /** How many there are beside these. */
  readonly others: string
}

export function findingsTold({ findings }: RunDiff, language: Language): FindingsTold {
  const words = diffText[language]
  const isGood = ({ status }: DiffFinding) => status === 'ok' || status === 'not-applicable'
  const changed = findings.changed.filter(({ a, b }) => !isGood(a) || !isGood(b))
  const gone = findings.gone.filter((finding) => !isGood(finding))
  const appeared = findings.appeared.filter((finding) => !isGood(finding))
  const state = (finding: DiffFinding) => {
    const { statuses, reasons } = labels[language]
    const status = finding.reason === undefined ? statuses[finding.status] : `${statuses[finding.status]}: ${reasons[finding.reason]}`
    return `${findingText(finding, language)}  [${finding.code}; ${status}]`
  }
  const counts = {
    same: findings.same.length,
    details: findings.changed.length - changed.length,
    a: findings.gone.length - gone.length,
    b: findings.appeared.length - appeared.length,
  }
  return {
    pairs: [
      ...changed.map(({ a, b }) => ({ a: state(a), b: state(b) })),
      ...gone.map((finding) => ({ a: state(finding), b: words.onlyIn })),
      ...appeared.map((finding) => ({ a: words.onlyIn, b: state(finding) })),
    ],
    others: fill(words.otherFindings, counts, language),
  }
}
