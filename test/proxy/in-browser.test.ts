import { expect, test } from 'vitest'
import { isBad } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import type { PageEvidence } from '../../checks/page/evidence.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { aBrowserVisit, evidence as browserEvidence, failing } from '../browser/judging.ts'
import { aHop, aVisit } from '../page/judging.ts'
import { judge, pac, refused, route, tunnel } from './evidence.ts'
import { site } from './world.ts'

const { url } = site
const shows = browserEvidence({ visits: [aBrowserVisit(url)] })
const fails = browserEvidence({ visits: [failing(url, 'ERR_PROXY_CONNECTION_FAILED')] })
const page = (statusCode: number | null): PageEvidence => ({
  version: 1,
  visits: [aVisit(url, [aHop(url, { statusCode })])],
  complete: true,
})

const proxyDead: Partial<ProxyEvidence> = { reach: [refused()], tunnels: [] }
const forbidden: Partial<ProxyEvidence> = { tunnels: [tunnel({ statusCode: 403 })] }
test.each([
  ['an unreachable proxy', proxyDead, 'proxy/unreachable'],
  ['a proxy that forbids', forbidden, 'proxy/forbids'],
])('%s: the browser’s page decides', (_, given, code) => {
  const bad = (upstream: Parameters<typeof judge>[1]) => judge(given, upstream).filter(isBad)
  expect(bad({ upstream: { browser: shows, page: page(null) } })).toEqual([])
  expect(bad({ upstream: { browser: fails, page: page(null) } }).map((finding) => finding.code)).toEqual([code])
  // It comes and goes: this program was served a moment later.
  expect(bad({ upstream: { browser: shows, page: page(200) } }).map((finding) => finding.code)).toEqual([code])
})

test('a script that is not to be had is told, though the page loads: without it nobody knows the way', () => {
  const pacFailed = pac({ stage: 'connect', failure: failure('prohibited', 'EACCES'), answers: [] })
  const found = judge(
    { pac: [pacFailed], routes: [route({ proxies: [], direct: false })] },
    { upstream: { browser: shows, page: page(null) } },
  )
  expect(found.filter(isBad).map(({ code }) => code)).toEqual(['proxy/pac-unavailable'])
})

test.each([
  ['shows every page: the PC was busy, and Edge was told the way', shows, []],
  ['fails: the script is what is wrong', fails, ['proxy/pac-invalid']],
])('a script that takes longer than it is given, and the browser %s', (_, browser, expected) => {
  const slow = pac({ answers: [{ url, answer: null, error: { stage: 'run', kind: 'time-limit', detail: 'dnsResolve' } }] })
  const found = judge({ pac: [slow], routes: [route({ proxies: [], direct: true })] }, { upstream: { browser, page: page(null) } })
  expect(found.filter(isBad).map(({ code }) => code)).toEqual(expected)
})
