import { describe, expect, test } from 'vitest'
import { toSay, whomLabel } from '../../agent/report/call.ts'
import type { Report, ReportCause } from '../../agent/report/schema.ts'

const cause: ReportCause = {
  code: 'path/refused',
  number: 302,
  severity: 'blocker',
  subject: 'host',
  args: { source: '192.0.2.7' },
  owner: 'site-network',
  title: 'The connection is refused',
  why: '',
  steps: [],
  confirm: '',
  explains: [],
}

const report = (language: Report['language'], hostName: string, findings: Report['findings'] = []): Report => ({
  schema: 'terminal-preflight/report/1',
  verdict: 'not-ready',
  profiles: [
    { id: 'ccass', verdict: 'not-ready' },
    { id: 'dms', verdict: 'ready' },
    { id: 'branch', verdict: 'not-ready' },
  ],
  causes: [cause],
  unexplained: [],
  notJudged: [],
  findings,
  checks: [],
  startedAt: '2026-11-22T00:05:00.000Z',
  elapsedMs: 1200,
  language,
  rules: { version: '1', sha256: 'x' },
  agent: { version: '1', platform: 'win32', architecture: 'x64', hostName, account: 'user', session: null },
})

const [en, zh] = [report('en', 'T7'), report('zh-HK', 'T7')]

describe('what to say', () => {
  test('names the PC, what it cannot do, and why', () => {
    expect(toSay(cause, en)).toBe('“This is PC T7 (192.0.2.7). It cannot log on to CCASS, branch. The connection is refused.”')
    expect(toSay(cause, zh)).toBe('「這是電腦 T7（192.0.2.7）。它無法登入 CCASS、branch。The connection is refused。」')
  })

  test('of a warning, that the log-on fails is not said', () => {
    expect(toSay({ ...cause, severity: 'warning' }, en)).toBe('“This is PC T7 (192.0.2.7). The connection is refused.”')
  })

  test('an address that the cause itself names is not said twice', () => {
    expect(toSay({ ...cause, title: 'This PC, 192.0.2.7, is refused' }, en)).toMatch(/^“This is PC T7\. .*192\.0\.2\.7, is refused/)
  })

  test('the address is that of any connection where the cause has none; with neither name nor address it is still a sentence', () => {
    const without = { ...cause, args: { source: null } }
    const connected = {
      id: 'c',
      check: 'path',
      code: 'path/connects',
      status: 'ok',
      subject: 'c',
      args: { source: '192.0.2.9' },
      text: '',
    } as const
    expect(toSay(without, report('en', '', [connected]))).toMatch(/^“This is the PC with the address 192\.0\.2\.9\. It/)
    expect(toSay(without, report('en', ''))).toMatch(/^“It is about a PC of ours\. It cannot/)
    expect(toSay(without, report('zh-HK', ''))).toMatch(/^「我們有一部電腦出現問題。它無法/)
  })

  test('HKEX hears the address and not the PC’s name, and nothing of what may mend itself', () => {
    expect(toSay({ ...cause, owner: 'hkex' }, en)).toMatch(/^“This is the PC with the address 192\.0\.2\.7\./)
    expect(toSay({ ...cause, owner: 'hkex', severity: 'warning' }, en)).toBeNull()
    expect(toSay({ ...cause, owner: 'terminal-user' }, en)).toBeNull()
  })
})

test.each([
  ['site-it', 'blocker', 'Call'],
  ['hkex', 'blocker', 'Call'],
  ['hkex', 'warning', 'Who can mend it'],
  ['terminal-user', 'blocker', 'Who can mend it'],
] as const)('%s, %s: %s', (owner, severity, label) => {
  expect(whomLabel({ owner, severity }, 'en')).toBe(label)
})
