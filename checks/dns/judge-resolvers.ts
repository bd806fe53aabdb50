/** Each resolver by itself: TCP, speed, rewriting; and whether HKEX's are in use. */

import type { Finding } from '../check.ts'
import { notConfigured } from '../common/findings.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence, Query } from './evidence.ts'
import { rewrittenTo } from './judge-answers.ts'
import { SEND_AT_MS } from './limits.ts'

/** Windows asks the next server when the first has been silent for 1 s (Microsoft, "DNS client resolution timeouts"). */
const SLOW_MS = 1000
/** Timers of a machine that is not overloaded are some milliseconds late. */
const LATE_MS = 200

export function judgeResolvers(evidence: DnsEvidence): Finding[] {
  return evidence.resolvers.flatMap(({ id, roles }) => {
    const queries = evidence.queries.filter((query) => query.resolver === id)
    const speaks = queries.some(({ outcome, purpose }) => purpose !== 'tcp' && outcome.kind === 'answered')
    // Of a resolver that does not speak at all nothing more can be said; its answers say so.
    return [
      ...(speaks ? [...rewriteFinding(evidence, id, roles, queries), ...speedFinding(id, roles, queries)] : []),
      ...tcpFinding(id, roles, queries).filter(({ status }) => speaks || status === 'ok'),
    ]
  })
}

function rewriteFinding(evidence: DnsEvidence, resolver: string, roles: string[], queries: readonly Query[]): Finding[] {
  const probe = queries.find((query) => query.purpose === 'nonexistent')
  // SERVFAIL or REFUSED says nothing of names that do not exist.
  if (probe?.outcome.kind !== 'answered' || !['NXDOMAIN', 'NOERROR'].includes(probe.outcome.rcode)) return []
  const addresses = rewrittenTo(evidence, resolver)
  const finding = {
    id: question.dnsRewrite(resolver),
    check: 'dns',
    subject: resolver,
    args: { resolver, roles, addresses, name: probe.name },
  } as const
  return [
    addresses.length > 0
      ? { ...finding, code: 'dns/nxdomain-rewritten', status: 'warning' }
      : { ...finding, code: 'dns/unknown-name-denied', status: 'ok' },
  ]
}

function tcpFinding(resolver: string, roles: string[], queries: readonly Query[]): Finding[] {
  const byTcp = queries.find((query) => query.purpose === 'tcp')
  if (byTcp === undefined) return []
  const needed = queries.some(({ outcome }) => outcome.kind === 'failed' && outcome.truncated)
  const failure = byTcp.outcome.kind === 'failed' ? byTcp.outcome.failure : null
  const byUdp = queries.find(({ name, type, purpose }) => purpose === 'target' && name === byTcp.name && type === byTcp.type)
  // Silence says nothing of TCP where the same question is not answered by UDP either.
  const isMute = failure?.word === 'no-reply' && byUdp?.outcome.kind === 'failed' && !byUdp.outcome.truncated
  if (failure?.word === 'cancelled' || isMute) return []
  const finding = {
    id: question.dnsTcp(resolver),
    check: 'dns',
    subject: resolver,
    args: { resolver, roles, needed, failure: failure?.code ?? null },
  } as const
  return [
    failure === null ? { ...finding, code: 'dns/tcp-answers', status: 'ok' } : { ...finding, code: 'dns/tcp-blocked', status: 'warning' },
  ]
}

function speedFinding(resolver: string, roles: string[], queries: readonly Query[]): Finding[] {
  const answered = queries.filter((query) => query.purpose === 'target' && query.outcome.kind === 'answered')
  // Where this program was late itself an answer may have lain there for a while: a short time is a short time, and a long one proves nothing.
  const times = answered
    .flatMap((query) => timesOf(query).filter((elapsedMs) => elapsedMs <= SLOW_MS || !isLate(query)))
    .toSorted((a, b) => a - b)
  const fastest = times[0]
  if (fastest === undefined) return []
  const finding = {
    id: question.dnsSpeed(resolver),
    check: 'dns',
    subject: resolver,
    args: { resolver, roles, elapsedMs: Math.round(fastest) },
  } as const
  return [fastest > SLOW_MS ? { ...finding, code: 'dns/slow', status: 'warning' } : { ...finding, code: 'dns/quick', status: 'ok' }]
}

/** Of each sending that was answered, from that sending on. */
function timesOf({ attempts }: Query): number[] {
  return attempts.filter(({ failure, transport }) => failure === null && transport === 'udp').map(({ elapsedMs }) => elapsedMs)
}

/** Whether a sending that was due before the answer was seen went out late, or not at all: then nobody read what came either. */
function isLate({ attempts }: Query): boolean {
  const byUdp = attempts.filter(({ transport }) => transport === 'udp')
  const whole = byUdp[0]?.elapsedMs ?? 0
  return SEND_AT_MS.some((atMs, index) => whole - (byUdp[index]?.elapsedMs ?? 0) > atMs + LATE_MS)
}

/** The CCMS annex speaks to those who do "not use the DNS services provided by HKEX": allowed, and said. */
export function judgeConfigured(evidence: DnsEvidence, settings: Settings): Finding[] {
  const isHkex = ({ roles }: { readonly roles: readonly string[] }) => roles.some((role) => role.startsWith('hkex-'))
  if (!settings.resolvers.some(isHkex)) return [notConfigured('dns', 'resolvers.hkex')]
  // A server that an adapter alone names bears no role for it where the site file names it too.
  const byAdapters = new Set(evidence.adapters.flatMap(({ servers }) => servers))
  const own = evidence.resolvers.filter(
    ({ roles, address }) => roles.some((role) => role.startsWith('configured-')) || byAdapters.has(address),
  )
  if (own.length === 0) return []
  const unset = evidence.resolvers.filter((resolver) => isHkex(resolver) && !own.includes(resolver)).map(({ id }) => id)
  const args = { configured: own.map(({ id }) => id), unset }
  const finding = { id: question.dnsConfigured(), check: 'dns', subject: 'DNS', args } as const
  if (!own.some(isHkex)) return [{ ...finding, code: 'dns/not-hkex', status: 'warning' }]
  return [
    unset.length === 0
      ? { ...finding, code: 'dns/hkex-used', status: 'ok' }
      : { ...finding, code: 'dns/alternate-not-set', status: 'warning' },
  ]
}
