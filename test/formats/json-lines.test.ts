import { expect, test } from 'vitest'
import { jsonLinesText } from '../../agent/formats/json-lines.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { hostile, missing, read, reportOf } from './reports.ts'

const noReader = missing('jq', 'jq', '--version')

test('a line for each finding and cause, then one summary; each says when and where', async () => {
  for (const name of await scenarioNames()) {
    const report = await reportOf(name)
    const lines = jsonLinesText(report)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ kind }) => kind)).toEqual([...report.findings.map(() => 'finding'), ...report.causes.map(() => 'cause'), 'summary'])
    for (const line of lines) expect(line).toMatchObject({ schema: 'terminal-preflight/line/1', time: report.startedAt, host: 'PC-7' })
    expect(lines.at(-1)).toMatchObject({ verdict: report.verdict, profiles: report.profiles })
  }
})

test('no control character, whatever a server said', async () => {
  expect(jsonLinesText(hostile(await reportOf('dns-hosts-override')))).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
})

test.skipIf(noReader)('jq reads it', async () => {
  const text = jsonLinesText(hostile(await reportOf('dns-hosts-override')))
  expect(read(text, 'jq', '-c', 'select(.kind == "cause") | .code').stdout).toContain('"dns/hosts-override"\n')
  expect(read(text, 'jq', '-rs', 'last | .verdict').stdout).toBe('not-ready\n')
})
