/**
 * Why a cause was named: the records that each finding was seen in, what else would have explained it and was ruled out by which good
 * finding, what would have spoken against it, what was not checked. For a network engineer: nothing missing, nothing made up. Pure.
 */

import { causes as catalogue } from '../../checks/causes.ts'
import type { Finding } from '../../checks/check.ts'
import { nearest } from '../cli/nearest.ts'
import type { Report, ReportCause } from '../report/schema.ts'
import type { RunFiles } from './contents.ts'
import { type Considered, considerAll, type Expectation, expectationsOf, keyOf, withoutText } from './explain-candidates.ts'
import { type EvidenceRecord, recordsFor } from './explain-records.ts'

export interface ExplainedFinding {
  readonly finding: Finding
  readonly records: readonly EvidenceRecord[]
  /** Causes under which it folds, by code and subject; empty for a good one and for one that nothing explains. */
  readonly explainedBy: readonly string[]
}

export interface ExplainedCause {
  readonly cause: ReportCause
  readonly findings: readonly ExplainedFinding[]
  /**
   * What it expects and what would speak against it, beside what it explains, as it was answered. Null where these rules do not propose
   * it: the report was made by others.
   */
  readonly expectations: readonly Expectation[] | null
  /** Other candidates for the same findings. */
  readonly rivals: readonly Considered[]
}

export type Explanation =
  | {
      readonly kind: 'causes'
      readonly causes: readonly ExplainedCause[]
      /** Bad, and under no cause. */
      readonly unexplained: readonly ExplainedFinding[]
      readonly notChecked: readonly Finding[]
    }
  | { readonly kind: 'findings'; readonly findings: readonly ExplainedFinding[] }
  /** A cause of the catalogue that was not named: what became of it. */
  | { readonly kind: 'not-named'; readonly code: string; readonly number: number; readonly considered: readonly Considered[] }
  | { readonly kind: 'unknown'; readonly what: string; readonly near: readonly string[] }

/** `what`: a cause's code or number, or a finding's id or code; without it, everything that is wrong. */
export function explain(files: RunFiles, report: Report, what?: string): Explanation {
  const findings = report.findings.map(withoutText)
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const explainFinding = (finding: Finding): ExplainedFinding => ({
    finding,
    records: recordsFor(finding, files.evidence),
    explainedBy: report.causes.filter(({ explains }) => explains.includes(finding.id)).map(({ code, subject }) => `${code} ${subject}`),
  })
  const considered = considerAll(findings, report.causes)
  const explainCause = (cause: ReportCause): ExplainedCause => ({
    cause,
    findings: cause.explains.flatMap((id) => byId.get(id) ?? []).map(explainFinding),
    expectations: expectationsOf(cause, considered, byId),
    rivals: considered.filter(({ state, contends }) => state !== 'chosen' && contends.includes(keyOf(cause))),
  })
  const explainCauses = (chosen: readonly ReportCause[], unexplained: readonly string[]): Explanation => ({
    kind: 'causes',
    causes: chosen.map(explainCause),
    unexplained: unexplained.flatMap((id) => byId.get(id) ?? []).map(explainFinding),
    notChecked: findings.filter(({ status }) => status === 'not-checked' || status === 'error'),
  })

  if (what === undefined) return explainCauses(report.causes, report.unexplained)
  const named = report.causes.filter(({ code, number }) => code === what || String(number) === what)
  if (named.length > 0) return explainCauses(named, [])
  const seen = findings.filter(({ id, code }) => id === what || code === what)
  if (seen.length > 0) return { kind: 'findings', findings: seen.map(explainFinding) }
  const entry = catalogue.find(({ code, number }) => code === what || String(number) === what)
  if (entry === undefined) return { kind: 'unknown', what, near: nearOnes(what, findings) }
  const { code, number } = entry
  return { kind: 'not-named', code, number, considered: considered.filter(({ candidate }) => candidate.code === code) }
}

/** At most one of each kind of name. */
function nearOnes(what: string, findings: readonly Finding[]): string[] {
  const kinds = [catalogue.map(({ code }) => code), findings.map(({ code }) => code), findings.map(({ id }) => id)]
  return [...new Set(kinds.flatMap((names) => nearest(what, names) ?? []))]
}
