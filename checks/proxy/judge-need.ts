/** Which way Edge takes to each host, and whether a proxy is missing on it. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
import type { Settings, Target } from '../settings.ts'
import type { ProxyEvidence, RouteRecord } from './evidence.ts'
import { directState, tunnelState, unique, whereOf } from './judge-ways.ts'
import { hopsFor, parseProxyRules, proxyText } from './proxy-server.ts'

export function needFindings(evidence: ProxyEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  return [...Map.groupBy(settings.targets, ({ host }) => host)].map(([host, targets]) => needFinding(host, targets, evidence, upstream))
}

function needFinding(host: string, targets: readonly Target[], evidence: ProxyEvidence, upstream: JudgeUpstream): Finding {
  const routes = evidence.routes.filter((route) => route.host === host)
  const finding = { id: question.proxyNeed(host), check: 'proxy', subject: host } as const
  const where = whereOf(evidence, routes)
  const args = { host, urls: targets.map(({ url }) => url), where, proxies: unique(routes.flatMap(({ proxies }) => proxies)) }
  if (evidence.notChecked !== null)
    return { ...finding, code: 'proxy/not-the-users-session', status: 'not-checked', reason: evidence.notChecked, args }
  if (routes.length < targets.length) return { ...finding, code: 'proxy/route-unknown', status: 'not-checked', reason: 'deadline', args }
  const [unread] = evidence.unread
  if (unread !== undefined && evidence.obeyed === null) {
    return {
      ...finding,
      code: 'proxy/settings-unread',
      status: 'not-checked',
      reason: 'policy',
      args: { ...args, key: unread.path, seen: unread.failure.code },
    }
  }
  const direct = routes.filter(({ proxies }) => proxies.length === 0)
  if (direct.length === 0) return { ...finding, code: 'proxy/used', status: 'ok', args }
  const missing = direct.flatMap((route) => missingProxy(route, evidence, upstream) ?? [])[0]
  if (missing !== undefined) return { ...finding, code: 'proxy/required', status: 'problem', args: { ...args, ...missing } }
  return { ...finding, code: 'proxy/direct', status: 'ok', args }
}

/** A proxy that Edge is not set to use for the target, and that opens the way to it where a direct connection fails. */
function missingProxy(route: RouteRecord, evidence: ProxyEvidence, upstream: JudgeUpstream) {
  if (directState(route, upstream) !== 'fails') return undefined
  const tunnel = evidence.tunnels.find((each) => !each.obeyed && each.host === route.host && each.port === route.port && isOpen(each))
  if (tunnel === undefined) return undefined
  const known = evidence.settings.filter(({ kind, value }) => kind === 'proxy' && namesProxy(value, route.url, tunnel.proxy))
  const obeyed = route.setting === null ? undefined : evidence.settings[route.setting]
  const script = obeyed?.kind === 'pac' || obeyed?.kind === 'auto-detect' ? obeyed.value : null
  return {
    proxy: tunnel.proxy,
    knownFrom: known.length === 0 ? script : unique(known.map((setting) => setting.where)).join(', '),
    // What leaves the target out: an entry of the list of exceptions, or the script that gives the proxy to others.
    exception: route.bypassedBy,
    script: known.length === 0 ? script : null,
    port: route.port,
  }
}

/** Only an open tunnel shows that the proxy works: what a demand for a log-on would lead to is not known. */
function isOpen(tunnel: ProxyEvidence['tunnels'][number]): boolean {
  return tunnelState(tunnel) === 'works' && tunnel.statusCode !== 407
}

function namesProxy(value: string, url: string, proxy: string): boolean {
  return hopsFor(parseProxyRules(value), url).some((hop) => hop !== 'direct' && proxyText(hop) === proxy)
}
