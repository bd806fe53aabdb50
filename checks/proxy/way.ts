/** The way to one address that is no target: what Edge would take on this PC, without trying it. */

import type { Io } from '../io.ts'
import type { ProxySetting } from '../settings.ts'
import { configurationFor } from './configuration.ts'
import { proxyText } from './proxy-server.ts'
import { createRouter } from './routes.ts'

export interface Way {
  /** In the order in which they are tried, as the proxy check writes them. */
  readonly proxies: readonly string[]
  /** Whether a direct connection may follow. */
  readonly direct: boolean
}

/** @param trustedRoots PEM of roots that vouch for a script's server besides the usual ones. `undefined`: the signal fired first. */
export async function wayTo(
  io: Io,
  url: URL,
  proxy: ProxySetting,
  trustedRoots: readonly string[],
  signal: AbortSignal,
): Promise<Way | undefined> {
  const router = createRouter(io, await configurationFor(proxy, io, signal), { trustedRoots }, signal)
  try {
    const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
    const route = await router.routeOf({ url: url.href, host: url.hostname, port })
    return route && { proxies: route.proxies.map(proxyText), direct: route.direct }
  } finally {
    router.close()
  }
}
