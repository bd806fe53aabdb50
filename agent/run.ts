/** One run: probes, then judges, then the diagnosis, then the report. */

import { hostname } from 'node:os'
import { type CheckId, type Finding, isBad } from '../checks/check.ts'
import { inTurn, quiet } from '../checks/in-turn.ts'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import { accountName } from './account-name.ts'
import { type CheckRun, collect, type Progress } from './collect.ts'
import type { Diagnosis } from './diagnosis/diagnose.ts'
import type { Evidence, Missing } from './judge.ts'
import type { Log } from './output/log.ts'
import type { Configuration } from './profile/load.ts'
import type { Report } from './report/schema.ts'
import { rules, version } from './version.ts'

export interface RunOutcome {
  readonly report: Report
  readonly evidence: Evidence
  readonly findings: readonly Finding[]
  /** Checks without evidence, and why. */
  readonly missing: Missing
  readonly runs: readonly CheckRun[]
  readonly startedAtMs: number
  readonly elapsedMs: number
  /** Files that belong to the evidence and are not JSON, by name. */
  readonly attachments: ReadonlyMap<string, Uint8Array>
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
  log.add('info', 'run started', {
    version,
    targets: settings.targets.map(({ url }) => url),
    site: configuration.siteFile?.path ?? null,
    deadlineMs,
  })
  const ended: CheckId[] = []
  const deadline = AbortSignal.timeout(deadlineMs)
  const collecting = collect(settings, io, AbortSignal.any([deadline, interrupted]), (check, state) => {
    if (state === 'done' && !interrupted.aborted) ended.push(check)
    request.onProgress(check, state)
  })
  const loadingJudgement = loadJudgement()
  if (settings.browser === 'on') void loadingJudgement.then(loadWords, () => {})
  const [{ evidence, missing, runs, attachments }, { judgeAll, reachVerdict }] = await Promise.all([collecting, loadingJudgement])
  if (interrupted.aborted) return { interrupted: ended }
  logRuns(log, runs)
  const findings = judgeAll(evidence, missing, settings)
  const judgement = reachVerdict(findings, await explain(findings), settings)
  for (const error of judgement.errors) log.add('error', 'a cause failed inside', { error })
  for (const finding of findings) log.add(finding.status === 'error' ? 'error' : 'info', 'finding', { ...finding })
  const elapsedMs = io.clock.monotonicMs() - startedMs
  log.add('info', 'judged', {
    verdict: judgement.verdict,
    causes: judgement.causes.map(({ code, subject }) => `${code} ${subject}`),
    elapsedMs,
  })
  const { buildReport } = await import('./report/report.ts')
  const report = buildReport(judgement, findings, runs, { startedAtMs, elapsedMs, language, rules, agent: agentFacts(io) })
  return { report, evidence, findings, missing, runs, startedAtMs, elapsedMs, attachments }
}

/** While the probes wait for their answers. Without a browser, the words load when the verdict stands. */
async function loadJudgement() {
  const { judgeAll } = await inTurn(() => import('./judge.ts'))
  const { reachVerdict } = await inTurn(() => import('./diagnosis/verdict.ts'))
  return { judgeAll, reachVerdict }
}

/** The network has answered long before. */
const WORDS_AFTER_MS = 600

/** While the browser is waited for, which takes a second: what is said at the end, whatever it is. */
async function loadWords(): Promise<void> {
  await quiet(WORDS_AFTER_MS)
  try {
    await inTurn(() => import('./report/report.ts'))
    await inTurn(() => import('./deliver.ts'))
    await inTurn(() => import('./diagnosis/diagnose.ts'))
    await inTurn(() => import('../checks/causes.ts'))
  } catch {
    // Told where they are needed.
  }
}

/** Where nothing is wrong nothing is to be explained. */
async function explain(findings: readonly Finding[]): Promise<Diagnosis> {
  if (!findings.some(isBad)) return { causes: [], unexplained: [], errors: [] }
  const [{ diagnose }, { causes }] = await Promise.all([import('./diagnosis/diagnose.ts'), import('../checks/causes.ts')])
  return diagnose(findings, causes)
}

function logRuns(log: Log, runs: readonly CheckRun[]): void {
  for (const { id, elapsedMs } of runs) log.add('info', 'check ended', { check: id, elapsedMs: Math.round(elapsedMs) })
}

function agentFacts(io: Io): Report['agent'] {
  return {
    version,
    platform: io.platform,
    architecture: process.arch,
    hostName: hostname(),
    account: accountName(),
    session: io.env.SESSIONNAME ?? null,
  }
}
