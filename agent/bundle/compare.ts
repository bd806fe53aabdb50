/** Judged again: is the report of a bundle the one that its evidence leads to? Words aside, which are chosen anew by whoever shows it. */

import type { Report } from '../report/schema.ts'
import { rules } from '../version.ts'
import { makeReport } from './make-report.ts'
import type { OpenedBundle } from './open.ts'

export interface JudgedAgain {
  /**
   * same: it is · altered: it is not, and was made by the very rules that this program has, so that somebody changed it · differs: it
   * is not, and was made by other rules
   */
  readonly outcome: 'same' | 'altered' | 'differs'
  /** What this program says. */
  readonly report: Report
  /** Parts of the report that are not the same: "verdict", "causes", "findings" … */
  readonly parts: readonly string[]
}

export function judgeAgain({ contents, report: came, manifest }: Pick<OpenedBundle, 'contents' | 'report' | 'manifest'>): JudgedAgain {
  const { report } = makeReport(contents)
  const [ours, theirs] = [judgedParts(report), judgedParts(came)]
  const parts = Object.keys(ours).filter((name) => canonical(ours[name]) !== canonical(theirs[name]))
  const sameRules = manifest.rules.sha256 === rules.sha256 && came.rules.sha256 === rules.sha256
  return { outcome: parts.length === 0 ? 'same' : sameRules ? 'altered' : 'differs', report, parts }
}

/** All that rules decide, and all that the run record says. */
function judgedParts(report: Report): Readonly<Record<string, unknown>> {
  return {
    verdict: report.verdict,
    profiles: report.profiles,
    causes: report.causes.map(({ title: _title, why: _why, steps: _steps, confirm: _confirm, ...cause }) => cause),
    unexplained: report.unexplained,
    notJudged: report.notJudged.map(({ item }) => item),
    findings: report.findings.map(({ text: _text, ...finding }) => finding),
    checks: report.checks,
    startedAt: report.startedAt,
    elapsedMs: report.elapsedMs,
    agent: report.agent,
  }
}

/** The same whatever the order of an object's fields is. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}
