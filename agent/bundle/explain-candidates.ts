/** All that the catalogue proposes for these findings, and what became of it. The solver's own choice is the report's. */

import type { Candidate, Cause } from '../../checks/cause.ts'
import { causes } from '../../checks/causes.ts'
import { type Finding, isBad } from '../../checks/check.ts'
import { indexFindings } from '../../checks/findings.ts'
import type { Report, ReportCause } from '../report/schema.ts'

export interface Considered {
  readonly candidate: Candidate & { readonly number: number }
  /** lost: possible, and not part of the smallest answer · explains-nothing: nothing bad that it expects was seen */
  readonly state: 'chosen' | 'ruled-out' | 'lost' | 'explains-nothing'
  /** Ids of good findings that rule it out. */
  readonly ruledOutBy: readonly string[]
  /** Ids of bad findings that it would explain. */
  readonly explains: readonly string[]
  /** Expected, and not seen to be bad. */
  readonly unseen: readonly string[]
  /** Causes of the report that explain some of the same, by `keyOf`. */
  readonly contends: readonly string[]
  /** Null where it has not lost. */
  readonly lost: { readonly by: LostBy /** As many findings does the winner explain. */; readonly of: number } | null
}

/**
 * In the solver's order of costs. less: it explains a part of what the other does · more-unseen: as much, with more that was expected and not
 * seen · less-specific · less-severe · alike: the order of names decided · larger: it explains something besides, but with it the answer as a
 * whole would be larger or worse · other-rules: the report was made by rules that these do not follow
 */
export type LostBy = 'less' | 'more-unseen' | 'less-specific' | 'less-severe' | 'alike' | 'larger' | 'other-rules'

/** Something that a cause expects to be bad (`predicted`), or that would speak against it if it were good. */
export interface Expectation {
  readonly id: string
  readonly kind: 'predicted' | 'against'
  /** How it was answered; null where it was not asked. */
  readonly finding: Finding | null
}

export function keyOf({ code, subject }: Pick<ReportCause, 'code' | 'subject'>): string {
  return `${code} ${subject}`
}

export function withoutText({ text: _text, reason, ...finding }: Report['findings'][number]): Finding {
  return reason === undefined ? finding : { ...finding, reason }
}

/** The catalogue's causes mostly propose nothing that a good finding speaks against, so that few are ruled out here. */
export function considerAll(
  findings: readonly Finding[],
  chosen: readonly Pick<ReportCause, 'code' | 'subject' | 'explains'>[],
  catalogue: readonly Cause[] = causes,
): Considered[] {
  const index = indexFindings(findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  const bad = index.all.filter(isBad)
  const all = catalogue.flatMap((cause) => proposed(cause, index)).map((candidate) => weigh(candidate, index, bad, chosen))
  return all.map((one) => ({ ...one, lost: one.state === 'lost' ? lossOf(one, all) : null }))
}

/** A cause that fails inside proposes nothing; the log of the run has said so. */
function proposed(cause: Cause, index: ReturnType<typeof indexFindings>): Considered['candidate'][] {
  try {
    return cause.propose(index).map((candidate) => ({ ...candidate, number: cause.number }))
  } catch {
    return []
  }
}

function weigh(
  candidate: Considered['candidate'],
  index: ReturnType<typeof indexFindings>,
  bad: readonly Finding[],
  chosen: readonly Pick<ReportCause, 'code' | 'subject' | 'explains'>[],
): Considered {
  const isExpected = (finding: Finding) =>
    candidate.predicts.some(({ id, codes }) => id === finding.id && (codes?.includes(finding.code) ?? true))
  const explains = bad.filter(isExpected).map(({ id }) => id)
  const expected = [...new Set(candidate.predicts.map(({ id }) => id))]
  const ruledOutBy = [...new Set([...expected, ...candidate.ruledOutBy])].filter((id) => index.isOk(id))
  const isChosen = chosen.some((cause) => keyOf(cause) === keyOf(candidate))
  return {
    candidate,
    state: isChosen ? 'chosen' : ruledOutBy.length > 0 ? 'ruled-out' : explains.length > 0 ? 'lost' : 'explains-nothing',
    ruledOutBy,
    explains,
    unseen: expected.filter((id) => !explains.includes(id)),
    contends: chosen.filter((cause) => cause.explains.some((id) => expected.includes(id))).map(keyOf),
    lost: null,
  }
}

const severityRank: Readonly<Record<Candidate['severity'], number>> = { blocker: 0, warning: 1, note: 2 }

function lossOf(one: Considered, all: readonly Considered[]): Considered['lost'] {
  const winners = all.filter(({ state, candidate }) => state === 'chosen' && one.contends.includes(keyOf(candidate)))
  const winner = winners.find(({ explains }) => one.explains.every((id) => explains.includes(id)))
  if (winners.length === 0) return { by: 'other-rules', of: 0 }
  return winner === undefined ? { by: 'larger', of: 0 } : { by: lossTo(winner, one), of: winner.explains.length }
}

/** The first cost that differs decides; one that is cheaper by itself lost by what it would have needed beside it. */
function lossTo(winner: Considered, one: Considered): LostBy {
  if (one.explains.length < winner.explains.length) return 'less'
  const costs: readonly [LostBy, number][] = [
    ['more-unseen', one.unseen.length - winner.unseen.length],
    ['less-specific', winner.candidate.specificity - one.candidate.specificity],
    ['less-severe', severityRank[one.candidate.severity] - severityRank[winner.candidate.severity]],
  ]
  const decisive = costs.find(([, difference]) => difference !== 0)
  return decisive === undefined ? 'alike' : decisive[1] > 0 ? decisive[0] : 'larger'
}

/** What the cause explains is told elsewhere: this is the rest of what it says about the terminal. */
export function expectationsOf(
  cause: ReportCause,
  considered: readonly Considered[],
  byId: ReadonlyMap<string, Finding>,
): Expectation[] | null {
  const own = considered.find(({ state, candidate }) => state === 'chosen' && keyOf(candidate) === keyOf(cause))
  if (own === undefined) return null
  const entry = (kind: Expectation['kind']) => (id: string) => ({ id, kind, finding: byId.get(id) ?? null })
  const against = own.candidate.ruledOutBy.filter((id) => !cause.explains.includes(id) && !own.unseen.includes(id))
  return [...own.unseen.map(entry('predicted')), ...[...new Set(against)].map(entry('against'))]
}
