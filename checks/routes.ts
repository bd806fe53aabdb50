import type { ProxyEvidence } from './proxy/evidence.ts'

/**
 * Hosts that Edge reaches through a proxy on this PC: for them the PC's own DNS and direct connections decide nothing,
 * since many banks resolve and connect outward only at the proxy.
 */
export function proxiedHosts(proxy: ProxyEvidence | undefined): ReadonlySet<string> {
  const routes = proxy?.routes ?? []
  const direct = new Set(routes.filter((route) => route.proxies.length === 0).map((route) => route.host))
  return new Set(routes.map((route) => route.host).filter((host) => !direct.has(host)))
}
