/** Puts the report together: judgements and facts in, one document out. It decides nothing. */

import type { CheckId, Finding, Status } from '../../checks/check.ts'
import { checkIds } from '../../checks/check.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { CheckRun } from '../collect.ts'
import type { NamedCause } from '../diagnosis/diagnose.ts'
import type { Judgement } from '../diagnosis/verdict.ts'
import type { Report, ReportCause } from './schema.ts'
import { causeText, findingText } from './words.ts'

export interface RunFacts {
  readonly startedAtMs: number
  readonly elapsedMs: number
  readonly language: Language
  readonly rules: Report['rules']
  readonly agent: Report['agent']
}

export function buildReport(judgement: Judgement, findings: readonly Finding[], runs: readonly CheckRun[], facts: RunFacts): Report {
  const { language } = facts
  return {
    schema: 'terminal-preflight/report/1',
    verdict: judgement.verdict,
    profiles: judgement.profiles.map(({ id, verdict }) => ({ id, verdict })),
    causes: judgement.causes.map((cause) => reportCause(cause, language)),
    unexplained: judgement.unexplained.map(({ id }) => id),
    notJudged: judgement.notJudged.map((finding) => ({
      item: finding.subject,
      text: causeText('site/not-configured', finding.subject, finding.args, language).title,
    })),
    findings: findings.map(
      (finding) => ({ ...finding, args: { ...finding.args }, text: findingText(finding, language) }) as Report['findings'][number],
    ),
    checks: checkIds.map((id) => ({ ...checkStatus(id, findings), elapsedMs: round(runs.find((run) => run.id === id)?.elapsedMs ?? 0) })),
    startedAt: new Date(facts.startedAtMs).toISOString(),
    elapsedMs: round(facts.elapsedMs),
    language,
    rules: facts.rules,
    agent: facts.agent,
  }
}

function reportCause(cause: NamedCause, language: Language): ReportCause {
  const { code, number, severity, subject, owner, args, explains } = cause
  const { title, why, steps } = causeText(code, subject, args, language)
  const confirm = fill(cause.confirm, { ...args, subject }, language)
  return {
    code,
    number,
    severity,
    subject,
    args: { ...args } as ReportCause['args'],
    owner,
    title,
    why,
    steps: [...steps],
    confirm,
    explains: [...explains],
  }
}

/** Worst first; a check is "not checked" only where nothing of it was. */
const worstFirst: readonly Status[] = ['error', 'problem', 'warning', 'ok', 'not-checked', 'not-applicable']

function checkStatus(id: CheckId, findings: readonly Finding[]): Pick<Report['checks'][number], 'id' | 'status' | 'reason'> {
  const own = findings.filter(({ check }) => check === id)
  const worst = own.toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status))[0]
  if (worst === undefined) return { id, status: 'not-applicable' }
  return worst.reason === undefined ? { id, status: worst.status } : { id, status: worst.status, reason: worst.reason }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
