/**
 * `--json-lines`: the report for log shippers, one JSON object a line (jsonlines.org). Each stands by itself: what kind it is, when and on
 * which PC. Findings come first, then causes, then one summary: where it stands, the run is told whole.
 */

import { jsonLine } from '../output/write.ts'
import type { Report } from '../report/schema.ts'
import { countsOf } from './counts.ts'

export const LINE_SCHEMA = 'terminal-preflight/line/1'

export function jsonLinesText(report: Report): string {
  const { findings, causes, agent, startedAt } = report
  const line = (kind: 'finding' | 'cause' | 'summary', content: object) =>
    jsonLine({ schema: LINE_SCHEMA, kind, time: startedAt, host: agent.hostName, ...content })
  return [
    ...findings.map((finding) => line('finding', finding)),
    ...causes.map((cause) => line('cause', cause)),
    line('summary', summaryOf(report)),
  ].join('')
}

function summaryOf(report: Report) {
  const { verdict, profiles, unexplained, notJudged, checks, elapsedMs, language, rules, agent } = report
  const counts = countsOf(report)
  return { verdict, profiles, counts, unexplained, notJudged: notJudged.map(({ item }) => item), checks, elapsedMs, language, rules, agent }
}
