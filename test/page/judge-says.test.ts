import { describe, expect, test } from 'vitest'
import type { Finding, JudgeUpstream } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import type { Visit } from '../../checks/page/evidence.ts'
import type { ProfileSettings, Settings } from '../../checks/settings.ts'
import {
  aHop,
  answer,
  aPage,
  aVisit,
  away,
  byProxy,
  failed,
  failedHop,
  judge,
  landing,
  logOn,
  NOON_MS,
  other,
  settings,
  sso,
  www,
} from './judging.ts'
import { settingsOf, target } from './visiting.ts'

/** 07:45 in Hong Kong, on a PC whose clock is right. */
const EARLY_MS = Date.parse('2026-11-23T07:45:00+08:00')

describe('before the service opens', () => {
  const profile = (opensAt: string): ProfileSettings => ({ id: 'test', required: [], serviceHours: { opensAt, source: 'test' } })
  const at = (visit: Visit, ms: number): Visit => ({ ...visit, hops: visit.hops.map((hop) => ({ ...hop, receivedAtMs: ms })) })
  const withHours: Settings = { ...settings, profiles: [profile('08:00')] }
  const aheadBy = (skewMs: number): Partial<JudgeUpstream> => {
    const clock: Finding = { id: 'clock.skew', check: 'clock', code: 'clock/skewed', status: 'problem', subject: 'clock', args: { skewMs } }
    return { findings: { clock: [clock] } }
  }

  test.each<[string, Visit, string]>([
    ['status 503', answer(www, 503), 'page/outside-service-hours'],
    ['status 404', answer(www, 404), 'page/outside-service-hours'],
    ['status 403', answer(www, 403), 'page/outside-service-hours'],
    ['a connection that closes', failed('http', 'closed'), 'page/outside-service-hours'],
    ['half a page', answer(www, 200, aPage({ cut: true, failure: failure('closed') })), 'page/outside-service-hours'],
    ['no connection, which the path explains', failed('connect', 'no-reply'), 'page/unreachable'],
    ['the landing page', answer(www, 200, landing), 'page/landing'],
    ['another page', answer(www, 200, other), 'page/unexpected'],
    ['another host', away('https://www.stranger.test/'), 'page/redirected-away'],
  ])('%s', (_name, visit, code) => {
    expect(judge([at(visit, EARLY_MS)], withHours)).toMatchObject([
      { code, args: { hongKongTime: '2026-11-23 07:45:00', opensAt: '08:00' } },
    ])
  })

  test('counts the true time, not the PC’s', () => {
    const visit = answer(www, 503)
    expect(judge([at(visit, EARLY_MS)], withHours, aheadBy(-3_600_000))).toMatchObject([
      { code: 'page/server-error', args: { opensAt: null } },
    ])
    const late = judge([at(visit, NOON_MS)], withHours, aheadBy(6 * 3_600_000))
    expect(late).toMatchObject([{ code: 'page/outside-service-hours', status: 'warning', args: { hongKongTime: '2026-11-23 06:00:00' } }])
  })

  test('nothing is forgiven where the hours are not known', () => {
    expect(judge([at(answer(www, 503), EARLY_MS)], settings)).toMatchObject([{ code: 'page/server-error' }])
  })
})

describe('what a finding says', () => {
  test('whose fault it is: of the host where it failed, and of both where they differ', () => {
    const visit = aVisit(www, [aHop(www, { statusCode: 302, location: sso }), failedHop(sso, 'connect', 'no-reply')])
    expect(judge([visit], settings)).toMatchObject([
      {
        subject: 'sso.example',
        args: { url: www, lastUrl: sso, host: 'sso.example', hosts: ['www.example', 'sso.example'], stage: 'connect', failure: 'no-reply' },
      },
    ])
  })

  test.each<[string, Visit, string]>([
    ['a status', answer(www, 503), 'HTTP 503'],
    ['a redirect', away('http://10.1.1.1/sign-in?x=1'), 'HTTP 302 → http://10.1.1.1/sign-in'],
    ['a failure', failed('http', 'closed'), 'closed'],
    ['a page that broke off', answer(www, 200, aPage({ cut: true, failure: failure('reset') })), 'HTTP 200 reset'],
    ['a proxy’s refusal', failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 407 }), 'HTTP 407 unknown'],
  ])('what came: %s', (_name, visit, seen) => {
    expect(judge([visit], settings)[0]?.args.seen).toBe(seen)
  })

  test('what the server calls itself, without what a terminal would obey', () => {
    const visit = aVisit(www, [aHop(www, { server: 'nginx\u001b[31m' })], aPage({ title: '\u202eEgap \u0007' }))
    expect(judge([visit], settings)[0]?.args).toMatchObject({ server: 'nginx[31m', title: 'Egap' })
  })

  test('where it was led to, without what the address may carry', () => {
    const [finding] = judge([away('https://www.stranger.test/x?token=1')], settings)
    expect(finding?.args).toMatchObject({ onward: 'https://www.stranger.test/x', onwardHost: 'www.stranger.test' })
    expect(JSON.stringify(finding)).not.toContain('token')
  })

  test('a host of the same organisation is a warning', () => {
    const near = settingsOf([target('https://sso.exchange.test/', { kind: 'log-on-form' })])
    const visit = away('https://login.exchange.test/', 302, 'https://sso.exchange.test/')
    expect(judge([visit], near)).toMatchObject([{ code: 'page/redirected-away', status: 'warning' }])
  })

  test('each address once, in order', () => {
    const findings = judge([answer(www, 200, landing), answer(sso, 200, logOn)], settings)
    expect(findings.map(({ id }) => id)).toEqual([`page.reach ${www}`, `page.reach ${sso}`])
  })
})
