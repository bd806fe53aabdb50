/** Each resolver by itself: TCP, speed, rewriting; and whether HKEX's are in use. */

import type { Finding } from '../check.ts'
import { notConfigured } from '../common/findings.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence, Query } from './evidence.ts'
import { rewrittenTo } from './judge-answers.ts'

/** Windows asks the next server when the first has been silent for 1 s (Microsoft, "DNS client resolution timeouts"). */
const SLOW_MS = 1000

export function judgeResolvers(evidence: DnsEvidence): Finding[] {
  return evidence.resolvers.flatMap(({ id, roles }) => {
    const queries = evidence.queries.filter((query) => query.resolver === id)
    const speaks = queries.some(({ outcome, purpose }) => purpose !== 'tcp' && outcome.kind === 'answered')
    // Of a resolver that does not speak at all nothing more can be said; its answers say so.
    return speaks
      ? [rewriteFinding(evidence, id, roles, queries), tcpFinding(id, roles, queries), speedFinding(id, roles, queries)].flat()
      : []
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
  if (failure?.word === 'cancelled') return []
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
  const times = queries
    .filter((query) => query.purpose === 'target' && query.outcome.kind === 'answered')
    .flatMap((query) =>
      query.attempts.filter((attempt) => attempt.failure === null && attempt.transport === 'udp').map((attempt) => attempt.elapsedMs),
    )
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

/** The CCMS annex speaks to those who do "not use the DNS services provided by HKEX": allowed, and said. */
export function judgeConfigured(evidence: DnsEvidence, settings: Settings): Finding[] {
  if (!settings.resolvers.some(({ roles }) => roles.some((role) => role.startsWith('hkex-'))))
    return [notConfigured('dns', 'resolvers.hkex')]
  const own = evidence.resolvers.filter(({ roles }) => roles.some((role) => role.startsWith('configured-')))
  if (own.length === 0) return []
  const finding = { id: question.dnsConfigured(), check: 'dns', subject: 'DNS', args: { configured: own.map(({ id }) => id) } } as const
  const uses = own.some(({ roles }) => roles.some((role) => role.startsWith('hkex-')))
  return [uses ? { ...finding, code: 'dns/hkex-used', status: 'ok' } : { ...finding, code: 'dns/not-hkex', status: 'warning' }]
}
