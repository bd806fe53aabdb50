/** One run: probes, then judges, then the diagnosis, then the report. */

import { hostname, userInfo } from 'node:os'
import type { CheckId, Finding } from '../checks/check.ts'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import { type CheckRun, collect, type Progress } from './collect.ts'
import type { Evidence } from './judge.ts'
import type { Log } from './output/log.ts'
import type { Configuration } from './profile/load.ts'
import type { Report } from './report/schema.ts'
import { rules, version } from './version.ts'

export interface RunOutcome {
  readonly report: Report
  readonly evidence: Evidence
  readonly findings: readonly Finding[]
}

export interface RunRequest {
  readonly configuration: Configuration
  readonly language: Language
  readonly deadlineMs: number
  readonly interrupted: AbortSignal
  readonly onProgress: Progress
}

/** Ends within the deadline whatever the network does; `interrupted` lists the checks that had ended. */
export async function run(request: RunRequest, io: Io, log: Log): Promise<RunOutcome | { readonly interrupted: readonly CheckId[] }> {
  const { configuration, language, deadlineMs, interrupted } = request
  const { settings } = configuration
  const startedAtMs = io.clock.wallMs()
  const startedMs = io.clock.monotonicMs()
  log.add('info', 'run started', { version, targets: settings.targets.map(({ url }) => url), site: configuration.siteFile?.path ?? null, deadlineMs })
  const ended: CheckId[] = []
  const deadline = AbortSignal.timeout(deadlineMs)
  const { evidence, missing, runs } = await collect(settings, io, AbortSignal.any([deadline, interrupted]), (check, state) => {
    if (state === 'done' && !interrupted.aborted) ended.push(check)
    request.onProgress(check, state)
  })
  if (interrupted.aborted) return { interrupted: ended }
  logRuns(log, runs)
  // Judges and words load here: the first packets left long ago.
  const [{ judgeAll }, { causes }, { diagnose }, { reachVerdict }, { buildReport }] = await Promise.all([
    import('./judge.ts'),
    import('../checks/causes.ts'),
    import('./diagnosis/diagnose.ts'),
    import('./diagnosis/verdict.ts'),
    import('./report/report.ts'),
  ])
  const findings = judgeAll(evidence, missing, settings)
  const judgement = reachVerdict(findings, diagnose(findings, causes), settings)
  for (const error of judgement.errors) log.add('error', 'a cause failed inside', { error })
  for (const finding of findings) log.add(finding.status === 'error' ? 'error' : 'info', 'finding', { ...finding })
  const elapsedMs = io.clock.monotonicMs() - startedMs
  log.add('info', 'judged', { verdict: judgement.verdict, causes: judgement.causes.map(({ code, subject }) => `${code} ${subject}`), elapsedMs })
  const report = buildReport(judgement, findings, runs, { startedAtMs, elapsedMs, language, rules, agent: agentFacts(io) })
  return { report, evidence, findings }
}

function logRuns(log: Log, runs: readonly CheckRun[]): void {
  for (const { id, elapsedMs } of runs) log.add('info', 'check ended', { check: id, elapsedMs: Math.round(elapsedMs) })
}

function agentFacts(io: Io): Report['agent'] {
  return { version, platform: io.platform, architecture: process.arch, hostName: hostname(), account: accountName(), session: io.env.SESSIONNAME ?? null }
}

/** A user id without an entry in the account list (containers have them) is no reason to fail. */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
