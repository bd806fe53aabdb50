/** The whole agent against a lab with a fault, for tests; the report comes on stdout, and no file is left. */

import { type ExitCode, exitCodes } from '../../agent/cli/exit-codes.ts'
import { main } from '../../agent/main.ts'
import type { Report } from '../../agent/report/schema.ts'
import type { ExpectedCause, Fault, Verdict } from './fault.ts'
import { type LabOptions, startLab } from './lab.ts'

const codeOf = {
  ready: exitCodes.ready,
  attention: exitCodes.attention,
  'not-ready': exitCodes.notReady,
  undetermined: exitCodes.undetermined,
} as const satisfies Record<Verdict, number>

export interface Diagnosed {
  readonly said: unknown
  /** The same of what was injected. */
  readonly expected: unknown
  readonly report: Report
  readonly causes: readonly ExpectedCause[]
}

export async function diagnose(fault: Fault, options: LabOptions): Promise<Diagnosed> {
  await using lab = await startLab(fault, options)
  let stdout = ''
  let stderr = ''
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted: new AbortController().signal,
  }
  const code: ExitCode = await main([...lab.flags, '--silent', '--ephemeral', '--json'], lab.io, terminal)
  const report = JSON.parse(stdout) as Report
  const errors = report.findings.filter(({ status }) => status === 'error')
  return {
    said: { verdict: report.verdict, causes: bad(report.causes), unexplained: report.unexplained, code, errors, stderr },
    expected: { verdict: lab.verdict, causes: bad(lab.expected), unexplained: [], code: codeOf[lab.verdict], errors: [], stderr: '' },
    report,
    causes: lab.expected,
  }
}

/** Notes are compared apart: one more of them wakes nobody. */
function bad(named: readonly { readonly code: string; readonly severity: string }[]): string[] {
  return named
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, severity }) => `${severity} ${code}`)
    .toSorted()
}
