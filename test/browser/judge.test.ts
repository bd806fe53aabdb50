import { describe, expect, test } from 'vitest'
import { findingText } from '../../agent/report/words.ts'
import { browserCodes } from '../../checks/browser/codes.ts'
import type { BrowserEvidence } from '../../checks/browser/evidence.ts'
import type { Finding, Reason, Status } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { question } from '../../checks/questions.ts'
import { languages } from '../../checks/text.ts'
import {
  aBrowserVisit,
  alone,
  chrome,
  edge,
  evidence,
  failing,
  judge,
  landing,
  logOn,
  other,
  own,
  policy,
  reached,
  settings,
  sso,
  www,
} from './judging.ts'

interface Case {
  readonly name: string
  readonly given: Partial<BrowserEvidence>
  readonly id: string
  readonly code: (typeof browserCodes)[number]
  readonly status: Status
  readonly reason?: Reason
  readonly page?: readonly Finding[]
  readonly args?: Readonly<Record<string, unknown>>
}

const present = question.browserPresent()
const version = question.browserVersion()
const secureDns = question.browserSecureDns()
const at = (url: string) => question.browserPage(url)
const stopped = (code: string, status: Status = 'problem') => [alone(sso, code, status)]

const cases: readonly Case[] = [
  { name: 'Edge', given: {}, id: present, code: 'browser/edge-found', status: 'ok' },
  {
    name: 'Chrome alone',
    given: { browsers: [chrome] },
    id: present,
    code: 'browser/missing',
    status: 'warning',
    args: { others: ['Google Chrome 154.0.3100.10'] },
  },
  { name: 'no browser', given: { browsers: [], used: null }, id: present, code: 'browser/missing', status: 'problem' },
  {
    name: 'none found where the registry could not be read',
    given: { browsers: [], used: null, unread: [{ path: 'HKLM', failure: failure('access-denied') }] },
    id: present,
    code: 'browser/missing',
    status: 'not-checked',
    reason: 'policy',
  },
  {
    name: 'none on Linux',
    given: { platform: 'linux', browsers: [], used: null },
    id: present,
    code: 'browser/missing',
    status: 'not-applicable',
  },
  { name: 'another on Linux', given: { platform: 'linux', browsers: [chrome] }, id: present, code: 'browser/other-found', status: 'ok' },

  { name: 'a version of this year', given: {}, id: version, code: 'browser/current', status: 'ok' },
  {
    name: 'a version of years ago',
    given: { browsers: [{ ...edge, version: '100.0.1185.29' }] },
    id: version,
    code: 'browser/outdated',
    status: 'warning',
  },
  {
    name: 'a version newer than the data',
    given: { browsers: [{ ...edge, version: '999.0.0.1' }] },
    id: version,
    code: 'browser/current',
    status: 'ok',
  },
  {
    name: 'no version',
    given: { browsers: [{ ...edge, version: null, versionFrom: null }] },
    id: version,
    code: 'browser/version-unknown',
    status: 'not-checked',
    reason: 'not-supported',
  },

  { name: 'nothing set', given: {}, id: secureDns, code: 'browser/terminals-dns', status: 'ok', args: { mode: null } },
  {
    name: 'secure by policy',
    given: { policies: [policy('DnsOverHttpsMode', 'secure')] },
    id: secureDns,
    code: 'browser/secure-dns',
    status: 'warning',
  },
  {
    name: 'automatic by policy',
    given: { policies: [policy('DnsOverHttpsMode', 'automatic')] },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'secure by the user',
    given: {
      userSettings: [
        { kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: 'https://dns.example/' }, failure: null },
      ],
    },
    id: secureDns,
    code: 'browser/secure-dns',
    status: 'warning',
    args: { templates: 'https://dns.example/', where: 'Local State' },
  },
  {
    name: 'secure by the user of a browser that is managed',
    given: {
      managed: true,
      userSettings: [{ kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }],
    },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'secure by the user of another browser',
    given: { userSettings: [{ kind: 'chrome', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }] },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'the policy outranks the user',
    given: {
      policies: [policy('DnsOverHttpsMode', 'off')],
      userSettings: [{ kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }],
    },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },

  { name: 'no list', given: {}, id: question.browserPolicy(sso), code: 'browser/allowed', status: 'ok' },
  {
    name: 'a list that names it',
    given: { policies: [policy('URLBlocklist', ['sso.example'])] },
    id: question.browserPolicy(sso),
    code: 'browser/policy-blocks',
    status: 'problem',
    args: { rule: 'sso.example' },
  },
  {
    name: 'a list that seems to name a page that loads',
    given: { policies: [policy('URLBlocklist', ['sso.example'])], visits: [aBrowserVisit(sso, { page: logOn })] },
    id: question.browserPolicy(sso),
    code: 'browser/allowed',
    status: 'ok',
  },
  {
    name: 'a list that seems to name a page that the browser asked for in vain',
    given: { policies: [policy('URLBlocklist', ['sso.example'])], visits: [failing(sso, 'ERR_CONNECTION_REFUSED')] },
    id: question.browserPolicy(sso),
    code: 'browser/allowed',
    status: 'ok',
  },
  {
    name: 'a list that names it, and a browser that did not get as far as that',
    given: {
      policies: [policy('URLBlocklist', ['sso.example'])],
      visits: [aBrowserVisit(sso, { hops: [], statusCode: null, page: null, failure: failure('no-reply', 'limit') })],
    },
    id: question.browserPolicy(sso),
    code: 'browser/policy-blocks',
    status: 'problem',
  },
  { name: 'no rule for pop-ups', given: {}, id: question.browserPopups(sso), code: 'browser/popups-allowed', status: 'ok' },
  {
    name: 'a rule against pop-ups',
    given: { policies: [policy('PopupsBlockedForUrls', ['[*.]example'])] },
    id: question.browserPopups(sso),
    code: 'browser/popups-blocked',
    status: 'warning',
  },

  {
    name: 'the log-on form',
    given: { visits: [aBrowserVisit(sso, { page: logOn })] },
    id: at(sso),
    code: 'browser/page-loads',
    status: 'ok',
  },
  {
    name: 'the landing page',
    given: { visits: [aBrowserVisit(www, { page: landing })] },
    id: at(www),
    code: 'browser/page-loads',
    status: 'ok',
  },
  {
    name: 'any page of one’s own profile',
    given: { visits: [aBrowserVisit(own, { page: other })] },
    id: at(own),
    code: 'browser/page-loads',
    status: 'ok',
  },
  {
    name: 'another page',
    given: { visits: [aBrowserVisit(sso, { page: other })] },
    id: at(sso),
    code: 'browser/page-unexpected',
    status: 'warning',
  },
  {
    name: 'the right page at a stranger’s host',
    given: { visits: [aBrowserVisit(sso, { page: logOn, finalUrl: 'https://elsewhere.test/sso' })] },
    id: at(sso),
    code: 'browser/page-unexpected',
    status: 'warning',
  },
  {
    name: 'an error that this program did not meet',
    given: { visits: [failing(sso, 'ERR_CONNECTION_RESET')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'connection', error: 'ERR_CONNECTION_RESET', seen: 'ERR_CONNECTION_RESET' },
  },
  {
    name: 'an error that a policy may be behind',
    given: { visits: [failing(sso, 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH')], policies: [policy('SSLVersionMin', 'tls1.3')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'tls', policies: ['SSLVersionMin=tls1.3'] },
  },
  {
    name: 'a status that this program did not get',
    given: { visits: [aBrowserVisit(sso, { statusCode: 403, page: other })] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'warning',
    args: { errorKind: 'http' },
  },
  {
    name: 'an empty page of an error that this program did not get',
    given: { visits: [aBrowserVisit(sso, { statusCode: 503, page: null, error: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE' })] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'warning',
    args: { errorKind: 'http', seen: 'HTTP 503' },
  },
  {
    name: 'a file to keep where a page should be',
    given: { visits: [aBrowserVisit(sso, { page: null, error: 'net::ERR_ABORTED' })] },
    id: at(sso),
    code: 'browser/page-unexpected',
    status: 'warning',
  },
  {
    name: 'a question who one is, of one’s own profile',
    given: { visits: [aBrowserVisit(own, { statusCode: 401, page: null, error: 'net::ERR_INVALID_AUTH_CREDENTIALS' })] },
    id: at(own),
    code: 'browser/page-loads',
    status: 'ok',
  },
  {
    name: 'a page that breaks off',
    given: { visits: [aBrowserVisit(sso, { page: other, error: 'net::ERR_CONNECTION_RESET' })] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'connection' },
  },
  {
    name: 'no answer within the limit',
    given: { visits: [aBrowserVisit(sso, { hops: [], statusCode: null, page: null, failure: failure('no-reply', 'limit') })] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'warning',
    args: { errorKind: 'limit' },
  },
  {
    name: 'an error where this program fails too',
    given: { visits: [failing(sso, 'ERR_NAME_NOT_RESOLVED')] },
    page: stopped('page/unreachable'),
    id: at(sso),
    code: 'browser/page-agrees',
    status: 'not-checked',
    reason: 'upstream-failed',
  },
  {
    name: 'an error at the certificate that this program judged bad',
    given: { visits: [failing(sso, 'ERR_CERT_DATE_INVALID')] },
    page: stopped('page/certificate-first', 'not-checked'),
    id: at(sso),
    code: 'browser/page-agrees',
    status: 'not-checked',
    reason: 'upstream-failed',
  },
  {
    name: 'the same unknown page',
    given: { visits: [aBrowserVisit(sso, { page: other })] },
    page: stopped('page/unexpected', 'warning'),
    id: at(sso),
    code: 'browser/page-agrees',
    status: 'not-checked',
    reason: 'upstream-failed',
  },
  {
    name: 'an error where this program only saw an unknown page',
    given: { visits: [failing(sso, 'ERR_CONNECTION_RESET')] },
    page: stopped('page/unexpected', 'warning'),
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
  },
  {
    name: 'blocked by the administrator',
    given: { visits: [failing(sso, 'ERR_BLOCKED_BY_ADMINISTRATOR')] },
    page: stopped('page/unreachable'),
    id: at(sso),
    code: 'browser/policy-blocks',
    status: 'problem',
  },
  {
    name: 'stopped by a firewall of this PC',
    given: { visits: [failing(sso, 'ERR_NETWORK_ACCESS_DENIED')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'connection' },
  },
  {
    name: 'stopped by a firewall of this PC that stops this program too',
    given: { visits: [failing(sso, 'ERR_NETWORK_ACCESS_DENIED')] },
    page: stopped('page/unreachable'),
    id: at(sso),
    code: 'browser/page-agrees',
    status: 'not-checked',
    reason: 'upstream-failed',
  },
  {
    name: 'stopped by what the server says of its own page',
    given: { visits: [failing(sso, 'ERR_BLOCKED_BY_RESPONSE')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'other' },
  },
  {
    name: 'HTTP/2 that breaks off, when the connection stands',
    given: { visits: [failing(sso, 'ERR_HTTP2_PROTOCOL_ERROR')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'problem',
    args: { errorKind: 'answer' },
  },
  {
    name: 'a network that changed in the middle',
    given: { visits: [failing(sso, 'ERR_NETWORK_CHANGED')] },
    id: at(sso),
    code: 'browser/page-fails',
    status: 'warning',
  },
  {
    name: 'a stranger’s question who one is, where one’s own profile asked',
    given: {
      visits: [
        aBrowserVisit(own, {
          finalUrl: 'https://elsewhere.test/',
          statusCode: 401,
          page: null,
          error: 'net::ERR_INVALID_AUTH_CREDENTIALS',
        }),
      ],
    },
    id: at(own),
    code: 'browser/page-unexpected',
    status: 'warning',
  },
  {
    name: 'headless forbidden',
    given: { used: null, notUsed: { reason: 'policy', policy: 'HeadlessModeEnabled', failure: null } },
    id: at(sso),
    code: 'browser/page-forbidden',
    status: 'not-checked',
    reason: 'policy',
    args: { policy: 'HeadlessModeEnabled' },
  },
  {
    name: 'switched off',
    given: { used: null, notUsed: { reason: 'switched-off', policy: null, failure: null } },
    id: at(sso),
    code: 'browser/page-not-asked',
    status: 'not-applicable',
    reason: 'switched-off',
  },
  {
    name: 'cut short',
    given: { complete: false },
    id: at(sso),
    code: 'browser/page-not-finished',
    status: 'not-checked',
    reason: 'deadline',
  },
  {
    name: 'cut short in the middle of a page',
    given: { visits: [aBrowserVisit(sso, { page: null, statusCode: null, failure: failure('cancelled') })] },
    id: at(sso),
    code: 'browser/page-not-finished',
    status: 'not-checked',
    reason: 'deadline',
  },
]

describe('what was seen is called by its name', () => {
  test.each(cases)('$name: $code', ({ given, id, code, status, reason, page, args = {} }) => {
    const finding = judge(given, page).find((each) => each.id === id)
    expect(finding).toMatchObject({ code, status, ...(reason === undefined ? {} : { reason }), args })
    for (const language of languages) expect(findingText(finding as Finding, language)).not.toMatch(/\{\w+\}|undefined/)
  })

  test('a root of --root that the browser does not know', () => {
    const found = judge({ visits: [failing(sso, 'ERR_CERT_AUTHORITY_INVALID')] }, reached, { ...settings, trustedRoots: ['PEM'] })
    expect(found.find(({ id }) => id === at(sso))).toMatchObject({
      code: 'browser/root-unknown',
      status: 'not-checked',
      reason: 'not-supported',
    })
  })

  test('every code has a case', () => {
    expect(new Set([...cases.map(({ code }) => code), 'browser/root-unknown'])).toEqual(new Set(browserCodes))
  })
})

test('evidence comes back through its schema as it was', async () => {
  const { browserEvidenceSchema } = await import('../../checks/browser/evidence.ts')
  const recorded = evidence({ visits: [aBrowserVisit(sso, { page: logOn })], policies: [policy('URLBlocklist', ['a.example'])] })
  expect(browserEvidenceSchema.parse(JSON.parse(JSON.stringify(recorded)))).toEqual(recorded)
})
