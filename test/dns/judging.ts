/** What resolvers said, as data in a few words, and what the judge and the catalogue make of it. */

import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import type { Cause } from '../../checks/cause.ts'
import type { Finding, JudgeUpstream } from '../../checks/check.ts'
import { dnsCauses } from '../../checks/dns/causes.ts'
import type { Attempt, DnsEvidence, Query } from '../../checks/dns/evidence.ts'
import { dnsJudge } from '../../checks/dns/judge.ts'
import { SEND_AT_MS } from '../../checks/dns/limits.ts'
import { parseEndpoint } from '../../checks/endpoint.ts'
import { type Failure, type FailureWord, failure } from '../../checks/failure.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import type { Settings } from '../../checks/settings.ts'
import { emptySettings } from '../support/context.ts'

export const sso = 'sso.hkexposttrade.com.hk'
export const www = 'www.ccass.com'

/** What a resolver says to a question. */
export type Saying =
  | {
      readonly addresses: readonly string[]
      readonly ttlSeconds?: number
      readonly alias?: string
      readonly elapsedMs?: number
      /** When it was sent again, where that was not when it was due. */
      readonly resentAtMs?: readonly number[]
    }
  | { readonly rcode: string; readonly chainEnds?: 'loop' | 'too-long' }
  | { readonly fails: FailureWord; readonly code?: string; readonly truncated?: boolean; readonly elapsedMs?: number }

export const silent: Saying = { fails: 'no-reply' }
export const nxdomain: Saying = { rcode: 'NXDOMAIN' }
export function gives(...addresses: readonly string[]): Saying {
  return { addresses }
}

export interface ResolverStory {
  readonly roles: readonly string[]
  /** By name, to the questions for A; or to every question. */
  readonly says: Readonly<Record<string, Saying>> | Saying
  /** To the questions for AAAA; by default that there is none, or as the others fail. */
  readonly saysToAaaa?: Saying
  readonly toNonexistent?: Saying
  readonly byTcp?: Saying
}

export interface Story {
  /** By id, as the evidence names them: the address, with a port only where it is not 53. */
  readonly resolvers: Readonly<Record<string, ResolverStory>>
  /** What applications find; by default what the first resolver gives. */
  readonly system?: Readonly<Record<string, readonly string[] | FailureWord>>
  readonly hosts?: DnsEvidence['hosts']['entries']
  readonly hostsFailure?: FailureWord
  readonly rules?: DnsEvidence['policyRules']
  readonly adapters?: DnsEvidence['adapters']
  readonly names?: readonly string[]
}

function isSaying(says: ResolverStory['says']): says is Saying {
  return 'addresses' in says || 'rcode' in says || 'fails' in says
}

function queryOf(resolver: string, name: string, type: Query['type'], purpose: Query['purpose'], saying: Saying): Query {
  const transport: Attempt['transport'] = purpose === 'tcp' ? 'tcp' : 'udp'
  const elapsedMs = 'rcode' in saying ? 5 : (saying.elapsedMs ?? 5)
  const reason: Failure | null = 'fails' in saying ? failure(saying.fails, saying.code) : null
  const resentAtMs = ('addresses' in saying ? saying.resentAtMs : undefined) ?? SEND_AT_MS.slice(1)
  const attempts: Attempt[] = [
    { transport, elapsedMs, failure: reason, malformedPackets: 0 },
    ...resentAtMs
      .filter((atMs) => transport === 'udp' && atMs < elapsedMs)
      .map((atMs) => ({
        transport,
        elapsedMs: elapsedMs - atMs,
        failure: reason ?? failure('no-reply', 'superseded'),
        malformedPackets: 0,
      })),
  ]
  return { resolver, name, type, purpose, attempts, outcome: outcomeOf(name, type, saying), elapsedMs }
}

function outcomeOf(name: string, type: Query['type'], saying: Saying): Query['outcome'] {
  if ('fails' in saying) return { kind: 'failed', failure: failure(saying.fails, saying.code), truncated: saying.truncated ?? false }
  const said = { kind: 'answered' as const, flags: { authoritative: false, truncated: false, recursionAvailable: true } }
  if ('rcode' in saying) {
    const chain = saying.chainEnds === undefined ? [] : ['a.example', name]
    return { ...said, rcode: saying.rcode, records: [], chain, chainEnds: saying.chainEnds ?? 'no-address', addresses: [] }
  }
  const { addresses, alias, ttlSeconds = 60 } = saying
  const aliases = alias === undefined ? [] : [{ name, type: 'CNAME', ttlSeconds, data: alias }]
  const records = [...aliases, ...addresses.map((data) => ({ name: alias ?? name, type, ttlSeconds, data }))]
  return {
    ...said,
    rcode: 'NOERROR',
    records,
    chain: alias === undefined ? [] : [alias],
    chainEnds: addresses.length > 0 ? 'address' : 'no-address',
    addresses: [...addresses],
  }
}

/** Questions for AAAA fail as those for A do; where those are answered, there is no such address. */
function toAaaa(saying: Saying): Saying {
  return 'addresses' in saying ? gives() : saying
}

function queriesOf(id: string, story: ResolverStory, names: readonly string[]): Query[] {
  const toA = (name: string) => (isSaying(story.says) ? story.says : (story.says[name] ?? nxdomain))
  const first = toA(names[0] ?? '')
  const fails = 'fails' in first && first.truncated !== true
  return [
    ...names.flatMap((name) => [
      queryOf(id, name, 'A', 'target', toA(name)),
      queryOf(id, name, 'AAAA', 'target', story.saysToAaaa ?? toAaaa(toA(name))),
    ]),
    queryOf(id, 'preflight-0123.invalid', 'A', 'nonexistent', story.toNonexistent ?? (fails ? first : nxdomain)),
    queryOf(id, names[0] ?? '', 'A', 'tcp', story.byTcp ?? first),
  ]
}

export function dnsEvidence({
  resolvers,
  system = {},
  hosts = [],
  hostsFailure,
  rules = [],
  adapters = [],
  names = [sso, www],
}: Story): DnsEvidence {
  const queries = Object.entries(resolvers).flatMap(([id, story]) => queriesOf(id, story, names))
  const firstAnswer = (name: string) =>
    queries.flatMap(({ outcome, name: asked, purpose }) =>
      asked === name && purpose === 'target' && outcome.kind === 'answered' ? outcome.addresses : [],
    )
  return {
    version: 1,
    resolvers: Object.entries(resolvers).map(([id, { roles }]) => ({
      ...(parseEndpoint(id, 53) ?? { address: id, port: 53 }),
      id,
      roles: [...roles],
    })),
    queries,
    system: names.map((name) => {
      const seen = system[name] ?? firstAnswer(name).slice(0, 1)
      return typeof seen === 'string'
        ? { name, addresses: [], failure: failure(seen), elapsedMs: 5 }
        : { name, addresses: [...seen], failure: seen.length > 0 ? null : failure('name-unknown', 'ENOTFOUND'), elapsedMs: 5 }
    }),
    hosts: { path: '/etc/hosts', failure: hostsFailure === undefined ? null : failure(hostsFailure), entries: [...hosts] },
    policyRules: [...rules],
    adapters: [...adapters],
    complete: true,
  }
}

/** HKEX's two servers are known to the site, and the ranges of its data centres. */
export const settings: Settings = {
  ...emptySettings,
  profiles: [{ id: 'ccass', required: ['dns', 'path'], serviceHours: null }],
  targets: [sso, www].map((host) => ({ profiles: ['ccass'], id: host, url: `https://${host}/`, host, port: 443, page: null })),
  resolvers: [
    { address: '10.0.0.1', port: 53, roles: ['hkex-1'] },
    { address: '10.0.0.2', port: 53, roles: ['hkex-2'] },
  ],
  ranges: { primary: ['10.1.0.0/16', '2001:db8:1::/48'], secondary: ['10.2.0.0/16'] },
}

export function judge(story: Story, changes: Partial<Settings> = {}, upstream: Partial<JudgeUpstream['evidence']> = {}): Finding[] {
  return dnsJudge.judge(dnsEvidence(story), { ...settings, ...changes }, { evidence: upstream, findings: {} })
}

/** Edge reaches these through a proxy, and nothing else. */
export function throughProxy(...hosts: readonly string[]): ProxyEvidence {
  const routes = hosts.map((host) => ({
    url: `https://${host}/`,
    host,
    port: 443,
    proxies: ['proxy.example:8080'],
    direct: false,
    setting: 0,
    bypassedBy: null,
  }))
  return {
    version: 1,
    settings: [],
    obeyed: 0,
    unread: [],
    pac: [],
    routes,
    reach: [],
    tunnels: [],
    handshakes: [],
    notChecked: null,
    complete: true,
  }
}

const catalogue: readonly Cause[] = [...dnsCauses, ...pathCauses]

/** The causes in short, worst first; what stays unexplained counts as one of them. */
export function causes(findings: readonly Finding[]): string[] {
  const { causes: named, unexplained, errors } = diagnose(findings, catalogue)
  return [
    ...named.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`),
    ...unexplained.map(({ id }) => `unexplained ${id}`),
    ...errors,
  ]
}

export function named(findings: readonly Finding[], code: string) {
  return diagnose(findings, catalogue).causes.find((cause) => cause.code === code)
}
