/** `--verbose`: every finding, check by check. */

import { checkIds } from '../../checks/check.ts'
import { printable } from '../cli/quote.ts'
import { labels } from './labels.ts'
import type { Report } from './schema.ts'
import { checkName } from './words.ts'

export function detailLines(report: Report): string[] {
  const words = labels[report.language]
  return checkIds.flatMap((check) => {
    const findings = report.findings.filter((finding) => finding.check === check)
    const run = report.checks.find(({ id }) => id === check)
    const lines = findings.map(({ status, reason, text, code }) => {
      const state = reason === undefined ? words.statuses[status] : `${words.statuses[status]}: ${words.reasons[reason]}`
      return `  ${mark(status)} ${printable(text)}  [${code}; ${state}]`
    })
    return ['', `${checkName(check, report.language)} (${Math.round(run?.elapsedMs ?? 0)} ms)`, ...lines]
  })
}

/** Plain ASCII, so that an old console shows it too. */
function mark(status: Report['findings'][number]['status']): string {
  const marks = { ok: '+', warning: '!', problem: 'x', 'not-checked': '?', 'not-applicable': '-', error: 'E' } as const
  return marks[status]
}
