/** From what was recorded to the report: at the terminal before sealing, and again wherever a bundle is opened. Pure. */

import { causes } from '../../checks/causes.ts'
import type { Finding } from '../../checks/check.ts'
import type { Language } from '../../checks/text.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { type Judgement, reachVerdict } from '../diagnosis/verdict.ts'
import { judgeAll } from '../judge.ts'
import { buildReport } from '../report/report.ts'
import type { Report } from '../report/schema.ts'
import { rules } from '../version.ts'
import type { RunFiles } from './contents.ts'

export interface MadeReport {
  readonly findings: readonly Finding[]
  readonly judgement: Judgement
  readonly report: Report
}

/** By this program's own rules, whatever the rules were that the evidence was first judged by. */
export function makeReport({ evidence, settings, run }: RunFiles, language: Language = run.language): MadeReport {
  const findings = judgeAll(evidence, run.missing, settings)
  const judgement = reachVerdict(findings, diagnose(findings, causes), settings)
  const { startedAtMs, elapsedMs, agent } = run
  const report = buildReport(judgement, findings, run.checks, { startedAtMs, elapsedMs, language, rules, agent })
  return { findings, judgement, report }
}
