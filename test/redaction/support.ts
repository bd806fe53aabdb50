/** Scenarios as runs, and what one judgement has in common with another. */

import type { RunFiles, RunRecord } from '../../agent/bundle/contents.ts'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { reachVerdict } from '../../agent/diagnosis/verdict.ts'
import { judgeAll } from '../../agent/judge.ts'
import { causes } from '../../checks/causes.ts'
import type { Finding } from '../../checks/check.ts'
import { readScenario, scenarioNames } from '../scenarios/scenario.ts'

export const key = Buffer.from('0123456789abcdef0123456789abcdef', 'hex')

export const agent: RunRecord['agent'] = {
  version: '0.0.0',
  platform: 'win32',
  architecture: 'x64',
  hostName: 'DESK-0417',
  account: 'chan.taiman',
  session: 'Console',
}

export const run: RunRecord = { version: 1, startedAtMs: 0, elapsedMs: 1, language: 'en', checks: [], missing: {}, agent }

export async function scenarioRuns(): Promise<{ readonly name: string; readonly files: RunFiles }[]> {
  const names = await scenarioNames()
  return Promise.all(
    names.map(async (name) => {
      const { evidence, settings } = await readScenario(name)
      return { name, files: { evidence, settings, run } }
    }),
  )
}

export type Judged = ReturnType<typeof judged>

export function judged({ evidence, settings, run: { missing } }: RunFiles) {
  const findings = judgeAll(evidence, missing, settings)
  return { findings, judgement: reachVerdict(findings, diagnose(findings, causes), settings) }
}

/** Everything of a judgement but what a subject is called. */
export function outline({ findings, judgement }: Judged) {
  return {
    verdict: judgement.verdict,
    profiles: judgement.profiles,
    causes: judgement.causes
      .map(({ code, severity, number, owner, explains }) => `${number} ${code} ${severity} ${owner} ${explains.length}`)
      .toSorted(),
    unexplained: judgement.unexplained.length,
    errors: judgement.errors,
    notJudged: judgement.notJudged.length,
    findings: findings.map(({ code, status, reason, id }) => [code, status, reason, id.split(' ').length, id.split(' ', 1)[0]]),
  }
}

/** Subjects and ids before, beside those after: a mapping where each has one partner, in both directions. */
export function partners(before: readonly Finding[], after: readonly Finding[]): Map<string, string> {
  const there = new Map<string, string>()
  const back = new Map<string, string>()
  const pair = (one: string, other: string) => {
    if ((there.get(one) ?? other) !== other || (back.get(other) ?? one) !== one)
      throw new Error(`${one} became ${other}, and ${there.get(one)}; ${back.get(other)}`)
    there.set(one, other)
    back.set(other, one)
  }
  for (const [index, finding] of before.entries()) {
    pair(finding.subject, after[index]?.subject ?? '')
    pair(finding.id, after[index]?.id ?? '')
    for (const name of ['address', 'proxy'] as const)
      if (typeof finding.args[name] === 'string') pair(finding.args[name], String(after[index]?.args[name]))
  }
  return there
}
