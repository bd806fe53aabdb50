/** What each proxy on Edge's way was seen to do. */

import type { Args, Finding, JudgeUpstream, Reason, Status } from '../check.ts'
import { question } from '../questions.ts'
import { isAnsweredByEdge } from './authentication.ts'
import type { ProxyCode } from './codes.ts'
import type { ProxyEvidence, ReachRecord, RouteRecord, TunnelRecord } from './evidence.ts'
import { isSpare, obeyedReach, routesThrough, seenOf, unique, whereOf } from './judge-ways.ts'
import { parseProxyUri } from './proxy-server.ts'

export interface Answer {
  readonly code: ProxyCode
  readonly status: Status
  readonly reason?: Reason
}

const problem = (code: ProxyCode): Answer => ({ code, status: 'problem' })
const notChecked = (code: ProxyCode, reason: Reason): Answer => ({ code, status: 'not-checked', reason })

export function reachFindings(evidence: ProxyEvidence, upstream: JudgeUpstream): Finding[] {
  const proxies = unique(evidence.routes.flatMap((route) => route.proxies))
  return proxies.map((proxy) => {
    const reach = obeyedReach(evidence, proxy)
    const routes = routesThrough(evidence, proxy)
    const args = { ...argsOf(evidence, proxy, routes), address: reach?.address ?? null, seen: reach?.failure ? seenOf(reach.failure) : '' }
    const answer = asSpare(reachAnswer(reach), evidence, proxy, routes, upstream)
    return { id: question.proxyReach(proxy), check: 'proxy', subject: proxy, ...answer, args }
  })
}

function reachAnswer(reach: ReachRecord | undefined): Answer {
  if (reach === undefined || reach.failure?.word === 'cancelled') return notChecked('proxy/not-tried', 'deadline')
  if (reach.failure === null) return { code: 'proxy/reachable', status: 'ok' }
  if (reach.stage === 'connect') return problem('proxy/unreachable')
  // Where the site's security software lets no child start, the name was not looked up at all.
  return reach.failure.word === 'access-denied' ? notChecked('proxy/not-tried', 'policy') : problem('proxy/name-unresolved')
}

/** One finding for each proxy and host. Targets of one host at several ports share it, and the worst answer stands. */
export function tunnelFindings(evidence: ProxyEvidence, upstream: JudgeUpstream): Finding[] {
  const https = evidence.routes.filter(({ url }) => url.startsWith('https:'))
  const pairs = new Map(
    https.flatMap((route) => route.proxies.map((proxy) => [`${proxy} ${route.host}`, { proxy, host: route.host }] as const)),
  )
  return [...pairs.values()].map(({ proxy, host }) => {
    const routes = https.filter((route) => route.host === host && route.proxies.includes(proxy))
    const found = routes.map((route) => tunnelFinding(evidence, proxy, route, routes, upstream))
    return found.reduce((worst, each) => (badness(each) > badness(worst) ? each : worst))
  })
}

function tunnelFinding(
  evidence: ProxyEvidence,
  proxy: string,
  route: RouteRecord,
  routes: readonly RouteRecord[],
  upstream: JudgeUpstream,
): Finding {
  const tunnel = evidence.tunnels.find(
    (each) => each.obeyed && each.proxy === proxy && each.host === route.host && each.port === route.port,
  )
  const args = {
    ...argsOf(evidence, proxy, routes),
    host: route.host,
    port: route.port,
    statusCode: tunnel?.statusCode ?? null,
    schemes: tunnel?.authenticationSchemes ?? [],
    seen: tunnel?.failure ? seenOf(tunnel.failure) : tunnel?.statusCode ? `HTTP ${tunnel.statusCode}` : '',
  }
  const answer = tunnel === undefined ? untriedAnswer(obeyedReach(evidence, proxy)) : tunnelAnswer(tunnel)
  return {
    id: question.proxyTunnel(proxy, route.host),
    check: 'proxy',
    subject: proxy,
    ...asSpare(answer, evidence, proxy, [route], upstream),
    args,
  }
}

function untriedAnswer(reach: ReachRecord | undefined): Answer {
  return notChecked(
    'proxy/not-tried',
    reach === undefined || reach.failure === null || reach.failure.word === 'cancelled' ? 'deadline' : 'upstream-failed',
  )
}

function tunnelAnswer({ statusCode, authenticationSchemes, failure }: TunnelRecord): Answer {
  if (statusCode !== null) return statusAnswer(statusCode, authenticationSchemes)
  switch (failure?.word) {
    case 'cancelled':
      return notChecked('proxy/not-tried', 'deadline')
    case 'not-supported':
      return notChecked('proxy/kind-not-spoken', 'not-supported')
    case 'malformed':
    case 'too-large':
      return problem('proxy/not-a-proxy')
    case 'no-reply':
      return problem('proxy/no-reply')
    default:
      return problem('proxy/drops')
  }
}

/** RFC 9110 sections 15.5 and 15.6; some proxies (tinyproxy) say 500 where they cannot connect. */
function statusAnswer(statusCode: number, schemes: readonly string[]): Answer {
  if (statusCode >= 200 && statusCode <= 299) return { code: 'proxy/tunnels', status: 'ok' }
  if (statusCode === 407)
    return isAnsweredByEdge(schemes)
      ? notChecked('proxy/integrated-authentication', 'integrated-authentication')
      : problem('proxy/authentication')
  if ([403, 405, 451].includes(statusCode)) return problem('proxy/forbids')
  return [500, 502, 503, 504].includes(statusCode) ? problem('proxy/upstream-fails') : problem('proxy/refuses')
}

/** Where Edge has another way to every target, a proxy that fails will stop the log-on on the day when the other way fails too. */
export function asSpare(
  answer: Answer,
  evidence: ProxyEvidence,
  proxy: string,
  routes: readonly RouteRecord[],
  upstream: JudgeUpstream,
): Answer {
  const spare = answer.status === 'problem' && routes.every((route) => isSpare(evidence, proxy, route, upstream))
  return spare ? { ...answer, status: 'warning' } : answer
}

export function argsOf(evidence: ProxyEvidence, proxy: string, routes: readonly RouteRecord[]): Args {
  const server = parseProxyUri(proxy)
  const { host, port } = server === undefined || server === 'direct' ? { host: proxy, port: 0 } : server
  return {
    proxy,
    proxyHost: host,
    proxyPort: port,
    hosts: unique(routes.map((route) => route.host)),
    urls: unique(routes.map(({ url }) => url)),
    where: whereOf(evidence, routes),
  }
}

const order: readonly Status[] = ['not-applicable', 'ok', 'not-checked', 'error', 'warning', 'problem']

function badness({ status }: Finding): number {
  return order.indexOf(status)
}
