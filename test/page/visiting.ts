/** Runs the page's probe on this machine, with the findings of the other probes given. */

import type { CheckId, ProbeContext } from '../../checks/check.ts'
import { checkIds } from '../../checks/check.ts'
import type { DnsEvent } from '../../checks/dns/evidence.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Visit } from '../../checks/page/evidence.ts'
import { visitPages } from '../../checks/page/probe.ts'
import type { ProxyEvent } from '../../checks/proxy/evidence.ts'
import type { PageMarker, ProfileSettings, Settings, Target } from '../../checks/settings.ts'
import { createStream, type Stream } from '../../checks/stream.ts'

/** @param url with the host name that the target has; the name leads to loopback unless `World.addresses` says otherwise */
export function target(url: string, marker: PageMarker | null = null, profiles: readonly string[] = ['test']): Target {
  const { hostname, port, protocol } = new URL(url)
  return {
    profiles,
    id: url,
    url,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'http:' ? 80 : 443)),
    page: marker,
  }
}

export function settingsOf(targets: readonly Target[], profiles: readonly ProfileSettings[] = []): Settings {
  return {
    profiles,
    targets,
    resolvers: [],
    ranges: { primary: [], secondary: [] },
    extraAddresses: [],
    issuers: [],
    siteRoots: [],
    trustedRoots: [],
    proxy: { kind: 'direct' },
    browser: 'off',
    smartcard: 'off',
  }
}

export interface World {
  readonly addresses?: Readonly<Record<string, readonly string[]>>
  readonly dns?: readonly DnsEvent[]
  readonly proxy?: readonly ProxyEvent[]
  readonly signal?: AbortSignal
  readonly limitMs?: number
  /** Streams that are still open when the probe starts. */
  readonly open?: Partial<ProbeContext<'page'>['upstream']>
  readonly clockAheadMs?: number
}

export async function visitAll(targets: readonly Target[], world: World = {}) {
  const hosts = [...new Set(targets.map(({ host }) => host))]
  const system = hosts.map((host): DnsEvent => ({ kind: 'system', host, addresses: world.addresses?.[host] ?? ['127.0.0.1'] }))
  const routes = targets.map(({ url, host, port }): ProxyEvent => ({ kind: 'route', url, host, port, proxies: [], direct: true }))
  const upstream = {
    ...Object.fromEntries(checkIds.map((id: CheckId) => [id, ended([])])),
    dns: ended(world.dns ?? system),
    proxy: ended(world.proxy ?? routes),
    ...world.open,
  } as ProbeContext<'page'>['upstream']
  const { signal = new AbortController().signal, limitMs = 10_000, clockAheadMs = 0 } = world
  return visitPages(
    { settings: settingsOf(targets), io: injectedIo({ clockAheadMs }), signal, emit: () => {}, attach: () => {}, upstream },
    limitMs,
  )
}

/** Visits one address and returns the visit. */
export async function visitOne(url: string, others: readonly Target[] = [], world: World = {}): Promise<Visit> {
  const { visits } = await visitAll([target(url), ...others], world)
  return visits[0] as Visit
}

export function ended<T>(events: readonly T[]): Stream<T> {
  const stream = createStream<T>()
  for (const event of events) stream.push(event)
  stream.end()
  return stream
}
