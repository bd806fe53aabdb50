/** Where the lab's servers stand: loopback addresses that mean something to their reader, and ports that are free. */

import { randomInt } from 'node:crypto'
import { type AddressInfo, createServer, type Server } from 'node:net'

export interface Place {
  readonly address: string
  readonly port: number
}

/** The three servers that a terminal may ask: HKEX's two, and one of the site's own. */
export type ResolverName = 'preferred' | 'alternate' | 'own'
/** The two names that HKEX printed. */
export type SiteName = 'www' | 'sso'

export const hostOf = { www: 'www.ccass.com', sso: 'sso.hkexposttrade.com.hk' } as const satisfies Record<SiteName, string>

export interface Places {
  readonly resolvers: Readonly<Record<ResolverName, Place>>
  /** Where DNS points to on a normal day: two addresses a name where the system has them. */
  readonly primary: Readonly<Record<SiteName, readonly Place[]>>
  readonly secondary: Readonly<Record<SiteName, readonly Place[]>>
  /** In the primary data centre's range; nothing listens there any more. */
  readonly oldSso: string
  /** Of no data centre; the lab's other server stands there: an inspection box, an old address. */
  readonly stray: string
  /** Nothing ever listens there. */
  readonly dead: string
  readonly proxy: Place
  readonly pac: Place
  readonly portal: Place
  /** CIDR ranges of the data centres, for the site file. */
  readonly ranges: { readonly primary: readonly string[]; readonly secondary: readonly string[] }
}

/** Linux and Windows answer on all of 127.0.0.0/8; macOS on 127.0.0.1 alone, until root adds aliases. */
export async function ownsLoopbackRange(): Promise<boolean> {
  try {
    const server = await listening('127.0.9.9', 0)
    await closing(server)
    return true
  } catch {
    return false
  }
}

/** A port can be taken between its choice and its use; then all are chosen again. */
const ATTEMPTS = 5

/**
 * Starts something on places that are free.
 *
 * @param whole false: everything on 127.0.0.1, told apart by port, one address a name and no secondary data centre
 */
export async function onFreePlaces<T>(whole: boolean, start: (places: Places) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const ports = await freePorts()
    try {
      return await start(whole ? onTheRange(ports) : onOneAddress(ports))
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EADDRINUSE' || attempt === ATTEMPTS) throw error
    }
  }
}

type PortUse = SiteName | ResolverName | 'proxy' | 'pac' | 'portal'
type Ports = Readonly<Record<PortUse, number>>

function onTheRange(ports: Ports): Places {
  const on = (use: PortUse, ...addresses: readonly string[]) => addresses.map((address) => ({ address, port: ports[use] }))
  return {
    resolvers: {
      preferred: { address: '127.0.3.1', port: ports.preferred },
      alternate: { address: '127.0.3.2', port: ports.alternate },
      own: { address: '127.0.3.3', port: ports.own },
    },
    primary: { www: on('www', '127.0.1.10', '127.0.1.11'), sso: on('sso', '127.0.1.20', '127.0.1.21') },
    secondary: { www: on('www', '127.0.2.10'), sso: on('sso', '127.0.2.20') },
    oldSso: '127.0.1.99',
    stray: '127.0.9.1',
    dead: '127.0.9.2',
    proxy: { address: '127.0.4.1', port: ports.proxy },
    pac: { address: '127.0.4.2', port: ports.pac },
    portal: { address: '127.0.4.3', port: ports.portal },
    ranges: { primary: ['127.0.1.0/24'], secondary: ['127.0.2.0/24'] },
  }
}

function onOneAddress(ports: Ports): Places {
  const address = '127.0.0.1'
  const on = (use: PortUse): Place => ({ address, port: ports[use] })
  return {
    resolvers: { preferred: on('preferred'), alternate: on('alternate'), own: on('own') },
    primary: { www: [on('www')], sso: [on('sso')] },
    secondary: { www: [], sso: [] },
    oldSso: address,
    stray: address,
    dead: address,
    proxy: on('proxy'),
    pac: on('pac'),
    portal: on('portal'),
    ranges: { primary: ['127.0.0.1/32'], secondary: [] },
  }
}

const portUses = ['www', 'sso', 'preferred', 'alternate', 'own', 'proxy', 'pac', 'portal'] as const satisfies readonly PortUse[]

/** Below the ports that systems give to outgoing connections (Linux from 32768, Windows and macOS from 49152), where nobody takes one by chance. */
const LOWEST_PORT = 20_000
const HIGHEST_PORT = 32_000

/** All held at once, so that no port comes twice. */
async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(portUses.map(listeningSomewhere))
  const ports = servers.map((server, at) => [portUses[at], (server.address() as AddressInfo).port] as const)
  await Promise.all(servers.map(closing))
  return Object.fromEntries(ports) as Ports
}

async function listeningSomewhere(): Promise<Server> {
  for (;;) {
    try {
      return await listening('127.0.0.1', randomInt(LOWEST_PORT, HIGHEST_PORT))
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error
    }
  }
}

function listening(address: string, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  const server = createServer()
  server.once('error', reject)
  server.listen(port, address, () => resolve(server))
  return promise
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
