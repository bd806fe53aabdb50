import { expect, test } from 'vitest'
import type { JudgeUpstream, Reason, Status } from '../../checks/check.ts'
import type { DnsEvidence } from '../../checks/dns/evidence.ts'
import type { FailureWord } from '../../checks/failure.ts'
import { failure } from '../../checks/failure.ts'
import { pageCodes } from '../../checks/page/codes.ts'
import type { Visit } from '../../checks/page/evidence.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import {
  aHop,
  answer,
  aPage,
  aVisit,
  away,
  byProxy,
  circle,
  failed,
  failedHop,
  judge,
  landing,
  logOn,
  other,
  own,
  settings,
  sso,
  tlsFinding,
  www,
} from './judging.ts'

const wrongName = { findings: { tls: [tlsFinding('tls.name', 'www.example', 'tls/name-mismatch', 'problem')] } }
const untrusted = { findings: { tls: [tlsFinding('tls.trust', 'www.example', 'tls/self-signed', 'problem')] } }
const vouchedFor = (store: string) => ({
  findings: {
    tls: [
      tlsFinding('tls.name', 'www.example', 'tls/name-matches', 'ok'),
      { ...tlsFinding('tls.trust', 'www.example', 'tls/trusted', 'ok'), args: { host: 'www.example', store } },
    ],
  },
})
const expired = { findings: { tls: [tlsFinding('tls.dates', 'www.example', 'tls/expired', 'problem')] } }
const inspected = { findings: { tls: [tlsFinding('tls.trust', 'www.example', 'tls/intercepted', 'warning')] } }

function lookup(word: FailureWord): Partial<JudgeUpstream> {
  const system = [{ name: 'www.example', addresses: [], failure: failure(word), elapsedMs: 1 }]
  return { evidence: { dns: { system } as unknown as DnsEvidence } }
}
const otherSession: Partial<JudgeUpstream> = { evidence: { proxy: { notChecked: 'not-the-users-session' } as unknown as ProxyEvidence } }

interface Case {
  readonly name: string
  readonly visit: Visit
  readonly code: (typeof pageCodes)[number]
  readonly status: Status
  readonly reason?: Reason
  readonly upstream?: Partial<JudgeUpstream>
}

const cases: readonly Case[] = [
  { name: 'the landing page', visit: answer(www, 200, landing), code: 'page/landing', status: 'ok' },
  { name: 'the log-on form', visit: answer(sso, 200, logOn), code: 'page/log-on-form', status: 'ok' },
  { name: 'the log-on form with status 401', visit: answer(sso, 401, logOn), code: 'page/log-on-form', status: 'ok' },
  {
    name: 'a landing page that leads on to the log-on form',
    visit: aVisit(www, [aHop(www, { statusCode: 302, location: sso }), aHop(sso)], logOn),
    code: 'page/log-on-form',
    status: 'ok',
  },
  { name: 'a log-on form in the place of the landing page', visit: answer(www, 200, logOn), code: 'page/unexpected', status: 'warning' },
  {
    name: 'a page that was cut behind what counts',
    visit: answer(www, 200, aPage({ ...landing, cut: true })),
    code: 'page/landing',
    status: 'ok',
  },
  {
    name: 'the landing page behind a box whose root is trusted',
    visit: answer(www, 200, landing),
    code: 'page/landing',
    status: 'ok',
    upstream: inspected,
  },

  { name: 'any page of a profile of one’s own', visit: answer(own, 200, other), code: 'page/answered', status: 'ok' },
  { name: 'no page, of a profile of one’s own', visit: answer(own, 204), code: 'page/answered', status: 'ok' },
  { name: 'a question who one is, of a profile of one’s own', visit: answer(own, 401), code: 'page/answered', status: 'ok' },

  { name: 'another page', visit: answer(www, 200, other), code: 'page/unexpected', status: 'warning' },
  { name: 'what is no page', visit: answer(www, 200), code: 'page/unexpected', status: 'warning' },
  { name: 'another status', visit: answer(www, 429, other), code: 'page/unexpected', status: 'warning' },
  { name: 'a redirect to nowhere', visit: answer(www, 302), code: 'page/unexpected', status: 'warning' },

  ...[aPage({ scripts: 1 }), aPage({ frames: 2 }), aPage({ cut: true })].map(
    (page): Case => ({
      name: `another page with ${page.scripts} scripts, ${page.frames} frames, cut: ${page.cut}`,
      visit: answer(sso, 200, page),
      code: 'page/not-recognised',
      status: 'not-checked',
      reason: 'page-not-recognised',
    }),
  ),
  { name: 'scripts with another status', visit: answer(www, 400, aPage({ scripts: 1 })), code: 'page/unexpected', status: 'warning' },

  {
    name: 'a circle that asks for a cookie',
    visit: circle(true),
    code: 'page/needs-cookies',
    status: 'not-checked',
    reason: 'page-not-recognised',
  },
  { name: 'a circle that asks for none', visit: circle(false), code: 'page/redirect-loop', status: 'problem' },

  { name: 'another host', visit: away('https://www.stranger.test/x?token=1'), code: 'page/redirected-away', status: 'problem' },
  {
    name: 'another host, by <meta>',
    visit: answer(www, 200, aPage({ metaRefresh: '0;url=https://www.stranger.test/' })),
    code: 'page/redirected-away',
    status: 'problem',
  },
  {
    name: 'another host of a box whose root is trusted',
    visit: away('https://filter.test/'),
    code: 'page/redirected-away',
    status: 'problem',
    upstream: inspected,
  },
  {
    name: 'another host of an organisation that ends alike',
    visit: away('https://notexample/'),
    code: 'page/redirected-away',
    status: 'problem',
  },
  {
    name: 'another host of a profile of one’s own',
    visit: away('https://login.elsewhere.test/', 302, own),
    code: 'page/redirected-away',
    status: 'warning',
  },

  { name: 'status 511', visit: answer(www, 511, other), code: 'page/captive-portal', status: 'problem' },
  {
    name: 'status 511 from a proxy',
    visit: failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 511 }),
    code: 'page/captive-portal',
    status: 'problem',
  },
  { name: 'another host that is not encrypted', visit: away('http://10.1.1.1/sign-in'), code: 'page/captive-portal', status: 'problem' },
  {
    name: 'another host that is not encrypted, sent by one whom a public authority vouches for',
    visit: away('http://notice.example/maintenance'),
    code: 'page/redirected-away',
    status: 'problem',
    upstream: vouchedFor('bundled'),
  },
  {
    name: 'another host that is not encrypted, sent by one whom a root on this PC vouches for',
    visit: away('http://10.1.1.1/sign-in'),
    code: 'page/captive-portal',
    status: 'problem',
    upstream: vouchedFor('system'),
  },
  {
    name: 'another host, sent by one with another name',
    visit: away('https://portal.test/'),
    code: 'page/captive-portal',
    status: 'problem',
    upstream: wrongName,
  },
  {
    name: 'another host, sent by one whom nobody trusts',
    visit: away('https://portal.test/'),
    code: 'page/captive-portal',
    status: 'problem',
    upstream: untrusted,
  },
  {
    name: 'a form under another name',
    visit: answer(www, 200, aPage({ forms: 1 })),
    code: 'page/captive-portal',
    status: 'problem',
    upstream: wrongName,
  },
  {
    name: 'a log-on form in the place of the landing page, under another name',
    visit: answer(www, 200, logOn),
    code: 'page/captive-portal',
    status: 'problem',
    upstream: wrongName,
  },

  ...[
    { name: 'a page under another name', visit: answer(www, 200, other), upstream: wrongName },
    { name: 'the right page under another name', visit: answer(www, 200, aPage({ ...landing, forms: 1 })), upstream: wrongName },
    {
      name: 'a log-on form, where one should be, under another name',
      visit: answer(sso, 200, logOn),
      upstream: { findings: { tls: [tlsFinding('tls.name', 'sso.example', 'tls/name-mismatch', 'problem')] } },
    },
    {
      name: 'a form of a profile of one’s own under another name',
      visit: answer(own, 200, aPage({ forms: 1 })),
      upstream: { findings: { tls: [tlsFinding('tls.name', 'own.test', 'tls/name-mismatch', 'problem')] } },
    },
    { name: 'a form under a certificate that nobody trusts', visit: answer(www, 200, logOn), upstream: untrusted },
    { name: 'the right page under an expired certificate', visit: answer(www, 200, landing), upstream: expired },
    { name: 'a refusal under a certificate that nobody trusts', visit: answer(www, 403), upstream: untrusted },
    { name: 'another host, sent under an expired certificate', visit: away('https://portal.test/'), upstream: expired },
    { name: 'silence behind a certificate that nobody trusts', visit: failed('http', 'closed'), upstream: untrusted },
    {
      name: 'the right page behind a hop that Edge does not make',
      visit: aVisit(www, [aHop(www, { statusCode: 302, location: sso }), aHop(sso)], logOn),
      upstream: untrusted,
    },
  ].map((each): Case => ({ ...each, code: 'page/certificate-first', status: 'not-checked', reason: 'upstream-failed' })),
  {
    name: 'a bad certificate over another connection alone',
    visit: answer(www, 200, landing),
    code: 'page/landing',
    status: 'ok',
    upstream: {
      findings: {
        tls: [
          tlsFinding('tls.trust', 'www.example', 'tls/self-signed', 'problem', '203.0.113.6:443'),
          tlsFinding('tls.trust', 'www.example', 'tls/trusted', 'ok'),
        ],
      },
    },
  },
  {
    name: 'a bad certificate over the proxy by which the page came',
    visit: aVisit(www, [aHop(www, byProxy)], landing),
    code: 'page/certificate-first',
    status: 'not-checked',
    reason: 'upstream-failed',
    upstream: {
      findings: {
        tls: [
          tlsFinding('tls.trust', 'www.example', 'tls/self-signed', 'problem', 'via proxy.example:8080'),
          tlsFinding('tls.trust', 'www.example', 'tls/trusted', 'ok'),
        ],
      },
    },
  },
  {
    name: 'another host’s bad certificate',
    visit: answer(sso, 200, logOn),
    code: 'page/log-on-form',
    status: 'ok',
    upstream: untrusted,
  },

  { name: 'status 403', visit: answer(www, 403, other), code: 'page/forbidden', status: 'problem' },
  { name: 'status 403 of a profile of one’s own', visit: answer(own, 403), code: 'page/forbidden', status: 'problem' },
  { name: 'status 404', visit: answer(www, 404), code: 'page/not-found', status: 'problem' },
  { name: 'status 410', visit: answer(www, 410), code: 'page/not-found', status: 'problem' },
  { name: 'status 500', visit: answer(www, 500, logOn), code: 'page/server-error', status: 'problem' },
  { name: 'status 503', visit: answer(own, 503), code: 'page/server-error', status: 'problem' },

  { name: 'no HTTP', visit: failed('http', 'malformed'), code: 'page/no-answer', status: 'problem' },
  { name: 'silence after the request', visit: failed('http', 'no-reply'), code: 'page/no-answer', status: 'problem' },
  {
    name: 'half a page',
    visit: answer(www, 200, aPage({ cut: true, failure: failure('closed') })),
    code: 'page/no-answer',
    status: 'problem',
  },

  {
    name: 'no name',
    visit: failed('dns', 'name-unknown', { via: null }),
    code: 'page/unreachable',
    status: 'problem',
    upstream: lookup('name-unknown'),
  },
  {
    name: 'sent on to its own name without encryption, and nobody is there',
    visit: aVisit(www, [
      aHop(www, { statusCode: 302, location: 'http://www.example/' }),
      failedHop('http://www.example/', 'connect', 'refused'),
    ]),
    code: 'page/sent-unencrypted',
    status: 'problem',
  },
  { name: 'no connection', visit: failed('connect', 'no-reply'), code: 'page/unreachable', status: 'problem' },
  { name: 'no TLS', visit: failed('tls', 'tls-alert'), code: 'page/unreachable', status: 'problem' },
  { name: 'no proxy', visit: failed('proxy', 'refused', byProxy), code: 'page/unreachable', status: 'problem' },
  {
    name: 'no proxy, asked by another user',
    visit: failed('proxy', 'refused', byProxy),
    code: 'page/unreachable',
    status: 'problem',
    upstream: otherSession,
  },
  {
    name: 'a proxy that takes passwords too, of which Edge tries the Windows account first',
    visit: failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 407, authenticationSchemes: ['Negotiate', 'Basic'] }),
    code: 'page/integrated-authentication',
    status: 'not-checked',
    reason: 'integrated-authentication',
  },
  {
    name: 'a proxy that takes passwords alone',
    visit: failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 407, authenticationSchemes: ['Basic'] }),
    code: 'page/unreachable',
    status: 'problem',
  },
  {
    name: 'a proxy that does not say what it takes',
    visit: failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 407 }),
    code: 'page/unreachable',
    status: 'problem',
  },
  {
    name: 'a proxy that takes the Windows account alone',
    visit: failed('proxy', 'unknown', { ...byProxy, proxyStatusCode: 407, authenticationSchemes: ['Negotiate', 'NTLM'] }),
    code: 'page/integrated-authentication',
    status: 'not-checked',
    reason: 'integrated-authentication',
  },

  {
    name: 'no child may ask for the name',
    visit: failed('dns', 'name-unknown', { via: null }),
    code: 'page/not-asked',
    status: 'not-checked',
    reason: 'policy',
    upstream: lookup('access-denied'),
  },
  {
    name: 'a proxy that we cannot speak with',
    visit: failed('proxy', 'not-supported', byProxy),
    code: 'page/not-asked',
    status: 'not-checked',
    reason: 'upstream-failed',
  },
  {
    name: 'another user’s session',
    visit: failed('connect', 'no-reply'),
    code: 'page/not-asked',
    status: 'not-checked',
    reason: 'not-the-users-session',
    upstream: otherSession,
  },

  { name: 'nothing yet', visit: aVisit(www, []), code: 'page/not-finished', status: 'not-checked', reason: 'deadline' },
  {
    name: 'cut off while connecting',
    visit: failed('connect', 'cancelled'),
    code: 'page/not-finished',
    status: 'not-checked',
    reason: 'deadline',
  },
  {
    name: 'cut off while looking up',
    visit: failed('dns', 'name-unknown'),
    code: 'page/not-finished',
    status: 'not-checked',
    reason: 'deadline',
    upstream: lookup('cancelled'),
  },
  {
    name: 'cut off in the middle of another page',
    visit: answer(www, 200, aPage({ cut: true, failure: failure('cancelled') })),
    code: 'page/not-finished',
    status: 'not-checked',
    reason: 'deadline',
  },
]

test.each(cases)('$name: $code', ({ visit, code, status, reason, upstream }) => {
  const [finding] = judge([visit], settings, upstream)
  expect(finding).toMatchObject({ id: `page.reach ${visit.url}`, check: 'page', code, status })
  expect(finding?.reason).toBe(reason)
})

test('every code has a case, here, at the hours, or in in-browser.test.ts', () => {
  const seen = new Set<string>([...cases.map(({ code }) => code), 'page/outside-service-hours', 'page/seen-in-browser'])
  expect(pageCodes.filter((code) => !seen.has(code))).toEqual([])
})
