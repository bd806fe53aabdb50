/** What a PAC script may know of the machine: addresses of names, and this PC's own. */

import type { Io } from '../io.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'

export interface PacFacts {
  /** Addresses by name, none where it has none. */
  readonly known: ReadonlyMap<string, readonly string[]>
  /** Looks a name up; false where the script has asked for too many. */
  learn(name: string): Promise<boolean>
  myAddresses(): Promise<readonly string[]>
}

/** What all the look-ups of a script may take; a name that is not known by then counts as unknown, as it would after Edge's own limit. */
const LOOKUPS_LIMIT_MS = 4000
/** A script that asks for more names than this, new ones each time perhaps, is not a site's configuration. */
const MAX_NAMES = 32

export function createFacts(io: Io, signal: AbortSignal): PacFacts {
  const known = new Map<string, readonly string[]>()
  const asking = new Map<string, Promise<void>>()
  let usedMs = 0
  let own: Promise<readonly string[]> | undefined
  const look = async (name: string) => {
    const startedMs = io.clock.monotonicMs()
    const leftMs = Math.min(LOOKUP_LIMIT_MS, LOOKUPS_LIMIT_MS - usedMs)
    const found = leftMs > 0 && isHostName(name) ? await addressesOf(io, name, leftMs, signal) : undefined
    usedMs += io.clock.monotonicMs() - startedMs
    known.set(name, found !== undefined && 'addresses' in found ? found.addresses : [])
  }
  return {
    known,
    async learn(name) {
      if (!asking.has(name) && asking.size === MAX_NAMES) return false
      const lookup = asking.get(name) ?? look(name)
      asking.set(name, lookup)
      await lookup
      return true
    },
    myAddresses() {
      own ??= ownAddresses(io)
      return own
    },
  }
}

/** What a script passes on to the resolver is not ours: only what looks like a name of a host goes there. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^[\w.-]+$/.test(name)
}

/**
 * The addresses that this PC would use: towards everywhere (a documentation address stands for it, RFC 5737), else towards private
 * networks, as Chromium does it (net/docs/proxy.md, "Resolving client's IP address"). The routing table is asked, nothing is sent.
 */
async function ownAddresses(io: Io): Promise<readonly string[]> {
  const everywhere = await sourcesTowards(io, ['192.0.2.1', '2001:db8::1'])
  return everywhere.length > 0 ? everywhere : sourcesTowards(io, ['10.0.0.0', '172.16.0.0', '192.168.0.0', 'fc00::'])
}

async function sourcesTowards(io: Io, destinations: readonly string[]): Promise<string[]> {
  const routes = await Promise.all(destinations.map((address) => io.net.route({ address, port: 53 })))
  const sources = routes.flatMap((route) => ('source' in route ? route.source : []))
  return [...new Set(sources)].filter((source) => !/^(?:127\.|169\.254\.|::1$|fe80:)/i.test(source))
}
