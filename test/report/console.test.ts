import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { consoleLines, type Screen } from '../../agent/report/console.ts'
import type { Report, ReportCause } from '../../agent/report/schema.ts'
import { styleFor } from '../../agent/report/style.ts'
import { languages } from '../../checks/text.ts'

const hosts: ReportCause = {
  code: 'dns/hosts-override',
  number: 231,
  severity: 'blocker',
  subject: 'sso.hkexposttrade.com.hk',
  args: {},
  owner: 'site-it',
  title: 'A line in the hosts file',
  why: 'Because. '.repeat(30),
  steps: ['First do this', 'Then that'],
  confirm: 'findstr sso hosts',
  explains: ['dns.hosts sso.hkexposttrade.com.hk'],
}

const base: Report = {
  schema: 'terminal-preflight/report/1',
  verdict: 'not-ready',
  profiles: [
    { id: 'ccass', verdict: 'ready' },
    { id: 'ccms', verdict: 'not-ready' },
  ],
  causes: [hosts],
  unexplained: [],
  notJudged: [{ item: 'resolvers.hkex', text: 'resolvers.hkex is not configured' }],
  findings: [],
  checks: [],
  startedAt: '2026-11-22T00:05:00.000Z',
  elapsedMs: 1200,
  language: 'en',
  rules: { version: '1', sha256: 'x' },
  agent: { version: '1', platform: 'win32', architecture: 'x64', hostName: 'pc', account: 'user', session: null },
}

const screen: Screen = {
  columns: 80,
  style: styleFor(false),
  contacts: {
    'terminal-user': 'You',
    'site-it': 'Your IT support (IT desk, 2222 2222)',
    'site-network': 'Network',
    'line-vendor': 'Vendor',
    hkex: 'HKEX (2979 7111)',
  },
  version: '1.2.3',
  profileTitles: { ccass: 'CCASS', ccms: 'CCMS' },
  hongKongTime: '2026-11-22 08:05:00',
  reportPath: 'C:\\reports\\report.json',
}

test('the verdict comes before the cause, the cause before what to do, and the contact is the owner’s', () => {
  const text = consoleLines(base, screen).join('\n')
  const order = [
    'NOT READY',
    'HKEX’s DNS servers',
    'A line in the hosts file',
    'Who can mend it: Your IT support (IT desk, 2222 2222)',
    '1. First do this',
    '2. Then that',
    'findstr sso hosts',
    'C:\\reports\\report.json',
  ]
  const places = order.map((part) => text.indexOf(part))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(text).toContain('2026-11-22 08:05:00 Hong Kong time')
  expect(text).toContain('CCASS: READY')
})

test.each(languages.flatMap((language) => [40, 80, 100].map((columns) => ({ language, columns }))))(
  'no line is wider than the terminal: $language, $columns columns',
  ({ language, columns }) => {
    const chinese: ReportCause = {
      ...hosts,
      title: '本電腦的時鐘有誤'.repeat(8),
      why: '電腦顯示的時間與伺服器不同。'.repeat(12),
      steps: ['打開「設定」'.repeat(12)],
    }
    const report: Report = { ...base, language, causes: language === 'en' ? [hosts] : [chinese] }
    for (const line of consoleLines(report, { ...screen, columns })) expect(stringWidth(line)).toBeLessThan(columns)
  },
)

test('a second cause takes a line, a note stands apart, what is unexplained is shown', () => {
  const report: Report = {
    ...base,
    causes: [
      hosts,
      { ...hosts, code: 'clock/skewed', title: 'The clock is wrong', severity: 'warning' },
      { ...hosts, code: 'clock/zone', title: 'The zone is odd', severity: 'note' },
    ],
    unexplained: ['x'],
    findings: [{ id: 'x', check: 'path', code: 'path/fails', status: 'problem', subject: 's', args: {}, text: 'Something odd was seen' }],
  }
  const text = consoleLines(report, screen).join('\n')
  expect(text).toMatch(/Also:\n.*- The clock is wrong → Your IT support/)
  expect(text).toMatch(/Notes:\n.*- The zone is odd/)
  expect(text).toMatch(/explained by no known cause:\n.*- Something odd was seen/)
})

test('many causes do not flood the screen: how many more there are is said', () => {
  const causes = Array.from({ length: 40 }, (_, index): ReportCause => ({ ...hosts, title: `Cause ${index}` }))
  const lines = consoleLines({ ...base, causes }, screen)
  expect(lines.length).toBeLessThanOrEqual(30)
  expect(lines.join('\n')).toContain('Also (and 36 more):')
})

test('READY says what no program can see, and HKEX’s two cautions are always there', () => {
  const ready: Report = {
    ...base,
    verdict: 'ready',
    causes: [],
    findings: [
      { id: 'path.connect x', check: 'path', code: 'path/connects', status: 'ok', subject: 'x', args: { source: '192.0.2.7' }, text: '' },
    ],
  }
  const text = consoleLines(ready, screen).join(' ').replace(/\s+/g, ' ')
  expect(text).toContain('source address (192.0.2.7)')
  for (const report of [ready, base])
    expect(consoleLines(report, screen).join(' ').replace(/\s+/g, ' ')).toContain(
      'keep one browser open on the terminal; custom-built software on it is not recommended',
    )
})

test('colours only where they are wanted; the words are the same', () => {
  const coloured = consoleLines(base, { ...screen, style: styleFor(true) }).join('\n')
  expect(coloured).toContain('\u001B[')
  expect(stripVTControlCharacters(coloured)).toBe(consoleLines(base, screen).join('\n'))
})

test('a path is never broken in two, however narrow the terminal is', () => {
  const reportPath = `C:\\Users\\somebody\\AppData\\Local\\TerminalPreflight\\${'reports\\'.repeat(6)}report.json`
  expect(consoleLines(base, { ...screen, columns: 60, reportPath }).join('\n')).toContain(reportPath)
})
