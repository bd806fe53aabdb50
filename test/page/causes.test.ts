import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import { causes } from '../../checks/causes.ts'
import type { Finding, JudgeUpstream } from '../../checks/check.ts'
import type { Visit } from '../../checks/page/evidence.ts'
import { pageTextEn } from '../../checks/page/text.en.ts'
import type { ProfileSettings, Settings } from '../../checks/settings.ts'
import { choose, fill, languages } from '../../checks/text.ts'
import { aHop, aPage, aVisit, failedHop, judge, tlsFinding } from './judging.ts'
import { settingsOf, target } from './visiting.ts'

const www = 'https://www.example/'
const dms = 'https://www.example/dms'
const sso = 'https://sso.example/sso'
const profile: ProfileSettings = { id: 'test', required: [], serviceHours: { opensAt: '13:00', source: 'test' } }
const targets = [
  target(www, { kind: 'landing', choices: ['Login with OTP - Online Functions'] }),
  target(dms, { kind: 'landing', choices: ['Login with OTP - Security Management Function'] }),
  target(sso, { kind: 'log-on-form' }),
]
const always = settingsOf(targets)
/** It is noon in these tests. */
const opensLater: Settings = settingsOf(targets, [profile])

const answer = (url: string, statusCode: number): Visit => aVisit(url, [aHop(url, { statusCode })])
const away = (url: string, location: string): Visit => aVisit(url, [aHop(url, { statusCode: 302, location })])

function causesOf(visits: readonly Visit[], { settings = always, tls = [] as readonly Finding[] } = {}) {
  const upstream: Partial<JudgeUpstream> = { findings: { tls } }
  const { causes: named, unexplained, errors } = diagnose([...tls, ...judge(visits, settings, upstream)], causes)
  expect(errors).toEqual([])
  return { named, told: named.map(({ code, severity, owner, explains }) => [code, severity, owner, explains.length]), unexplained }
}

/** A box opens the connections to this host, and the PC trusts it. */
function inspected(host: string): Finding[] {
  const seen = tlsFinding('tls.trust', host, 'tls/intercepted', 'warning')
  return [{ ...seen, args: { ...seen.args, via: '203.0.113.5:443', top: 'Box CA', middlebox: 'Box CA', issuer: 'CN=Box CA' } }]
}

/** What the tls check says of a certificate that is nobody's and another's. */
function strangers(host: string, serialNumber: string): Finding[] {
  const bad = [
    tlsFinding('tls.name', host, 'tls/name-mismatch', 'problem'),
    tlsFinding('tls.trust', host, 'tls/self-signed', 'problem'),
    tlsFinding('tls.dates', host, 'tls/expired', 'problem'),
  ]
  return bad.map((finding) => ({ ...finding, args: { ...finding.args, via: '203.0.113.5:443', issuer: 'CN=Portal', serialNumber } }))
}

describe('where a box opens the connection, the answer may be its own', () => {
  const circle = aVisit(www, Array(11).fill(aHop(www, { statusCode: 302, location: '/' })), null, true)
  test.each<[code: string, visit: Visit]>([
    ['page/server-error', answer(www, 503)],
    ['page/not-found', answer(www, 404)],
    ['page/unexpected', answer(www, 200)],
    ['page/redirected-away', away(www, 'https://gateway.test/blocked')],
    ['page/no-answer', aVisit(www, [failedHop(www, 'http', 'closed')])],
    ['page/redirect-loop', circle],
  ])('%s', (code, visit) => {
    const ofCode = (tls: readonly Finding[]) => causesOf([visit], { tls }).named.find((cause) => cause.code === code)
    expect(ofCode([])).toMatchObject({ owner: 'hkex', args: { middlebox: null } })
    expect(ofCode(inspected('sso.example'))).toMatchObject({ owner: 'hkex', args: { middlebox: null } })
    const cause = ofCode(inspected('www.example'))
    expect(cause).toMatchObject({ owner: 'site-network', args: { middlebox: 'Box CA' } })
    for (const language of languages)
      expect(causeText(code, cause?.subject ?? '', cause?.args ?? {}, language).steps[0]).toContain('Box CA')
  })

  test('what is not open yet is nobody’s fault', () => {
    const { named } = causesOf([answer(www, 503)], { settings: opensLater, tls: inspected('www.example') })
    expect(named.map(({ code, owner }) => `${code} ${owner}`)).toContain('page/outside-service-hours hkex')
  })
})

describe('one cause', () => {
  test.each<[string, readonly Visit[], readonly unknown[], Settings?]>([
    ['for all pages of a host that refuses', [answer(www, 403), answer(dms, 403)], ['page/forbidden', 'blocker', 'site-network', 2]],
    ['for a host with a fault of its own', [answer(www, 500), answer(dms, 500)], ['page/server-error', 'blocker', 'hkex', 2]],
    [
      'for all that is not open yet',
      [answer(www, 503), answer(sso, 404)],
      ['page/outside-service-hours', 'warning', 'hkex', 2],
      opensLater,
    ],
    ['for an address that is gone', [answer(www, 404)], ['page/not-found', 'blocker', 'hkex', 1]],
    ['for another page', [answer(www, 200)], ['page/unexpected', 'warning', 'hkex', 1]],
    ['for a host that gives no answer', [aVisit(www, [failedHop(www, 'http', 'closed')])], ['page/no-answer', 'blocker', 'hkex', 1]],
    [
      'for a host that sends away',
      [away(www, 'https://x.test/'), away(dms, 'https://x.test/y')],
      ['page/redirected-away', 'blocker', 'hkex', 2],
    ],
    [
      'for a circle',
      [aVisit(www, Array(11).fill(aHop(www, { statusCode: 302, location: '/' })), null, true)],
      ['page/redirect-loop', 'blocker', 'hkex', 1],
    ],
    [
      'for a network that wants a sign-in',
      [away(www, 'http://10.1.1.1/'), away(sso, 'http://10.1.1.1/')],
      ['page/captive-portal', 'blocker', 'site-network', 2],
    ],
  ])('%s', (_name, visits, expected, settings = always) => {
    const { told, unexplained } = causesOf(visits, { settings })
    expect(told).toEqual([expected])
    expect(unexplained).toEqual([])
  })

  test('for a stranger’s certificates and what the stranger answers, form or not', () => {
    const tls = [...strangers('www.example', 'AA'), ...strangers('sso.example', 'AA')]
    const { told, unexplained } = causesOf([away(www, 'https://portal.test/'), answer(sso, 200)], { tls })
    expect(told).toEqual([['page/captive-portal', 'blocker', 'site-network', 7]])
    expect(unexplained).toEqual([])
  })
})

test('another certificate at another host is not the stranger’s, and has its own cause', () => {
  const tls = [...strangers('www.example', 'AA'), ...strangers('sso.example', 'BB')]
  const { named } = causesOf([away(www, 'https://portal.test/'), answer(sso, 200)], { tls })
  const portal = named.find(({ code }) => code === 'page/captive-portal')
  expect(portal?.explains.filter((id) => id.includes('sso.example'))).toEqual([])
  expect(named.some(({ code, subject }) => code.startsWith('tls/') && subject === 'sso.example')).toBe(true)
})

test('faults of different hosts have a cause each', () => {
  const { told } = causesOf([answer(www, 403), answer(sso, 503)])
  expect(told).toEqual([
    ['page/forbidden', 'blocker', 'site-network', 1],
    ['page/server-error', 'blocker', 'hkex', 1],
  ])
})

test('a host of the same organisation to which one is sent is a warning', () => {
  const settings = settingsOf([target('https://sso.exchange.test/', { kind: 'log-on-form' })])
  expect(causesOf([away('https://sso.exchange.test/', 'https://login.exchange.test/')], { settings }).told).toEqual([
    ['page/redirected-away', 'warning', 'hkex', 1],
  ])
})

test('a page that could not be reached is a symptom: nothing here explains it', () => {
  const { told, unexplained } = causesOf([aVisit(www, [failedHop(www, 'connect', 'no-reply')])])
  expect(told).toEqual([])
  expect(unexplained).toMatchObject([{ code: 'page/unreachable' }])
})

test('pages that are as they should be have no cause', () => {
  const labels = ['Login with OTP - Online Functions', 'Login with OTP - Security Management Function']
  const visits = [www, dms].map((url) => aVisit(url, [aHop(url)], aPage({ labels })))
  expect(causesOf(visits)).toMatchObject({ told: [], unexplained: [] })
})

test('the words for a refusal name the source address and the hour in Hong Kong', () => {
  const { named } = causesOf([answer(www, 403)])
  const { title, why, steps } = pageTextEn.causes['page/forbidden']
  const text = [title, why, ...steps].map((line) => fill(line, named[0]?.args ?? {}, 'en')).join('\n')
  expect(text).toContain('198.51.100.9')
  expect(text).toContain('2026-11-23 12:00:00')
})

test('every place in the words of a page has its value', () => {
  const visits = [
    answer(www, 403),
    answer(www, 500),
    answer(www, 404),
    answer(www, 200),
    answer(www, 511),
    away(www, 'https://x.test/'),
    aVisit(www, [failedHop(www, 'http', 'closed')]),
    aVisit(www, [failedHop(www, 'tls', 'reset')]),
    aVisit(www, Array(11).fill(aHop(www, { statusCode: 302, location: '/' })), null, true),
  ]
  for (const settings of [always, opensLater]) {
    for (const visit of visits) {
      const [finding] = judge([visit], settings)
      expect(fill(pageTextEn.findings[finding?.code as keyof typeof pageTextEn.findings], finding?.args ?? {}, 'en')).not.toContain('{')
      for (const { code, args } of causesOf([visit], { settings }).named) {
        const { title, why, steps } = pageTextEn.causes[code as keyof typeof pageTextEn.causes]
        const said = [title, why, ...steps].flatMap((words) => choose(words, args) ?? [])
        expect(said.map((line) => fill(line, args, 'en')).join('')).not.toContain('{')
      }
    }
  }
})
