/** The PC on which the probe runs, and how it is run. */

import { failure } from '../../checks/failure.ts'
import { type Injections, injectedIo } from '../../checks/io/injected.ts'
import type { Machine } from '../../checks/io.ts'
import type { ProxyEvent, ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { proxyProbe } from '../../checks/proxy/probe.ts'
import type { ProxySetting, Settings, Target } from '../../checks/settings.ts'
import { emptySettings, probeContext } from '../support/context.ts'

export function target(url: string): Target {
  const { hostname, port, protocol } = new URL(url)
  return { profiles: ['test'], id: url, url, host: hostname, port: Number(port || (protocol === 'http:' ? 80 : 443)), page: null }
}

export const site = target('https://www.terminal.test/')

/** A look-up that knows these names alone. */
export function lookupOf(names: Readonly<Record<string, readonly string[]>>): Machine['lookup'] {
  return async (asked) =>
    Object.fromEntries(
      asked.map((name) => {
        const addresses = names[name]
        return [
          name,
          addresses === undefined ? { failure: failure('name-unknown', 'ENOTFOUND'), elapsedMs: 1 } : { addresses, elapsedMs: 1 },
        ]
      }),
    )
}

export interface World extends Injections {
  readonly proxy?: ProxySetting
  readonly targets?: readonly Target[]
  readonly trustedRoots?: readonly string[]
  readonly signal?: AbortSignal
  readonly emit?: (event: ProxyEvent) => void
}

export interface Probed extends ProxyEvidence {
  readonly events: readonly ProxyEvent[]
}

export async function probe(world: World = {}): Promise<Probed> {
  const events: ProxyEvent[] = []
  const settings: Settings = {
    ...emptySettings,
    targets: world.targets ?? [site],
    trustedRoots: world.trustedRoots ?? [],
    proxy: world.proxy ?? { kind: 'system' },
  }
  const emit = (event: ProxyEvent) => {
    events.push(event)
    world.emit?.(event)
  }
  const signal = world.signal ?? AbortSignal.timeout(20_000)
  const evidence = await proxyProbe.probe(probeContext<'proxy'>({ settings, io: injectedIo(world), signal, emit }))
  return { ...evidence, events }
}
