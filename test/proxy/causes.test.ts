import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import type { Finding, Status } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { proxyCauses } from '../../checks/proxy/causes.ts'
import type { ProxyCauseCode } from '../../checks/proxy/codes.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { proxyTextEn } from '../../checks/proxy/text.en.ts'
import { proxyTextZhHk } from '../../checks/proxy/text.zh-HK.ts'
import { question } from '../../checks/questions.ts'
import { choose, fill } from '../../checks/text.ts'
import { broken, directRoute, hello, type Judged, judge, pac, proxy, reach, refused, route, setting, tunnel } from './evidence.ts'
import { site, target } from './world.ts'

const page = (url: string, status: Status): Finding => {
  const { hostname } = new URL(url)
  return {
    id: question.pageReach(url),
    check: 'page',
    code: status === 'ok' ? 'page/answered' : 'page/unreachable',
    status,
    subject: hostname,
    args: { url, host: hostname },
  }
}

const dns = (id: string, code: string, status: Status = 'problem'): Finding => ({
  id,
  check: 'dns',
  code,
  status,
  subject: site.host,
  args: { host: site.host },
})

const path = (id: string, code: string, args: Finding['args']): Finding => ({
  id,
  check: 'path',
  code,
  status: 'problem',
  subject: id,
  args,
})

/** What fails where a proxy is needed and none is used: the name, the connection, the page. */
const failsDirectly = [
  dns(question.dnsAnswer(site.host, '10.0.0.1:53'), 'dns/name-unknown'),
  dns(question.dnsSystem(site.host), 'dns/system-fails'),
  path(question.pathConnect('203.0.113.1:443'), 'path/no-reply', { address: '203.0.113.1', hosts: [site.host] }),
  path(question.pathHost(site.host, 443), 'path/host-unreachable', { host: site.host }),
  page(site.url, 'problem'),
]

function causesOf(findings: readonly Finding[]) {
  const { causes, unexplained, errors } = diagnose(findings, proxyCauses)
  expect(errors).toEqual([])
  return { causes, unexplained: unexplained.map(({ id }) => id) }
}

type Case = [code: ProxyCauseCode, given: Partial<ProxyEvidence>, beside: readonly Finding[], judged?: Judged]
const pageFails = [page(site.url, 'problem')]
const script = setting({ kind: 'pac', value: 'http://pac.example/proxy.pac', where: 'AutoConfigURL' })
const notFound = pac({ stage: 'fetch', failure: failure('unknown', 'HTTP 404'), answers: [] })
const throwing = pac({ answers: [{ url: site.url, answer: null, error: { stage: 'run', kind: 'threw', detail: 'Error: x' } }] })

const cases: Case[] = [
  ['proxy/required', { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false })] }, failsDirectly, { direct: 'problem' }],
  ['proxy/unreachable', { reach: [refused()], tunnels: [] }, pageFails],
  ['proxy/name-unresolved', { reach: [reach({ stage: 'lookup', failure: failure('name-unknown', 'ENOTFOUND') })], tunnels: [] }, pageFails],
  ['proxy/authentication', { tunnels: [tunnel({ statusCode: 407, authenticationSchemes: ['Basic'] })] }, pageFails],
  ['proxy/forbids', { tunnels: [tunnel({ statusCode: 403 })] }, pageFails],
  ['proxy/upstream-fails', { tunnels: [tunnel({ statusCode: 502 })] }, pageFails],
  ['proxy/refuses', { tunnels: [tunnel({ statusCode: 404 })] }, pageFails],
  ['proxy/no-reply', { tunnels: [broken('no-reply', 'limit')] }, pageFails],
  ['proxy/drops', { tunnels: [broken('reset', 'ECONNRESET')] }, pageFails],
  ['proxy/not-a-proxy', { tunnels: [broken('malformed', 'not-http')] }, pageFails],
  ['proxy/hello-lost', { handshakes: [hello('big', 'closed'), hello('small', 'closed')] }, pageFails],
  ['proxy/large-packets-lost', { handshakes: [hello('big', 'no-reply'), hello('small', 'answered')] }, pageFails],
  [
    'proxy/pac-unavailable',
    { settings: [script], obeyed: null, pac: [notFound], routes: [directRoute()] },
    failsDirectly,
    { direct: 'problem' },
  ],
  [
    'proxy/pac-invalid',
    { settings: [script], pac: [throwing], routes: [directRoute({ setting: 0 })] },
    failsDirectly,
    { direct: 'problem' },
  ],
]

describe('each cause', () => {
  test.each(cases)('%s is the one cause, and what fails behind it folds under it', (code, given, beside, judged) => {
    const { causes, unexplained } = causesOf([...judge(given, judged), ...beside])
    expect(causes.map((cause) => [cause.code, cause.severity])).toEqual([[code, 'blocker']])
    expect(causes[0]?.explains).toEqual(expect.arrayContaining(beside.map(({ id }) => id)))
    expect(unexplained).toEqual([])
  })

  test.each(cases)('%s in words and in a command, with every value in its place', (code, given, beside, judged) => {
    const [cause] = causesOf([...judge(given, judged), ...beside]).causes
    const args = cause?.args ?? {}
    for (const [language, { causes }] of [
      ['en', proxyTextEn],
      ['zh-HK', proxyTextZhHk],
    ] as const) {
      const { title, why, steps } = causes[code]
      for (const words of [title, why, ...steps]) expect(fill(choose(words, args) ?? '', args, language)).not.toMatch(/[{}]|undefined/)
    }
    const confirm = proxyCauses.find((each) => each.code === code)?.confirm ?? '{missing}'
    expect(fill(confirm, args, 'en')).not.toMatch(/[{}]|undefined/)
  })

  test('every one has its case, its own number between 400 and 499, and somebody who can mend it', () => {
    expect(cases.map(([code]) => code).toSorted()).toEqual(proxyCauses.map(({ code }) => code).toSorted())
    expect(new Set(proxyCauses.map(({ number }) => number)).size).toBe(proxyCauses.length)
    expect(proxyCauses.every(({ number }) => number >= 400 && number <= 499)).toBe(true)
    expect(proxyCauses.every(({ owner }) => owner === 'site-it' || owner === 'site-network')).toBe(true)
  })
})

describe('how many', () => {
  const sso = target('https://sso.terminal.test/sso')
  const targets = [site, sso]
  const routes = targets.map(({ url, host, port }) => route({ url, host, port }))

  test('one proxy that refuses both hosts is one cause', () => {
    const tunnels = targets.map(({ host, port }) => tunnel({ host, port, statusCode: 403 }))
    const { causes } = causesOf([...judge({ routes, tunnels }, { targets }), ...targets.map(({ url }) => page(url, 'problem'))])
    expect(causes).toMatchObject([{ code: 'proxy/forbids', subject: proxy, args: { hosts: [sso.host, site.host] } }])
  })

  test('one that refuses only one of them does not speak of the other', () => {
    const tunnels = [tunnel({ statusCode: 403 }), tunnel({ host: sso.host })]
    const { causes } = causesOf([...judge({ routes, tunnels }, { targets }), page(site.url, 'problem'), page(sso.url, 'ok')])
    expect(causes).toMatchObject([{ code: 'proxy/forbids', args: { hosts: [site.host], urls: [site.url] } }])
  })

  test('two dead proxies in one list are two causes', () => {
    const other = 'other.example:3128'
    const found = judge({ routes: [route({ proxies: [proxy, other] })], reach: [refused(), refused({ proxy: other })], tunnels: [] })
    expect(
      causesOf([...found, page(site.url, 'problem')])
        .causes.map(({ subject }) => subject)
        .toSorted(),
    ).toEqual([other, proxy])
  })

  test('a dead spare is a warning, and the page that loads does not rule it out', () => {
    const other = 'other.example:3128'
    const found = judge({
      routes: [route({ proxies: [other, proxy] })],
      reach: [refused(), reach({ proxy: other })],
      tunnels: [tunnel({ proxy: other })],
    })
    const { causes, unexplained } = causesOf([...found, page(site.url, 'ok')])
    expect(causes).toMatchObject([{ code: 'proxy/unreachable', severity: 'warning', subject: proxy }])
    expect(unexplained).toEqual([])
  })

  test.each(cases)('%s that was gone when the page was asked for is a warning', (code, given, _beside, judged) => {
    const { causes, unexplained } = causesOf([...judge(given, judged), page(site.url, 'ok')])
    expect(causes).toMatchObject([{ code, severity: 'warning' }])
    expect(unexplained).toEqual([])
  })

  test('nothing is proposed where everything works', () => {
    expect(causesOf([...judge({}), page(site.url, 'ok')]).causes).toEqual([])
  })
})

describe('what a missing proxy does not explain', () => {
  const given = { settings: [script], obeyed: null, pac: [notFound], routes: [directRoute()] }

  const silent = dns(question.dnsAnswer(site.host, '10.0.0.1:53'), 'dns/resolver-silent')
  const answering: Finding = { ...dns(question.dnsAnswer(site.host, '10.0.0.2:53'), 'dns/answered'), status: 'ok' }

  test.each<[name: string, finding: Finding, ...beside: Finding[]]>([
    ['a line in hosts', dns(question.dnsHosts(site.host), 'dns/hosts-override')],
    ['a silent resolver beside one that answers', silent, answering],
    ['another host', { ...page('https://elsewhere.test/', 'problem') }],
  ])('%s', (_name, finding, ...beside) => {
    const { causes, unexplained } = causesOf([...judge(given, { direct: 'problem' }), ...pageFails, finding, ...beside])
    expect(causes.map(({ code }) => code)).toEqual(['proxy/pac-unavailable'])
    expect(unexplained).toEqual([finding.id])
  })

  test('but resolvers that are silent all: at many borders DNS is closed, and only the proxy knows names', () => {
    const { causes, unexplained } = causesOf([...judge(given, { direct: 'problem' }), ...pageFails, silent])
    expect(causes.map(({ code }) => code)).toEqual(['proxy/pac-unavailable'])
    expect(unexplained).toEqual([])
  })
})
