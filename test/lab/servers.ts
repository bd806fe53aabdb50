/** All servers of a lab: started together, stopped together. */

import type { Zone } from './dns-answer.ts'
import { goodDns } from './dns-behaviour.ts'
import { startDnsServer } from './dns-server.ts'
import type { LabChange } from './fault.ts'
import type { PageContext } from './pages.ts'
import { hostOf, type Place, type Places, type ResolverName, type SiteName } from './places.ts'
import { startPac, startPortal } from './plain-servers.ts'
import { type ProxyBehaviour, startProxy } from './proxy-server.ts'
import type { Running } from './running.ts'
import { goodSite, type SiteBehaviour } from './site-behaviour.ts'
import { startSite } from './site-server.ts'

const resolverNames = ['preferred', 'alternate', 'own'] as const satisfies readonly ResolverName[]
const siteNames = ['www', 'sso'] as const satisfies readonly SiteName[]

/** Starts them all; where one cannot start, the others are stopped again. */
export async function startServers(places: Places, change: LabChange, context: PageContext): Promise<Running> {
  const zone = zoneOf(places)
  const results = await Promise.allSettled([
    ...resolverNames.map((name) => startDnsServer(places.resolvers[name], zone, { ...goodDns, ...change.resolvers?.[name] })),
    ...siteNames.flatMap((site) => startSiteEverywhere(site, places, change, context)),
    startPortal(places.portal),
    ...(change.proxy === undefined ? [] : [startProxy(places.proxy, { ...goodProxy, ...change.proxy }, targetsOf(places, change.proxy))]),
    ...(change.pac === undefined ? [] : [startPac(places.pac, change.pac, places.proxy)]),
  ])
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()))
  }
  const failed = results.find((result) => result.status === 'rejected')
  if (failed === undefined) return { stop }
  await stop()
  throw failed.reason
}

const goodProxy: ProxyBehaviour = { answers: 'tunnel', leadsTo: 'primary' }

function zoneOf({ primary }: Places): Zone {
  return Object.fromEntries(siteNames.map((site) => [hostOf[site], { addresses: primary[site].map(({ address }) => address) }]))
}

function startSiteEverywhere(site: SiteName, places: Places, change: LabChange, context: PageContext): Promise<Running>[] {
  const { all, second } = change.sites?.[site] ?? {}
  const start = (place: Place, ...changes: readonly (Partial<SiteBehaviour> | undefined)[]) =>
    startSite(site, place, Object.assign({}, goodSite, ...changes), context)
  return [
    ...places.primary[site].map((place, at) => start(place, all, at === 1 ? second : undefined)),
    ...places.secondary[site].map((place) => start(place, change.secondary)),
    ...(change.stray === undefined ? [] : [start(strayOf(site, places), change.stray)]),
  ]
}

function strayOf(site: SiteName, { primary, stray }: Places): Place {
  return { address: stray, port: primary[site][0]?.port ?? 0 }
}

/** "host:port" as CONNECT spells it, and where the proxy takes it. */
function targetsOf(places: Places, { leadsTo = 'primary' }: Partial<ProxyBehaviour>): Record<string, Place> {
  return Object.fromEntries(
    siteNames.flatMap((site) => {
      const place = leadsTo === 'stray' ? strayOf(site, places) : places[leadsTo][site][0]
      return place === undefined ? [] : [[`${hostOf[site]}:${places.primary[site][0]?.port}`, place] as const]
    }),
  )
}
