/** Settings of Windows that a reader of the findings wants: DNS over HTTPS, the time service, a restart that is due, the firewall. */

import { parseEndpoint } from '../endpoint.ts'
import type { Io, RegistryKey, RegistryValue } from '../io.ts'
import type { FirewallProfile, WindowsSettings } from './evidence.ts'

/** Where Windows keeps them. Tests put their keys at these paths. */
export const settingsPaths = {
  /** Suffixes of the PC: Domain, DhcpDomain, SearchList. */
  tcpip: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
  /** Group policy "Configure encrypted name resolution" (DnsClient.admx): DoHPolicy; its SearchList too. */
  dnsPolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient',
  /** {GUID}\DohInterfaceSettings\Doh and Doh6: a key for each server that the settings page switched on. */
  dohInterfaces: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\InterfaceSpecificParameters',
  zone: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation',
  /** Start of the service, and its Parameters: Type, NtpServer (Microsoft, "Windows Time service tools and settings"). */
  time: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time',
  timePolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time',
  /** Both are there only while a restart is due. */
  servicing: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
  update: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
  /** PendingFileRenameOperations */
  session: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager',
  /** DomainProfile, StandardProfile (which is the private one), PublicProfile: EnableFirewall, DefaultOutboundAction (MS-FASP section 2.2.38). */
  firewall: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy',
  /** DomainProfile, PrivateProfile, PublicProfile (MS-GPFAS section 2.2.3). */
  firewallPolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall',
} as const

type Values = Readonly<Record<string, RegistryValue>>

interface Reader {
  /** `undefined`: could not be read; `null`: is not there. */
  whole(path: string): Promise<RegistryKey | null | undefined>
  values(path: string): Promise<Values | null | undefined>
}

/** Each part by itself, so that what was read is kept where time runs out. */
export function windowsParts(io: Io, signal: AbortSignal): { readonly [K in keyof WindowsSettings]: () => Promise<WindowsSettings[K]> } {
  const ask = async (path: string, depth: 'whole' | 'values') => {
    const read = await io.registry.read(path, signal, depth)
    if ('key' in read) return read.key
    return read.failure.word === 'file-missing' ? null : undefined
  }
  const reader: Reader = {
    whole: (path) => ask(path, 'whole'),
    values: async (path) => {
      const key = await ask(path, 'values')
      return key?.values ?? (key as null | undefined)
    },
  }
  return {
    dns: () => readDns(reader, io),
    time: () => readTime(reader),
    restart: () => readRestart(reader),
    firewall: () => readFirewall(reader),
  }
}

async function readDns(reader: Reader, io: Io): Promise<WindowsSettings['dns']> {
  const [tcpip, policy, interfaces] = await Promise.all([
    reader.values(settingsPaths.tcpip),
    reader.values(settingsPaths.dnsPolicy),
    reader.whole(settingsPaths.dohInterfaces),
  ])
  if (tcpip === undefined && policy === undefined && interfaces === undefined) return null
  const inUse = new Set(io.machine.resolvers().map((text) => parseEndpoint(text, 53)?.address))
  const servers = Object.values(interfaces?.subkeys ?? {}).flatMap((adapter) => {
    const settings = adapter.subkeys.DohInterfaceSettings
    return ['Doh', 'Doh6'].flatMap((family) => Object.entries(settings?.subkeys[family]?.subkeys ?? {}))
  })
  const suffixes = [policy?.SearchList, tcpip?.SearchList, tcpip?.Domain, tcpip?.DhcpDomain].flatMap(listOf)
  return {
    suffixes: [...new Set(suffixes)],
    dohPolicy: numberOf(policy?.DoHPolicy),
    dohServers: servers.map(([server, { values }]) => ({
      server,
      flags: numberOf(values.DohFlags) ?? 0,
      template: typeof values.DohTemplate === 'string' ? values.DohTemplate : null,
      inUse: inUse.has(server),
    })),
  }
}

async function readTime(reader: Reader): Promise<WindowsSettings['time']> {
  const [zone, service, parameters, policy] = await Promise.all([
    reader.values(settingsPaths.zone),
    reader.values(settingsPaths.time),
    reader.values(`${settingsPaths.time}\\Parameters`),
    reader.values(`${settingsPaths.timePolicy}\\Parameters`),
  ])
  if (zone === undefined && service === undefined && parameters === undefined) return null
  const text = (name: string) => [policy?.[name], parameters?.[name]].find((value): value is string => typeof value === 'string') ?? null
  return {
    zone: typeof zone?.TimeZoneKeyName === 'string' ? zone.TimeZoneKeyName : null,
    start: numberOf(service?.Start),
    type: text('Type'),
    // "time.windows.com,0x9": the flags behind the comma say how it is asked.
    servers: (text('NtpServer') ?? '').split(/\s+/).flatMap((each) => each.split(',', 1)[0] || []),
  }
}

async function readRestart(reader: Reader): Promise<WindowsSettings['restart']> {
  const [servicing, update, session] = await Promise.all([
    reader.values(settingsPaths.servicing),
    reader.values(settingsPaths.update),
    reader.values(settingsPaths.session),
  ])
  if (servicing === undefined && update === undefined && session === undefined) return null
  const isThere = (key: Values | null | undefined) => (key === undefined ? null : key !== null)
  const renames = session?.PendingFileRenameOperations
  return {
    servicing: isThere(servicing),
    update: isThere(update),
    renames: session === undefined ? null : typeof renames === 'object' ? renames.length : 0,
  }
}

const profiles = [
  { profile: 'domain', local: 'DomainProfile', policy: 'DomainProfile' },
  { profile: 'private', local: 'StandardProfile', policy: 'PrivateProfile' },
  { profile: 'public', local: 'PublicProfile', policy: 'PublicProfile' },
] as const

async function readFirewall(reader: Reader): Promise<WindowsSettings['firewall']> {
  const read = await Promise.all(
    profiles.map(async ({ profile, local, policy }) => {
      const [own, group] = await Promise.all([
        reader.values(`${settingsPaths.firewall}\\${local}`),
        reader.values(`${settingsPaths.firewallPolicy}\\${policy}`),
      ])
      return { profile, own, group }
    }),
  )
  if (read.every(({ own, group }) => own === undefined && group === undefined)) return null
  return read.map(({ profile, own, group }): FirewallProfile => {
    const on = numberOf(group?.EnableFirewall) ?? numberOf(own?.EnableFirewall)
    const outbound = numberOf(group?.DefaultOutboundAction) ?? numberOf(own?.DefaultOutboundAction)
    return {
      profile,
      from: group?.EnableFirewall !== undefined || group?.DefaultOutboundAction !== undefined ? 'policy' : 'local',
      on: on === null ? null : on !== 0,
      // Where nobody ever chose there is no value, and it is to allow (Microsoft, INetFwPolicy2::get_DefaultOutboundAction).
      outbound: own === undefined && outbound === null ? null : outbound === 1 ? 'block' : 'allow',
    }
  })
}

function numberOf(value: RegistryValue | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

function listOf(value: RegistryValue | undefined): string[] {
  const texts = typeof value === 'string' ? [value] : typeof value === 'object' ? [...value] : []
  return texts.flatMap((text) => text.split(/[,\s]+/).filter((part) => part !== ''))
}
