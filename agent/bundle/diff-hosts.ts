/** Host by host: the addresses that each resolver and the applications had on each side. */

import { isIP } from 'node:net'
import { proxiedHosts } from '../../checks/routes.ts'
import type { Evidence } from '../judge.ts'
import type { RunFiles } from './contents.ts'
import { joinedRanges, movementOf, placeOfAll, type Ranges } from './diff-places.ts'
import type { HostDiff, LookUp } from './diff-schema.ts'
import { diffWays } from './diff-ways.ts'

/** `comparable` false: the addresses of the two sides were changed in different ways, so that equal ones mean nothing. */
export function diffHosts(a: RunFiles, b: RunFiles, comparable: boolean): HostDiff[] {
  const ranges = joinedRanges(a.settings.ranges, b.settings.ranges)
  const hosts = new Set([a, b].flatMap(({ settings }) => settings.targets.map(({ host }) => host)))
  return [...hosts].toSorted().map((host) => diffHost(host, a, b, ranges, comparable))
}

function diffHost(host: string, a: RunFiles, b: RunFiles, ranges: Ranges, comparable: boolean): HostDiff {
  const lookUps = diffLookUps(host, a.evidence, b.evidence, ranges)
  const all = (side: 'a' | 'b') => (isIP(host) === 0 ? lookUps.flatMap((row) => row[side]?.addresses ?? []) : [host])
  const addresses = { a: unique(all('a')), b: unique(all('b')) }
  const movement = movementOf(addresses.a, addresses.b, ranges)
  const why = whyNot(host, a, b, movement === 'cannot-tell', comparable)
  return {
    host,
    movement: why === null ? movement : 'cannot-tell',
    why,
    addresses,
    place: { a: placeOfAll(addresses.a, ranges), b: placeOfAll(addresses.b, ranges) },
    lookUps,
    hostsFile: { a: linesOf(host, a.evidence), b: linesOf(host, b.evidence) },
    ...diffWays(host, a.evidence, b.evidence, ranges),
  }
}

/** Behind a proxy the PC's own look-up is not what leads anywhere. */
function whyNot(host: string, a: RunFiles, b: RunFiles, unanswered: boolean, comparable: boolean): HostDiff['why'] {
  const [one, other] = [a, b].map(({ settings }) => settings.targets.some((target) => target.host === host))
  if (one !== true || other !== true) return 'not-a-target'
  if (!comparable) return 'not-comparable'
  if ([a, b].some(({ evidence }) => proxiedHosts(evidence.proxy).has(host))) return 'proxy'
  return unanswered ? 'no-answers' : null
}

/** The same place in a list is compared, whatever server stands there: hkex-1 with hkex-1. */
function diffLookUps(host: string, a: Evidence, b: Evidence, ranges: Ranges): HostDiff['lookUps'] {
  const [inA, inB] = [byRole(host, a, ranges), byRole(host, b, ranges)]
  const roles = [...new Set([...inA.keys(), ...inB.keys()])].toSorted((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1))
  const groups = Map.groupBy(roles, (role) => JSON.stringify([inA.get(role)?.resolver, inB.get(role)?.resolver]))
  return [...groups.values()].map((shared) => {
    const [one, other] = [inA.get(shared[0] ?? '') ?? null, inB.get(shared[0] ?? '') ?? null]
    return { roles: shared, movement: movementOf(one?.addresses ?? [], other?.addresses ?? [], ranges), a: one, b: other }
  })
}

const lists = ['hkex', 'custom', 'configured', 'system']

function rankOf(role: string): number {
  return lists.indexOf(role.split('-', 1)[0] ?? '')
}

/** What applications see has a role of its own, after all resolvers'. */
function byRole(host: string, { dns }: Evidence, ranges: Ranges): Map<string, LookUp> {
  const asked = (dns?.queries ?? []).filter(({ name, purpose }) => name === host && purpose === 'target')
  const roles = (dns?.resolvers ?? []).flatMap((resolver) => resolver.roles.map((role) => ({ role, id: resolver.id })))
  const rows = roles.flatMap(({ role, id }) => {
    const queries = asked.filter(({ resolver }) => resolver === id)
    return queries.length === 0 ? [] : [[role, lookUpOf(id, queries, ranges)] as const]
  })
  const seen = dns?.system.find(({ name }) => name === host)
  if (seen === undefined) return new Map(rows)
  const system = plainLookUp('', seen.addresses, null, seen.failure?.code ?? null, ranges)
  return new Map([...rows, ['system', system]])
}

type Queries = NonNullable<Evidence['dns']>['queries']

function lookUpOf(resolver: string, queries: Queries, ranges: Ranges): LookUp {
  const answers = queries.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome] : []))
  const ttls = answers.flatMap(({ addresses, records }) => (addresses.length > 0 ? records.map(({ ttlSeconds }) => ttlSeconds) : []))
  // The question for A speaks for both where neither brought an address.
  const decisive = (queries.find(({ type }) => type === 'A') ?? queries[0])?.outcome
  const failure = decisive === undefined ? null : decisive.kind === 'failed' ? decisive.failure.code : decisive.rcode
  const addresses = answers.flatMap((answer) => answer.addresses)
  return plainLookUp(resolver, addresses, ttls.length === 0 ? null : Math.min(...ttls), failure, ranges)
}

function plainLookUp(
  resolver: string,
  found: readonly string[],
  ttlSeconds: number | null,
  failure: string | null,
  ranges: Ranges,
): LookUp {
  const addresses = unique(found)
  return { resolver, addresses, place: placeOfAll(addresses, ranges), ttlSeconds, failure: addresses.length > 0 ? null : failure }
}

function linesOf(host: string, { dns }: Evidence): string[] {
  return unique((dns?.hosts.entries ?? []).filter(({ name }) => name === host).map(({ address }) => address))
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses)].toSorted()
}
