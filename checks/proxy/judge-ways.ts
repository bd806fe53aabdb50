/** What became of each way to a target: the proxies of its list in order, and the direct one. */

import type { JudgeUpstream } from '../check.ts'
import type { Failure } from '../failure.ts'
import { question } from '../questions.ts'
import { isAnsweredByEdge } from './authentication.ts'
import type { ProxyEvidence, ReachRecord, RouteRecord, TunnelRecord } from './evidence.ts'

/**
 * works: a target is reached this way, or Edge reaches it with the person's Windows account · passed-over: Edge goes on to the next
 * in the list · final: Edge stops here, though others in the list might work · unknown: not tried, or not known to us
 */
export type WayState = 'works' | 'passed-over' | 'final' | 'unknown'

/**
 * Edge goes on to the next proxy where it cannot connect to one or the connection breaks, and stops at any answer that is not a
 * tunnel (Chromium, net/http/proxy_fallback.cc: ERR_TUNNEL_CONNECTION_FAILED is no reason to go on).
 */
export function proxyState(evidence: ProxyEvidence, proxy: string, route: RouteRecord): WayState {
  const reach = obeyedReach(evidence, proxy)
  if (reach === undefined || reach.failure?.word === 'cancelled') return 'unknown'
  if (reach.failure !== null) return 'passed-over'
  if (!route.url.startsWith('https:')) return 'works'
  const tunnel = evidence.tunnels.find(
    (each) => each.obeyed && each.proxy === proxy && each.host === route.host && each.port === route.port,
  )
  return tunnel === undefined ? 'unknown' : tunnelState(tunnel)
}

export function tunnelState({ statusCode, authenticationSchemes, failure }: TunnelRecord): WayState {
  if (statusCode !== null && statusCode >= 200 && statusCode <= 299) return 'works'
  if (statusCode === 407 && isAnsweredByEdge(authenticationSchemes)) return 'works'
  if (failure === null || failure.word === 'malformed' || failure.word === 'too-large') return 'final'
  return failure.word === 'cancelled' || failure.word === 'not-supported' ? 'unknown' : 'passed-over'
}

export function obeyedReach(evidence: ProxyEvidence, proxy: string): ReachRecord | undefined {
  return evidence.reach.find((each) => each.obeyed && each.proxy === proxy)
}

/** Whether the target is connected to without a proxy: as the path check saw it. */
export function directState(route: Pick<RouteRecord, 'host' | 'port'>, upstream: JudgeUpstream): 'works' | 'fails' | 'unknown' {
  const found = upstream.findings.path?.find(({ id }) => id === question.pathHost(route.host, route.port))
  if (found?.status === 'ok') return 'works'
  if (found?.status === 'problem' || found?.status === 'warning') return 'fails'
  // No address was found to connect to: directly it fails all the same. Where the proxy decides, path has not judged.
  return found?.status === 'not-checked' && found.reason === 'upstream-failed' ? 'fails' : 'unknown'
}

/** Whether this proxy's failure leaves Edge another way to this target: one before it that works, or one behind that Edge goes on to. */
export function isSpare(evidence: ProxyEvidence, proxy: string, route: RouteRecord, upstream: JudgeUpstream): boolean {
  const at = route.proxies.indexOf(proxy)
  const before = route.proxies.slice(0, at).map((each) => proxyState(evidence, each, route))
  if (before.includes('works')) return true
  if (proxyState(evidence, proxy, route) !== 'passed-over') return false
  const behind = route.proxies.slice(at + 1).map((each) => proxyState(evidence, each, route))
  const reached = behind.find((state) => state !== 'passed-over')
  return reached === 'works' || (reached === undefined && route.direct && directState(route, upstream) === 'works')
}

export function isReached(evidence: ProxyEvidence, route: RouteRecord, upstream: JudgeUpstream): boolean {
  const states = route.proxies.map((proxy) => proxyState(evidence, proxy, route))
  const stop = states.find((state) => state !== 'passed-over')
  return stop === undefined ? route.direct && directState(route, upstream) === 'works' : stop === 'works'
}

export function routesThrough(evidence: ProxyEvidence, proxy: string): RouteRecord[] {
  return evidence.routes.filter((route) => route.proxies.includes(proxy))
}

/** What was seen, for a person to look up: the raw code, or our own word where we gave up waiting. */
export function seenOf(failure: Failure): string {
  return failure.code === 'limit' ? failure.word : failure.code
}

export function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

/** Where the setting that decided these routes stands. */
export function whereOf(evidence: ProxyEvidence, routes: readonly RouteRecord[]): string {
  const found = routes.flatMap(({ setting }) => (setting === null ? [] : (evidence.settings[setting] ?? [])))
  // Of a proxy that a script names, the script is where to look first.
  return unique(found.flatMap(({ kind, value, where }) => (kind === 'pac' || kind === 'auto-detect' ? [value, where] : [where]))).join(', ')
}
