/** From findings to causes. */

import type { Candidate, Cause, Findings, Severity } from '../../checks/cause.ts'
import { type Finding, isBad } from '../../checks/check.ts'
import { indexFindings } from '../../checks/findings.ts'
import { type Option, smallestCover } from './cover.ts'

export interface NamedCause extends Proposed {
  /** Ids of the bad findings that fold under it. */
  readonly explains: readonly string[]
}

/** With what is the same wherever this cause is proposed, so that whoever tells of it needs no catalogue. */
type Proposed = Candidate & Pick<Cause, 'number' | 'confirm'>

export interface Diagnosis {
  readonly causes: readonly NamedCause[]
  /** Bad findings that no cause explains: shown with their evidence, never dropped. */
  readonly unexplained: readonly Finding[]
  /** Causes that failed inside: our own bug, for the log. What they would have explained is then unexplained. */
  readonly errors: readonly string[]
}

const severityRank: Readonly<Record<Severity, number>> = { blocker: 0, warning: 1, note: 2 }

/**
 * The smallest set of causes that predicts every bad finding and contradicts no good one. Among equal covers: fewest
 * unobserved predictions, then the more specific, then the more severe. Pure: the same findings in any order give the same answer.
 */
export function diagnose(all: readonly Finding[], catalogue: readonly Cause[]): Diagnosis {
  const findings = indexFindings(all.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  const bad = findings.all.filter(isBad)
  const errors: string[] = []
  const proposed = catalogue.flatMap((cause) => propose(cause, findings, errors))
  const possible = proposed
    .filter((candidate) => ![...candidate.predicts.map(({ id }) => id), ...candidate.ruledOutBy].some((id) => findings.isOk(id)))
    .map((candidate) => ({ candidate, explained: explainedBy(candidate, bad) }))
  const chosen = smallestCover(possible.map(({ candidate, explained }) => optionOf(candidate, explained, bad))).flatMap(
    (index) => possible[index] ?? [],
  )
  const covered = new Set(chosen.flatMap(({ explained }) => explained))
  return {
    causes: chosen.map(({ candidate, explained }) => ({ ...candidate, explains: explained.map(({ id }) => id) })).toSorted(compareCauses),
    unexplained: bad.filter((finding) => !covered.has(finding)),
    errors,
  }
}

function propose(cause: Cause, findings: Findings, errors: string[]): Proposed[] {
  try {
    const { number, confirm } = cause
    return cause.propose(findings).map((candidate) => ({ ...candidate, number, confirm }))
  } catch (error) {
    errors.push(`${cause.code}: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

function explainedBy({ predicts }: Candidate, bad: readonly Finding[]): Finding[] {
  return bad.filter((finding) => predicts.some(({ id, codes }) => id === finding.id && (codes?.includes(finding.code) ?? true)))
}

function optionOf(candidate: Candidate, explained: readonly Finding[], bad: readonly Finding[]): Option {
  const unobserved = candidate.predicts.filter(({ id }) => !explained.some((finding) => finding.id === id)).length
  return {
    covers: new Set(explained.map((finding) => bad.indexOf(finding))),
    cost: [1, unobserved, -candidate.specificity, severityRank[candidate.severity]],
    key: `${candidate.code} ${candidate.subject}`,
  }
}

/** What stops the log-on today comes first; then what explains the most. */
function compareCauses(a: NamedCause, b: NamedCause): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    b.explains.length - a.explains.length ||
    a.number - b.number ||
    (a.subject < b.subject ? -1 : 1)
  )
}
