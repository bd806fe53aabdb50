/** agent.log of a bundle: made anew from what is in it, so that nothing is in it that was left out elsewhere. */

import type { LogLine } from '../output/log.ts'
import type { RunFiles } from './contents.ts'
import type { MadeReport } from './make-report.ts'

/** The lines that a run's own log has, in its order, each a JSON document of its own. */
export function logText({ settings, run }: RunFiles, { findings, judgement, report }: MadeReport): string {
  const startedAt = new Date(run.startedAtMs).toISOString()
  const endedAt = new Date(run.startedAtMs + run.elapsedMs).toISOString()
  const lines: LogLine[] = [
    { version: run.agent.version, targets: settings.targets.map(({ url }) => url), level: 'info', message: 'run started', at: startedAt },
    ...run.checks.map(({ id, elapsedMs }) => line('info', 'check ended', endedAt, { check: id, elapsedMs: Math.round(elapsedMs) })),
    ...judgement.errors.map((error) => line('error', 'a cause failed inside', endedAt, { error })),
    ...findings.map((finding) => line(finding.status === 'error' ? 'error' : 'info', 'finding', endedAt, finding)),
    line('info', 'judged', endedAt, {
      verdict: report.verdict,
      causes: judgement.causes.map(({ code, subject }) => `${code} ${subject}`),
      elapsedMs: run.elapsedMs,
    }),
  ]
  return lines.map((each) => `${JSON.stringify(each)}\n`).join('')
}

function line(level: LogLine['level'], message: string, at: string, fields: object): LogLine {
  return { ...fields, level, message, at }
}
