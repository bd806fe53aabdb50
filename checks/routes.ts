/** Whether Edge's route to a host is the direct one: what the PC's own DNS and direct connections say counts only then. */

import { type Finding, isBad, type JudgeUpstream, type Reason } from './check.ts'
import type { ProxyEvidence } from './proxy/evidence.ts'

/**
 * Hosts that Edge reaches through a proxy on this PC: for them the PC's own DNS and direct connections decide nothing,
 * since many banks resolve and connect outward only at the proxy.
 */
export function proxiedHosts(proxy: ProxyEvidence | undefined): ReadonlySet<string> {
  const routes = proxy?.routes ?? []
  // A mandatory script that fails leaves neither a proxy nor the direct way.
  const direct = new Set(routes.filter((route) => route.proxies.length === 0 && route.direct).map((route) => route.host))
  return new Set(routes.map((route) => route.host).filter((host) => !direct.has(host)))
}

/** Weighs a finding about these hosts by the route to them. One good answer is good whatever the route. */
export function byRoute(finding: Finding, hosts: readonly string[], upstream: JudgeUpstream): Finding {
  if (hosts.length === 0) return finding
  const proxied = proxiedHosts(upstream.evidence.proxy)
  // A value that the site file lacks is said all the same.
  const open = isBad(finding) || (finding.status === 'not-checked' && finding.reason !== 'not-configured')
  if (open && hosts.every((host) => proxied.has(host))) return { ...finding, status: 'not-applicable', reason: 'proxy-decides' }
  const doubt = routeDoubt(upstream)
  return doubt !== undefined && isBad(finding) ? { ...finding, status: 'not-checked', reason: doubt } : finding
}

/** Why the route is not known: a failed direct connection then proves nothing about a PC that may go through a proxy. */
function routeDoubt({ evidence, missing }: JudgeUpstream): Reason | undefined {
  if (missing?.includes('proxy')) return 'upstream-failed'
  return evidence.proxy?.notChecked ?? undefined
}
