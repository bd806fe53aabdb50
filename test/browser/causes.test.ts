import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import type { BrowserEvidence } from '../../checks/browser/evidence.ts'
import { causes } from '../../checks/causes.ts'
import { aBrowserVisit, chrome, edge, failing, judge, landing, logOn, other, own, policy, reached, sso, www } from './judging.ts'

/** Nothing came, and the browser named no error. */
const waiting = (url: string) => ({
  ...aBrowserVisit(url),
  hops: [],
  finalUrl: null,
  statusCode: null,
  page: null,
  failure: { word: 'no-reply' as const, code: 'limit' },
})

describe('what explains it', () => {
  const loaded = [aBrowserVisit(www, { page: landing }), aBrowserVisit(sso, { page: logOn }), aBrowserVisit(own, { page: other })]
  const named = (given: Partial<BrowserEvidence>) =>
    diagnose([...reached, ...judge(given)], causes).causes.map(({ code, severity, explains }) => `${severity} ${code} ${explains.length}`)

  test.each<[string, Partial<BrowserEvidence>, string[]]>([
    ['nothing where all pages load', { visits: loaded }, []],
    ['no browser', { browsers: [], used: null }, ['blocker browser/missing 1']],
    ['Chrome alone', { browsers: [chrome], visits: loaded }, ['warning browser/missing 1']],
    ['an old Edge', { browsers: [{ ...edge, version: '100.0.1185.29' }], visits: loaded }, ['warning browser/outdated 1']],
    [
      'secure DNS, and pages that load',
      { policies: [policy('DnsOverHttpsMode', 'secure')], visits: loaded },
      ['note browser/secure-dns 1'],
    ],
    ['secure DNS, and no page asked for', { policies: [policy('DnsOverHttpsMode', 'secure')] }, ['warning browser/secure-dns 1']],
    [
      'secure DNS that knows no address',
      { policies: [policy('DnsOverHttpsMode', 'secure')], visits: [failing(sso, 'ERR_NAME_NOT_RESOLVED')] },
      ['blocker browser/secure-dns 2'],
    ],
    [
      'secure DNS that gives an address where nobody is',
      { policies: [policy('DnsOverHttpsMode', 'secure')], visits: [failing(sso, 'ERR_CONNECTION_TIMED_OUT')] },
      ['blocker browser/secure-dns 2'],
    ],
    [
      'secure DNS that says nothing, so that nothing comes in time',
      { policies: [policy('DnsOverHttpsMode', 'secure')], visits: [waiting(sso)] },
      ['blocker browser/secure-dns 2'],
    ],
    ['nothing comes in time without secure DNS', { visits: [waiting(sso)] }, ['warning browser/page-fails 1']],
    [
      'secure DNS, and a protocol that the browser alone speaks',
      { policies: [policy('DnsOverHttpsMode', 'secure')], visits: [failing(sso, 'ERR_HTTP2_PROTOCOL_ERROR')] },
      ['blocker browser/page-fails 1', 'warning browser/secure-dns 1'],
    ],
    ['no address without secure DNS', { visits: [failing(sso, 'ERR_NAME_NOT_RESOLVED')] }, ['blocker browser/page-fails 1']],
    [
      'a list that blocks, and the page that it blocks',
      { policies: [policy('URLBlocklist', ['sso.example'])], visits: [failing(sso, 'ERR_BLOCKED_BY_ADMINISTRATOR')] },
      ['blocker browser/policy-blocks 2'],
    ],
    ['pop-ups', { policies: [policy('PopupsBlockedForUrls', ['https://sso.example'])], visits: loaded }, ['note browser/popups-blocked 1']],
    ['another page', { visits: [aBrowserVisit(sso, { page: other })] }, ['warning browser/page-unexpected 1']],
  ])('%s', (_, given, expected) => {
    expect(named(given)).toEqual(expected)
  })

  test.each<[string, Partial<BrowserEvidence>, RegExp]>([
    [
      'a certificate that this program finds good',
      { visits: [failing(sso, 'ERR_CERT_REVOKED')] },
      /at the certificate \(ERR_CERT_REVOKED\)/,
    ],
    ['another error', { visits: [failing(sso, 'ERR_HTTP2_PROTOCOL_ERROR')] }, /stops: .*\(ERR_HTTP2_PROTOCOL_ERROR\)\.$/],
    [
      'an error that a policy may be behind',
      { policies: [policy('ProxyMode', 'fixed_servers')], visits: [failing(sso, 'ERR_PROXY_CONNECTION_FAILED')] },
      /ProxyMode=fixed_servers/,
    ],
    ['nothing at all', { visits: [waiting(sso)] }, /The browser stops: /],
  ])('what is said of a page that fails: %s', (_, given, why) => {
    const [cause] = diagnose([...reached, ...judge(given)], causes).causes
    const said = causeText(cause?.code ?? '', cause?.subject ?? '', cause?.args ?? {}, 'en')
    expect(said.why).toMatch(why)
    expect(said.steps.some((step) => step.includes('edge://policy'))).toBe(!said.why.includes('at the certificate'))
  })
})
