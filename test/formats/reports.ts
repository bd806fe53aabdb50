/** Reports of the recorded scenarios, and programs that other people's readers are. */

import { spawnSync } from 'node:child_process'
import { buildReport } from '../../agent/report/report.ts'
import type { Report } from '../../agent/report/schema.ts'
import { checkIds } from '../../checks/check.ts'
import { judgeScenario, readScenario } from '../scenarios/scenario.ts'

export async function reportOf(name: string, language: Report['language'] = 'en'): Promise<Report> {
  const { findings, judgement } = judgeScenario(await readScenario(name))
  return buildReport(
    judgement,
    findings,
    checkIds.map((id, index) => ({ id, elapsedMs: 10.4 * index })),
    {
      startedAtMs: Date.UTC(2026, 10, 22, 0, 5, 1, 250),
      elapsedMs: 3205.3,
      language,
      rules: { version: '1.2.3', sha256: 'source' },
      agent: { version: '1.2.3', platform: 'win32', architecture: 'x64', hostName: 'PC-7', account: 'user', session: null },
    },
  )
}

/** What a stranger may have put into a certificate, a page or a profile. */
export const hostileText = `"]]>&'<b>|\u0000\u0007\u001B[2J\u0085\u202E\uD800\uFFFE\\\n\r\t${'長'.repeat(2000)}`

/** The same report, every text of which a stranger chose. */
export function hostile(report: Report): Report {
  const bad = <T extends object>(each: T, ...names: (keyof T)[]): T => ({
    ...each,
    ...Object.fromEntries(names.map((name) => [name, hostileText])),
  })
  return {
    ...report,
    profiles: [...report.profiles, { id: hostileText, verdict: 'not-ready' }],
    causes: report.causes.map((cause) => ({ ...bad(cause, 'title', 'why', 'confirm', 'subject'), steps: [hostileText] })),
    findings: report.findings.map((finding, index) => ({ ...bad(finding, 'text', 'subject'), id: `${index} ${hostileText}` })),
    agent: bad(report.agent, 'hostName', 'account'),
  }
}

/** Whether a program is there; said once where it isn't. */
export function missing(program: string, debianPackage: string, ...args: readonly string[]): boolean {
  const isMissing = spawnSync(program, args).status !== 0
  if (isMissing) process.stderr.write(`skipped: what ${program} says, which is not here (Debian's ${debianPackage})\n`)
  return isMissing
}

/** Runs a reader with the text on its standard input. */
export function read(text: string, program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { input: text, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status, stdout, stderr }
}
