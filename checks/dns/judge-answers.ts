/** What each resolver said of each name. */

import { isIP } from 'node:net'
import type { Finding, Status } from '../check.ts'
import { notConfigured } from '../common/findings.ts'
import type { Failure } from '../failure.ts'
import { question } from '../questions.ts'
import { inRanges } from '../ranges.ts'
import type { Settings } from '../settings.ts'
import type { DnsCode } from './codes.ts'
import type { DnsEvidence, Query } from './evidence.ts'

/**
 * Two hours: the pause between session 1 (until 20:00, primary data centre) and session 2 (from 22:00, secondary) of
 * the connectivity test in CCASS circular, annex 1. An answer kept for longer would outlive such a switch.
 */
const LONG_TTL_SECONDS = 2 * 3600

type Answered = Extract<Query['outcome'], { kind: 'answered' }>

/**
 * Linux tells three tries of a second each to find a neighbour in the LAN by the same error as a router's word that a host is unreachable.
 * What comes sooner is a router's.
 */
const NEIGHBOUR_MS = 2000

/** One finding for each name at each resolver, and what follows from its addresses. */
export function judgeAnswers(evidence: DnsEvidence, settings: Settings, windows: boolean): Finding[] {
  const ranges = [...settings.ranges.primary, ...settings.ranges.secondary]
  const answers = pairs(evidence).map((pair) => ({ ...pair, ...answerOf(pair, evidence, windows) }))
  const answeredSomewhere = new Set(answers.filter((each) => each.code === 'dns/answered').map((each) => each.name))
  const findings = answers.map(
    ({ name, resolver, roles, code, args }): Finding => ({
      id: question.dnsAnswer(name, resolver),
      check: 'dns',
      code,
      ...statusOf(code, answeredSomewhere.has(name)),
      subject: resolver,
      args: { host: name, resolver, roles, ...args },
    }),
  )
  const good = answers.filter((each) => each.code === 'dns/answered')
  const judged = ranges.length === 0 ? [notConfigured('dns', 'addresses')] : good.flatMap((each) => rangeFinding(each, settings) ?? [])
  return [...findings, ...judged, ...good.map(ttlFinding)]
}

interface Pair {
  readonly name: string
  readonly resolver: string
  readonly roles: readonly string[]
  readonly queries: readonly Query[]
}

function pairs(evidence: DnsEvidence): Pair[] {
  return evidence.resolvers.flatMap(({ id, roles }) => {
    const asked = evidence.queries.filter((query) => query.resolver === id && query.purpose === 'target')
    return [...Map.groupBy(asked, (query) => query.name)].map(([name, queries]) => ({ name, resolver: id, roles, queries }))
  })
}

function addressesOf(queries: readonly Query[]): string[] {
  return [...new Set(queries.flatMap(({ outcome }) => (outcome.kind === 'answered' ? outcome.addresses : [])))]
}

/** Addresses that this resolver gave for a name that does not exist. */
export function rewrittenTo(evidence: DnsEvidence, resolver: string): readonly string[] {
  return addressesOf(evidence.queries.filter((query) => query.resolver === resolver && query.purpose === 'nonexistent'))
}

function answerOf(
  { resolver, queries }: Pair,
  evidence: DnsEvidence,
  windows: boolean,
): { code: DnsCode; args: Record<string, string | string[] | number> } {
  const addresses = addressesOf(queries)
  const rewritten = rewrittenTo(evidence, resolver)
  const elapsedMs = Math.round(Math.max(...queries.map((query) => query.elapsedMs)))
  if (addresses.length > 0) {
    const chain = queries.flatMap(({ outcome }) => (outcome.kind === 'answered' ? outcome.chain : []))
    const made = addresses.every((address) => rewritten.includes(address))
    return {
      code: made ? 'dns/nxdomain-rewritten' : 'dns/answered',
      args: { addresses, chain: [...new Set(chain)], ttlSeconds: ttlOf(queries), elapsedMs },
    }
  }
  // The question for A speaks for both where neither brought an address: every client asks it.
  const decisive = queries.find((query) => query.type === 'A') ?? queries[0]
  if (decisive === undefined) return { code: 'dns/cut-short', args: {} }
  const { outcome } = decisive
  if (outcome.kind === 'answered')
    return { code: codeOfAnswer(outcome), args: { rcode: outcome.rcode, chain: outcome.chain, failure: outcome.rcode } }
  const failure = outcome.failure.word === 'no-reply' ? (routersWord(evidence, resolver) ?? outcome.failure) : outcome.failure
  const cut = outcome.truncated && failure.word !== 'cancelled'
  return { code: cut ? 'dns/tcp-blocked' : codeOfFailure(failure, windows), args: { failure: failure.code } }
}

/** The system keeps from a UDP socket what a router says of the way, and hands it to the connection that is tried to the same server. */
function routersWord({ queries }: DnsEvidence, resolver: string): Failure | undefined {
  const byTcp = queries.find((query) => query.resolver === resolver && query.purpose === 'tcp')
  if (byTcp?.outcome.kind !== 'failed' || byTcp.elapsedMs >= NEIGHBOUR_MS) return undefined
  const { failure } = byTcp.outcome
  return failure.word === 'host-unreachable' || failure.word === 'network-unreachable' ? failure : undefined
}

function codeOfAnswer({ rcode, chainEnds }: Answered): DnsCode {
  if (rcode === 'NXDOMAIN') return 'dns/name-unknown'
  if (rcode === 'REFUSED') return 'dns/resolver-refuses'
  if (rcode !== 'NOERROR') return 'dns/resolver-fails'
  return chainEnds === 'loop' || chainEnds === 'too-long' ? 'dns/cname-loop' : 'dns/no-address'
}

function codeOfFailure({ word, code }: Failure, windows: boolean): DnsCode {
  if (word === 'no-reply') return 'dns/resolver-silent'
  // ICMP port unreachable; Windows tells it as a reset
  if (word === 'refused' || word === 'reset') return 'dns/resolver-closed'
  if (word === 'malformed') return 'dns/malformed-answer'
  if (word === 'cancelled') return 'dns/cut-short'
  // WSAEACCES comes from this PC's firewall; elsewhere EACCES is a router's, and EPERM this PC's.
  if (word === 'prohibited' && (windows || code === 'EPERM')) return 'dns/local-block'
  return 'dns/resolver-unreachable'
}

function statusOf(code: DnsCode, answeredSomewhere: boolean): { status: Status; reason?: 'deadline' } {
  if (code === 'dns/answered') return { status: 'ok' }
  if (code === 'dns/cut-short') return { status: 'not-checked', reason: 'deadline' }
  return { status: answeredSomewhere ? 'warning' : 'problem' }
}

interface GoodAnswer extends Pair {
  readonly args: Record<string, string | string[] | number>
}

/** None where the addresses that the ranges speak of were asked for and did not come. */
function rangeFinding({ name, resolver, roles, queries }: GoodAnswer, settings: Settings): Finding | undefined {
  const addresses = addressesOf(queries)
  const { primary, secondary } = settings.ranges
  const ranges = [...primary, ...secondary]
  // Ranges of one family say nothing of the other's addresses beside them, which a PC without that family never uses.
  const judged = addresses.filter((address) => ranges.some((range) => isIP(range.split('/')[0] ?? '') === isIP(address)))
  if (judged.length === 0 && queries.some(({ outcome }) => outcome.kind === 'failed')) return undefined
  const unexpected = (judged.length > 0 ? judged : addresses).filter((address) => !inRanges(address, ranges))
  const centres = [
    ...(addresses.some((each) => inRanges(each, primary)) ? ['primary'] : []),
    ...(addresses.some((each) => inRanges(each, secondary)) ? ['secondary'] : []),
  ]
  const finding = { id: question.dnsRange(name, resolver), check: 'dns', subject: name } as const
  const args = { host: name, resolver, roles, addresses }
  return unexpected.length === 0
    ? { ...finding, code: 'dns/address-expected', status: 'ok', args: { ...args, dataCentres: centres } }
    : { ...finding, code: 'dns/address-unexpected', status: 'problem', args: { ...args, unexpected } }
}

/** What is left of the answer's life: the shortest of its records, CNAMEs included. */
function ttlOf(queries: readonly Query[]): number {
  const ttls = queries.flatMap(({ outcome }) =>
    outcome.kind === 'answered' && outcome.addresses.length > 0 ? outcome.records.map((record) => record.ttlSeconds) : [],
  )
  return Math.min(...ttls)
}

function ttlFinding({ name, resolver, roles, queries }: GoodAnswer): Finding {
  const ttlSeconds = ttlOf(queries)
  const finding = {
    id: question.dnsTtl(name, resolver),
    check: 'dns',
    subject: name,
    args: { host: name, resolver, roles, ttlSeconds },
  } as const
  return ttlSeconds > LONG_TTL_SECONDS
    ? { ...finding, code: 'dns/ttl-long', status: 'warning' }
    : { ...finding, code: 'dns/ttl-short', status: 'ok' }
}

/**
 * Whether the resolvers give a name the same addresses. Sets that share one agree (a name with many addresses may show
 * some of them in turn); sets with nothing in common do not.
 */
export function judgeAgreement(evidence: DnsEvidence): Finding[] {
  const answered = pairs(evidence)
    .map(({ name, resolver, queries }) => ({
      name,
      resolver,
      addresses: addressesOf(queries).filter((address) => !rewrittenTo(evidence, resolver).includes(address)),
    }))
    .filter((each) => each.addresses.length > 0)
  return [...Map.groupBy(answered, (each) => each.name)]
    .filter(([, answers]) => answers.length > 1)
    .map(([name, answers]): Finding => {
      const differ = answers.some((one) => answers.some((other) => one.addresses.every((address) => !other.addresses.includes(address))))
      const shown = answers.map(({ resolver, addresses }) => `${resolver}: ${addresses.join(' ')}`)
      const finding = { id: question.dnsAgree(name), check: 'dns', subject: name, args: { host: name, answers: shown } } as const
      return differ
        ? { ...finding, code: 'dns/answers-differ', status: 'warning' }
        : { ...finding, code: 'dns/answers-agree', status: 'ok' }
    })
}
