/** How this PC would reach a host: what the proxy check and the look-up found, as soon as they have found it. */

import { isIP } from 'node:net'
import type { ProbeContext } from '../check.ts'
import type { ProxyEvent } from '../proxy/evidence.ts'
import type { Via } from '../schema.ts'
import type { Upstream } from '../stream.ts'
import { hostOf, portOf } from './redirect.ts'

type Route = Extract<ProxyEvent, { kind: 'route' }>

/** In the order in which they are tried; where there are none, what left them out. */
export interface Ways {
  readonly vias: readonly Via[]
  readonly noneBecauseOf: 'dns' | 'proxy'
}

/**
 * The ways to try as Edge does: the proxies of the route, then straight on where the route allows it, to the addresses
 * that applications are given. A host of which the proxy check says nothing (it was switched off) is reached straight.
 */
export async function waysTo(url: URL, { upstream, signal }: Pick<ProbeContext<'page'>, 'upstream' | 'signal'>): Promise<Ways> {
  const host = hostOf(url)
  const route = await routeTo(host, portOf(url), upstream.proxy, signal)
  const proxies = (route?.proxies ?? []).map((proxy): Via => ({ kind: 'proxy', proxy }))
  if (route?.direct === false) return { vias: proxies, noneBecauseOf: 'proxy' }
  const addresses = isIP(host) === 0 ? await systemAddresses(host, upstream.dns, signal) : [host]
  return { vias: [...proxies, ...addresses.map((address): Via => ({ kind: 'direct', address }))], noneBecauseOf: 'dns' }
}

/** The route of that host and port; of another port of the host, where a redirect led to one that is no target's. */
async function routeTo(host: string, port: number, proxy: Upstream<ProxyEvent>, signal: AbortSignal): Promise<Route | undefined> {
  let ofHost: Route | undefined
  const exact = await firstOf(
    proxy,
    (event) => {
      if (event.kind !== 'route' || event.host !== host) return undefined
      ofHost ??= event
      return event.port === port ? event : undefined
    },
    signal,
  )
  return exact ?? ofHost
}

async function systemAddresses(
  host: string,
  dns: ProbeContext<'page'>['upstream']['dns'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const addresses = await firstOf(dns, (event) => (event.kind === 'system' && event.host === host ? event.addresses : undefined), signal)
  return addresses ?? []
}

/** The first event of which `pick` makes something; `undefined` where the stream ends, or the signal fires, before it came. */
async function firstOf<T, R>(events: Upstream<T>, pick: (event: T) => R | undefined, signal: AbortSignal): Promise<R | undefined> {
  if (signal.aborted) return undefined
  const aborted = Promise.withResolvers<undefined>()
  const onAbort = () => aborted.resolve(undefined)
  signal.addEventListener('abort', onAbort, { once: true })
  const search = async () => {
    for await (const event of events) {
      const found = pick(event)
      if (found !== undefined) return found
    }
    return undefined
  }
  return Promise.race([search(), aborted.promise]).finally(() => signal.removeEventListener('abort', onAbort))
}
