/** What Windows' network adapters say of DNS servers: c-ares, whose list `dns.getServers()` is, may not see them all. */

import type { Io, RegistryKey } from '../io.ts'

/** A key for each adapter (Microsoft, "TCP/IP and NBT configuration parameters for Windows"). */
const INTERFACES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'

export interface Adapter {
  /** Its GUID. */
  readonly name: string
  /** static: typed in by somebody, which counts before what DHCP brought */
  readonly origin: 'static' | 'dhcp'
  readonly servers: string[]
}

/** Adapters that are in use now: the registry keeps what an unplugged one was told, and nobody asks those servers. */
export async function readAdapters(io: Io, signal: AbortSignal): Promise<Adapter[]> {
  if (io.platform !== 'win32') return []
  const outcome = await io.registry.read(INTERFACES, signal)
  if (!('key' in outcome)) return []
  const own = new Set(io.machine.interfaces().map(({ address }) => address))
  return Object.entries(outcome.key.subkeys).flatMap(([name, key]) => {
    const inUse = [...listOf(key, 'IPAddress'), ...listOf(key, 'DhcpIPAddress')].some((address) => own.has(address))
    const fixed = listOf(key, 'NameServer')
    const servers = fixed.length > 0 ? fixed : listOf(key, 'DhcpNameServer')
    return inUse && servers.length > 0 ? [{ name, origin: fixed.length > 0 ? ('static' as const) : ('dhcp' as const), servers }] : []
  })
}

/** Addresses by commas or blanks, or as several values. */
function listOf({ values }: RegistryKey, name: string): string[] {
  const value = values[name]
  const texts = typeof value === 'string' ? [value] : typeof value === 'object' ? value : []
  return texts.flatMap((text) => text.split(/[,\s]+/).filter((address) => address !== ''))
}
