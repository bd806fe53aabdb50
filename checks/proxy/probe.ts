import { aborted } from '../aborted.ts'
import { defineProbe, type ProbeContext } from '../check.ts'
import { configurationFor } from './configuration.ts'
import type { ProxyEvidence, ProxySettingFound, RouteRecord } from './evidence.ts'
import { hopsFor, type ProxyServer, proxyText } from './proxy-server.ts'
import { createRouter, type DecidedRoute } from './routes.ts'
import type { Configuration, Setting } from './setting.ts'
import { createTrials } from './tunnels.ts'

/**
 * Finds the settings, decides on the way to each target as Edge would, and tries the proxies on it. Where nothing has to be asked
 * for a way, it is told before anything else happens: the other probes wait for it.
 */
export const proxyProbe = defineProbe({ id: 'proxy', needs: [], probe })

async function probe({ settings, io, signal, emit }: ProbeContext<'proxy'>): Promise<ProxyEvidence> {
  const configuration = await configurationFor(settings.proxy, io, signal)
  const router = createRouter(io, configuration, settings, signal)
  const trials = createTrials(io, signal, (record) => emit({ kind: 'handshake', record }))
  const routes = new Map<string, DecidedRoute>()

  const deciding = settings.targets.map((target) => router.routeOf(target))
  const others = Promise.all(deciding).then((each) => each.filter((route) => route !== undefined))
  const work = settings.targets.map(async (target, at) => {
    const route = await deciding[at]
    if (route === undefined) return
    routes.set(target.id, route)
    const { url, host, port } = target
    emit({ kind: 'route', url, host, port, proxies: route.proxies.map(proxyText), direct: route.direct })
    const unused = others.then((routes) => unusedProxies(configuration, route, routes))
    await Promise.all([
      ...route.proxies.map((proxy) => trials.make(proxy, target, true)),
      unused.then((proxies) => Promise.all(proxies.map((proxy) => trials.make(proxy, target, false)))),
    ])
  })
  await Promise.race([Promise.all(work), aborted(signal)])
  router.close()

  const decided = settings.targets.flatMap((target) => routes.get(target.id) ?? [])
  return {
    version: 1,
    settings: configuration.settings.map(settingRecord),
    obeyed: decided.find(({ setting }) => setting !== null)?.setting ?? null,
    unread: [...configuration.unread],
    pac: router.records(),
    routes: decided.map(routeRecord),
    reach: [...trials.reach],
    tunnels: [...trials.tunnels],
    handshakes: [...trials.handshakes],
    notChecked: configuration.notTheUsers ? 'not-the-users-session' : null,
    complete: !signal.aborted,
  }
}

/**
 * HTTP proxies that this PC knows and Edge does not use for a target: those of WinHTTP and of the environment, Edge's own where its
 * list of exceptions leaves the target out, and those that a script gives to other targets. Whether one of them would work tells "no
 * proxy needed" from "proxy not set".
 */
function unusedProxies(
  { settings, notTheUsers }: Configuration,
  { target, proxies, bypassedBy, setting }: DecidedRoute,
  routes: readonly DecidedRoute[],
): ProxyServer[] {
  if (proxies.length > 0 || notTheUsers || bypassedBy === 'implicit') return []
  const known = settings.flatMap(({ rules }) => (rules === null ? [] : hopsFor(rules, target.url).slice(0, 1)))
  const byScript = routes.filter((route) => route.setting === setting).flatMap((route) => route.proxies.slice(0, 1))
  const servers = [...known, ...byScript].filter((hop): hop is ProxyServer => hop !== 'direct' && hop.scheme === 'http')
  return [...new Map(servers.map((server) => [proxyText(server), server])).values()]
}

function settingRecord({ source, where, kind, value, bypass }: Setting): ProxySettingFound {
  return { source, where, kind, value, bypass: [...bypass] }
}

function routeRecord({ target: { url, host, port }, proxies, direct, setting, bypassedBy }: DecidedRoute): RouteRecord {
  return { url, host, port, proxies: proxies.map(proxyText), direct, setting, bypassedBy }
}
