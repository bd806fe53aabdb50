import { expect, test } from 'vitest'
import { nagiosProblem, nagiosText } from '../../agent/formats/nagios.ts'
import { languages } from '../../checks/text.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { hostile, hostileText, missing, read, reportOf } from './reports.ts'

const noReader = missing('perl', 'libmonitoring-plugin-perl', '-MMonitoring::Plugin::Performance', '-e', '1')
const deadline = { deadlineMs: 20_000 }

/** One line: status, text without a bar, numbers; at most what NRPE 2 hands on. */
const line = /^PREFLIGHT (OK|WARNING|CRITICAL|UNKNOWN) - [^|\n\p{Cc}\p{Cf}]+ \|( [a-z_]+=\d+(\.\d{1,3})?s?;;;0(;\d+)?)+\n$/u
const states = { ready: 'OK', attention: 'WARNING', 'not-ready': 'CRITICAL', undetermined: 'UNKNOWN' }

test('one line for every kind of report, in both languages', async () => {
  for (const name of await scenarioNames()) {
    for (const language of languages) {
      const report = await reportOf(name, language)
      const text = nagiosText(report, deadline)
      expect([name, line.exec(text)?.[1]]).toEqual([name, states[report.verdict]])
      expect(Buffer.byteLength(text)).toBeLessThan(1024)
    }
  }
})

test('a stranger’s text stays one line without a bar, and as short', async () => {
  const text = nagiosText(hostile(await reportOf('dns-hosts-override')), deadline)
  expect(text).toMatch(line)
  expect(Buffer.byteLength(text)).toBeLessThan(1024 + 100)
  expect(nagiosProblem(hostileText)).toMatch(/^PREFLIGHT UNKNOWN - [^|\n]+…\n$/)
})

test('it names the cause, and who can mend it', async () => {
  expect(nagiosText(await reportOf('dns-hosts-override'), deadline)).toMatch(
    /^PREFLIGHT CRITICAL - NOT READY: Line 2 of the hosts file pins \S+ to \S+ \[dns\/hosts-override\]; Who can mend it: Your IT support \| time=3\.205s;;;0;20 blockers=1;/,
  )
})

test.skipIf(noReader)('Monitoring::Plugin reads the numbers', async () => {
  const [, numbers = ''] = nagiosText(await reportOf('dns-hosts-override'), deadline).split(' | ')
  const script =
    'print join ",", map { $_->label . "=" . $_->value . $_->uom . "<" . ($_->max // "") } Monitoring::Plugin::Performance->parse_perfstring(<STDIN>)'
  const { status, stdout } = read(numbers, 'perl', '-MMonitoring::Plugin::Performance', '-e', script)
  expect(status).toBe(0)
  expect(stdout).toContain('time=3.205s<20,blockers=1<')
  expect(stdout.split(',')).toHaveLength(numbers.trim().split(' ').length)
})
