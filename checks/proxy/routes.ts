/** Which way Edge goes to each target. */

import type { Io } from '../io.ts'
import type { Settings, Target } from '../settings.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'
import { bypassRuleFor, type Destination, isImplicitlyBypassed } from './bypass.ts'
import type { PacRecord } from './evidence.ts'
import { overrideHops } from './override-rules.ts'
import { createPac, type Pac } from './pac.ts'
import { type Hop, hopsFor, type ProxyServer, parsePacAnswer } from './proxy-server.ts'
import type { Configuration, Setting } from './setting.ts'

/** Where somebody wants to go. */
export type Place = Pick<Target, 'url' | 'host' | 'port'>

export interface DecidedRoute {
  readonly target: Place
  readonly proxies: readonly ProxyServer[]
  readonly direct: boolean
  readonly setting: number | null
  readonly bypassedBy: string | null
}

export interface Router {
  /** `undefined` where the run ended first. Where no script has to be asked nothing is awaited. */
  routeOf(target: Place): Promise<DecidedRoute | undefined>
  records(): PacRecord[]
  close(): void
}

/** More proxies in one list than this are not tried: Edge would be at the third for longer than a person waits. */
const MAX_PROXIES = 4

export function createRouter(io: Io, configuration: Configuration, settings: Pick<Settings, 'trustedRoots'>, signal: AbortSignal): Router {
  const pacs = new Map<number, Pac>()
  const pacAt = (index: number, setting: Setting): Pac => {
    const pac = pacs.get(index) ?? createPac(io, setting, index, settings, signal)
    pacs.set(index, pac)
    return pac
  }
  const resolves = async (name: string) => 'addresses' in (await addressesOf(io, name, LOOKUP_LIMIT_MS, signal))
  return {
    async routeOf(target) {
      for (const index of configuration.steps) {
        const setting = configuration.settings[index]
        if (setting === undefined) continue
        if (setting.kind === 'direct') return route(target, ['direct'], index)
        if (setting.kind === 'proxy') return manualRoute(target, setting, index)
        if (setting.kind === 'rules') {
          const hops = await overrideHops(setting.overrides, destinationOf(target), resolves)
          if (hops !== undefined) return route(target, hops, index)
          continue
        }
        // Edge keeps its built-in exceptions with a script too; a flag of ours is obeyed to the letter.
        if (setting.source !== 'flag-or-site' && isImplicitlyBypassed(target.host)) return route(target, ['direct'], index, 'implicit')
        const answer = await pacAt(index, setting).ask(target)
        if (answer.kind === 'cancelled') return undefined
        if (answer.kind === 'answer') return route(target, parsePacAnswer(answer.text), index)
        if (setting.mandatory) return route(target, [], index)
        if (answer.kind === 'no-answer') return route(target, ['direct'], index)
      }
      return route(target, ['direct'], null)
    },
    records: () => [...pacs.values()].map((pac) => pac.record()),
    close() {
      for (const pac of pacs.values()) pac.close()
    },
  }
}

export function destinationOf({ url, host, port }: Place): Destination {
  return { scheme: new URL(url).protocol.slice(0, -1), host: host.replace(/^\[|\]$/g, ''), port }
}

function manualRoute(target: Place, setting: Setting, index: number): DecidedRoute {
  const rule = bypassRuleFor(destinationOf(target), setting.bypass, { suffixes: setting.suffixes })
  if (rule !== undefined) return route(target, ['direct'], index, rule)
  const hops = setting.rules === null ? [] : hopsFor(setting.rules, target.url)
  return route(target, hops.length > 0 ? hops : ['direct'], index)
}

/** What stands behind DIRECT in a list is left out: a direct connection that fails is not followed by a proxy in practice. */
function route(target: Place, hops: readonly Hop[], setting: number | null, bypassedBy: string | null = null): DecidedRoute {
  const end = hops.indexOf('direct')
  const servers = (end < 0 ? hops : hops.slice(0, end)).filter((hop) => hop !== 'direct')
  return { target, proxies: servers.slice(0, MAX_PROXIES), direct: end >= 0, setting, bypassedBy }
}
