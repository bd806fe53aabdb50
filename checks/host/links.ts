/** The PC's network adapters: their state, and where they lead. */

import type { Adapter, Io, RegistryKey } from '../io.ts'
import type { Link } from './evidence.ts'

/** Windows' network adapters by GUID, with the device that each is (Microsoft, "System-Defined Device Setup Classes": network adapter). */
const CONNECTIONS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}'
/** A key for each adapter (Microsoft, "TCP/IP and NBT configuration parameters for Windows"). */
const INTERFACES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'

const LINUX_LINKS = '/sys/class/net'
const LINUX_ROUTES = '/proc/net/route'
const MAX_STATE_BYTES = 64
/** A router with the whole table of the Internet is none of our terminals. */
const MAX_ROUTES_BYTES = 1_048_576

const LOOPBACK_TYPE = 24

export async function readLinks(io: Io, signal: AbortSignal): Promise<Link[]> {
  if (io.platform === 'win32') return windowsLinks(io, signal)
  return io.platform === 'linux' ? linuxLinks(io) : []
}

/** By the API with the registry's word for which is a card; by the registry and Node where no native library may load. */
async function windowsLinks(io: Io, signal: AbortSignal): Promise<Link[]> {
  const [outcome, read] = await Promise.all([io.machine.system.adapters(), io.registry.read(CONNECTIONS, signal)])
  const connections = 'key' in read ? read.key.subkeys : {}
  if (!('adapters' in outcome)) return linksByRegistry(io, connections, signal)
  return outcome.adapters
    .filter(({ type }) => type !== LOOPBACK_TYPE)
    .map(({ id, ...adapter }) => ({ ...adapter, gateways: [...adapter.gateways], hardware: isHardware(connectionOf(connections, id)) }))
}

/** Registry keys are found in any case. */
function connectionOf(connections: RegistryKey['subkeys'], id: Adapter['id']): RegistryKey | undefined {
  const found = Object.keys(connections).find((key) => key.toLowerCase() === id.toLowerCase())
  return found === undefined ? undefined : connections[found]?.subkeys.Connection
}

/** By the bus that its device sits on: what a driver makes up sits on none (ROOT, SWD), a telephone on BTH. */
function isHardware(connection: RegistryKey | undefined): boolean | null {
  const device = connection?.values.PnPInstanceId ?? connection?.values.PnpInstanceID
  return typeof device === 'string' ? !/^(?:ROOT|SWD|BTH)\\/i.test(device) : null
}

/** What the registry keeps of an adapter says nothing of its link: only that it has an address now is known, by Node. */
async function linksByRegistry(io: Io, connections: RegistryKey['subkeys'], signal: AbortSignal): Promise<Link[]> {
  const read = await io.registry.read(INTERFACES, signal)
  if (!('key' in read)) return []
  const own = new Map(io.machine.interfaces().map(({ address, name }) => [address, name]))
  return Object.entries(read.key.subkeys).flatMap(([id, key]) => {
    const connection = connectionOf(connections, id)
    const addresses = [...textsOf(key, 'IPAddress'), ...textsOf(key, 'DhcpIPAddress')]
    const address = addresses.find((each) => own.has(each))
    const name = connection?.values.Name ?? own.get(address ?? '')
    if (typeof name !== 'string') return []
    const fixed = textsOf(key, 'DefaultGateway')
    return {
      name,
      state: address === undefined ? 'unknown' : 'up',
      type: null,
      hardware: isHardware(connection),
      dhcp: key.values.EnableDHCP === undefined ? null : key.values.EnableDHCP !== 0,
      gateways: address === undefined ? [] : fixed.length > 0 ? fixed : textsOf(key, 'DhcpDefaultGateway'),
      metric: null,
      dnsSuffix: textsOf(key, 'Domain')[0] ?? textsOf(key, 'DhcpDomain')[0] ?? null,
    } satisfies Link
  })
}

function textsOf({ values }: RegistryKey, name: string): string[] {
  const value = values[name]
  const texts = typeof value === 'string' ? [value] : typeof value === 'object' ? [...value] : []
  return texts.filter((text) => text !== '' && text !== '0.0.0.0')
}

/** Linux tells each link's state (RFC 2863 operational status) in a file, and beside it whether a device stands behind it. */
async function linuxLinks(io: Io): Promise<Link[]> {
  const [listed, routes] = await Promise.all([io.files.list(LINUX_LINKS), textOf(io, LINUX_ROUTES, MAX_ROUTES_BYTES)])
  const names = 'names' in listed ? listed.names.filter((name) => name !== 'lo') : []
  const defaults = parseDefaultRoutes(routes)
  return Promise.all(
    names.map(async (name) => {
      const [state, type, parts] = await Promise.all([
        textOf(io, `${LINUX_LINKS}/${name}/operstate`, MAX_STATE_BYTES),
        textOf(io, `${LINUX_LINKS}/${name}/type`, MAX_STATE_BYTES),
        io.files.list(`${LINUX_LINKS}/${name}`),
      ])
      const ways = defaults.filter((route) => route.name === name)
      const inside = 'names' in parts ? parts.names : undefined
      return {
        name,
        state: linuxStates[state] ?? 'unknown',
        type: inside?.includes('wireless') ? 71 : (linuxTypes[type] ?? null),
        hardware: inside === undefined ? null : inside.includes('device'),
        dhcp: null,
        gateways: ways.map(({ gateway }) => gateway),
        metric: ways[0]?.metric ?? null,
        dnsSuffix: null,
      } satisfies Link
    }),
  )
}

/** Of RFC 2863's states those that are sure: a card whose lower layer (the other end of a cable, the card below a VLAN) is down is down. */
const linuxStates: Readonly<Record<string, Link['state']>> = { up: 'up', down: 'down', lowerlayerdown: 'down' }

/** Linux' ARPHRD numbers (if_arp.h) by IANA's: Ethernet, PPP, and NONE, which tun devices have. */
const linuxTypes: Readonly<Record<string, number>> = { '1': 6, '512': 23, '65534': 131 }

/** `/proc/net/route`: interface, destination, gateway, flags, …, metric, mask; addresses in hexadecimal, the last byte first. */
export function parseDefaultRoutes(text: string): { readonly name: string; readonly gateway: string; readonly metric: number }[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', destination, gateway = '', , , , metric, mask] = line.trim().split(/\s+/)
    if (destination !== '00000000' || mask !== '00000000' || !/^[0-9A-F]{8}$/i.test(gateway)) return []
    const bytes = gateway.match(/../g)?.reverse() ?? []
    return [{ name, gateway: bytes.map((byte) => Number.parseInt(byte, 16)).join('.'), metric: Number(metric) || 0 }]
  })
}

async function textOf(io: Io, path: string, maxBytes: number): Promise<string> {
  const file = await io.files.read(path, maxBytes)
  return 'content' in file ? file.content.toString('utf8').trim() : ''
}
