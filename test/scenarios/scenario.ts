/** A scenario: recorded evidence, and the causes that it has to lead to. One folder each. */

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { type Judgement, reachVerdict, type Verdict } from '../../agent/diagnosis/verdict.ts'
import { type Evidence, judgeAll } from '../../agent/judge.ts'
import { causes } from '../../checks/causes.ts'
import { checkIds, type Finding } from '../../checks/check.ts'
import { judges } from '../../checks/judges.ts'
import type { Settings } from '../../checks/settings.ts'

export interface Expected {
  /** What was done to the terminal or its network. */
  readonly does: string
  readonly verdict: Verdict
  readonly causes: readonly { readonly code: string; readonly severity: string; readonly subject?: string }[]
}

export interface Scenario {
  readonly evidence: Evidence
  readonly settings: Settings
  readonly expected: Expected
}

const here = import.meta.dirname

export function folderOf(name: string): string {
  return name.replaceAll('/', '-')
}

export async function scenarioNames(): Promise<string[]> {
  const entries = await readdir(here, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

export async function writeScenario(folder: string, scenario: Scenario): Promise<void> {
  await mkdir(join(here, folder), { recursive: true })
  for (const [name, content] of Object.entries(scenario))
    await writeFile(join(here, folder, `${name}.json`), `${JSON.stringify(content, null, 1)}\n`)
}

/** Reads a scenario as a bundle is read: each check's evidence through its own schema. */
export async function readScenario(folder: string): Promise<Scenario> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(here, folder, `${name}.json`), 'utf8'))
  const raw = (await read('evidence')) as Record<string, unknown>
  const evidence = Object.fromEntries(
    await Promise.all(checkIds.filter((id) => id in raw).map(async (id) => [id, (await judges[id].evidence()).parse(raw[id])])),
  )
  return { evidence, settings: (await read('settings')) as Settings, expected: (await read('expected')) as Expected }
}

export function judgeScenario({ evidence, settings }: Scenario): { findings: Finding[]; judgement: Judgement } {
  const findings = judgeAll(evidence, {}, settings)
  return { findings, judgement: reachVerdict(findings, diagnose(findings, causes), settings) }
}
