/** Sides of a comparison, made from the recorded scenarios: what a bundle of that terminal holds. */

import type { DiffSide } from '../../agent/bundle/diff.ts'
import { buildReport } from '../../agent/report/report.ts'
import type { Language } from '../../checks/text.ts'
import { judgeScenario, readScenario, type Scenario } from '../scenarios/scenario.ts'

/** Judges a scenario, and puts it as a bundle has it. */
export function sideOf(scenario: Scenario, { hostName = 'pc', language = 'en' as Language, laterMs = 0 } = {}): DiffSide {
  const { findings, judgement } = judgeScenario(scenario)
  const agent = { version: '1', platform: 'win32', architecture: 'x64', hostName, account: 'user', session: null }
  const startedAtMs = Date.UTC(2026, 10, 21, 10, 0, 0) + laterMs
  const facts = { startedAtMs, elapsedMs: 1000, language, rules: { version: '1', sha256: 'x' }, agent }
  const report = buildReport(judgement, findings, [], facts)
  const { evidence, settings } = scenario
  return {
    report,
    files: { evidence, settings, run: { version: 1, startedAtMs, elapsedMs: 1000, language, checks: [], missing: {}, agent } },
  }
}

/** Each recording ran on ports of its own; a terminal's servers keep theirs. */
export async function readSettled(folder: string): Promise<Scenario> {
  const { evidence, settings, expected } = await readScenario(folder)
  const ports = new Map([
    ...settings.targets.map(({ id, port }): [number, string] => [port, id === '2fa' ? '8443' : '443']),
    ...settings.resolvers.flatMap(({ port, roles }): [number, string][] => [
      [port, roles.some((role) => role === 'hkex-2') ? '5302' : '5301'],
    ]),
  ])
  const settle = <T>(content: T): T => {
    const text = [...ports].reduce(
      (changed, [from, to]) => changed.replace(new RegExp(`(?<=[:/]|"port": ?)${from}(?!\\d)`, 'g'), to),
      JSON.stringify(content),
    )
    return JSON.parse(text)
  }
  return { evidence: settle(evidence), settings: settle(settings), expected }
}

export async function settledSide(folder: string, options?: Parameters<typeof sideOf>[1]): Promise<DiffSide> {
  return sideOf(await readSettled(folder), options)
}
