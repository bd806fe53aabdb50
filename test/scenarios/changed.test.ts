/** Recorded terminals, changed in one way that no lab plays: what they become then. */

import { expect, test } from 'vitest'
import type { DnsEvidence } from '../../checks/dns/evidence.ts'
import type { HostEvidence } from '../../checks/host/evidence.ts'
import type { PathEvidence } from '../../checks/path/evidence.ts'
import type { TlsEvidence } from '../../checks/tls/evidence.ts'
import { judgeScenario, readScenario, type Scenario } from './scenario.ts'

const SSO = 'sso.hkexposttrade.com.hk'

type Evidence = Scenario['evidence']

function causesOf(scenario: Scenario, changes: Partial<Evidence>, settings: Partial<Scenario['settings']> = {}): string[] {
  const evidence = { ...scenario.evidence, ...changes }
  const { judgement } = judgeScenario({ ...scenario, evidence, settings: { ...scenario.settings, ...settings } })
  return judgement.causes.map(({ code, severity, owner }) => `${severity} ${code} ${owner}`)
}

test.each([
  ['plainly where that fails', 2 | 4],
  ['by HTTPS alone', 2],
])('an old address that Windows may have from DNS over HTTPS, %s: that is named, and not its memory', async (_what, flags) => {
  const scenario = await readScenario('dns-cache-stale')
  const host = scenario.evidence.host as HostEvidence
  expect(causesOf(scenario, {})).toEqual(['blocker dns/cache-stale site-it'])
  const dns = {
    dohPolicy: null,
    suffixes: [],
    ...host.windows?.dns,
    dohServers: [{ server: '192.0.2.53', flags, template: null, inUse: true }],
  }
  const windows = { ...host.windows, dns } as HostEvidence['windows']
  expect(causesOf(scenario, { host: { ...host, windows } })).toEqual(['blocker host/doh site-it'])
})

/** The site's own server, a filter, gives the 2FA name an address where a page with another's certificate is. */
function filtered({ evidence }: Scenario): Partial<Evidence> {
  const address = '192.0.2.55'
  const dns = structuredClone(evidence.dns) as DnsEvidence
  const [hkex, filter] = dns.resolvers
  if (hkex === undefined || filter === undefined) throw new Error('two resolvers are wanted')
  hkex.roles = ['hkex-1']
  filter.roles = ['configured-1']
  for (const { resolver, name, type, outcome } of dns.queries) {
    if (resolver !== filter.id || name !== SSO || type !== 'A' || outcome.kind !== 'answered') continue
    outcome.addresses = [address]
    outcome.records = [{ name: SSO, type: 'A', ttlSeconds: 60, data: address }]
  }
  for (const each of dns.system) if (each.name === SSO) each.addresses = [address]
  const path = structuredClone(evidence.path) as PathEvidence
  const right = path.connections.find(({ hosts }) => hosts[0] === SSO)
  if (right === undefined) throw new Error('the right address is wanted')
  path.connections.push({ ...right, address, sources: ['resolver', 'system'] })
  right.sources = ['resolver']
  const tls = structuredClone(evidence.tls) as TlsEvidence
  const others = tls.handshakes.findIndex(({ host }) => host !== SSO)
  const shown = tls.presented.find(({ handshake }) => handshake === others)
  const greeted = tls.handshakes[others]
  if (shown === undefined || greeted === undefined) throw new Error('another host’s certificate is wanted')
  const record = { ...greeted, host: SSO, port: right.port, via: { kind: 'direct', address } } as const
  path.handshakes.push(record)
  tls.presented.push({ ...shown, handshake: tls.handshakes.push(record) - 1 })
  const page = structuredClone(evidence.page)
  for (const visit of page?.visits ?? []) {
    if (!visit.url.includes(SSO)) continue
    for (const hop of visit.hops) hop.via = { kind: 'direct', address }
    if (visit.page !== null) visit.page = { ...visit.page, passwordFields: 0, forms: 0, labels: ['Web filter'] }
  }
  return { dns, path, tls, page }
}

test('a DNS filter of the site’s own, to whose page nobody objects but the certificate: the server that gives it is named', async () => {
  const scenario = await readScenario('healthy')
  const changes = filtered(scenario)
  const ranges = { primary: [], secondary: [] }
  const found = causesOf(scenario, { ...changes, browser: undefined }, { ranges, browser: 'off' })
  expect(found.filter((cause) => !cause.startsWith('note'))).toEqual(['blocker dns/answers-differ site-it'])
})
