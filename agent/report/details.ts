/** `--verbose`: every finding, check by check. */

import { checkIds } from '../../checks/check.ts'
import { fill } from '../../checks/text.ts'
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
      const own = words.statuses[status]
      const state = reason === undefined ? own : fill(words.stateWhy, { state: own, reason: words.reasons[reason] }, report.language)
      return `  ${mark(status)} ${printable(text)}  [${code}${words.semicolon}${state}]`
    })
    const more = fill(words.milliseconds, { ms: Math.round(run?.elapsedMs ?? 0) }, report.language)
    return ['', fill(words.bracketed, { text: checkName(check, report.language), more }, report.language), ...lines]
  })
}

/** Plain ASCII, so that an old console shows it too. */
function mark(status: Report['findings'][number]['status']): string {
  const marks = { ok: '+', warning: '!', problem: 'x', 'not-checked': '?', 'not-applicable': '-', error: 'E' } as const
  return marks[status]
}
