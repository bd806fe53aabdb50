import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { CURRENT_VERSION, parseOsRelease, readComputer, readOperatingSystem } from '../../checks/host/operating-system.ts'
import { settingsPaths, windowsParts } from '../../checks/host/windows-settings.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { parseRegQuery } from '../../checks/io/registry-command.ts'
import type { Io, RegistryKey } from '../../checks/io.ts'

const forever = new AbortController().signal
const key = (values: RegistryKey['values'], subkeys: RegistryKey['subkeys'] = {}): RegistryKey => ({ values, subkeys })
const facts = { kernel: '10.0.22631', name: 'Windows 11 Pro', architecture: 'x86_64', memory: { totalBytes: 1, freeBytes: 1 }, disks: [] }

function windows(registry: Readonly<Record<string, RegistryKey>>, resolvers: readonly string[] = []): Io {
  return injectedIo({ platform: 'win32', registry, machine: { resolvers: () => resolvers } })
}
const parts = (registry: Readonly<Record<string, RegistryKey>>, resolvers?: readonly string[]) =>
  windowsParts(windows(registry, resolvers), forever)
const forbidden = (): Io => ({ ...windows({}), registry: { read: async () => ({ failure: failure('access-denied') }) } })

describe('which Windows it is', () => {
  const recorded = async (name: string) =>
    parseRegQuery(await readFile(new URL(`fixtures/${name}`, import.meta.url), 'utf8'), CURRENT_VERSION)

  test('a Windows 11 that calls itself 10', async () => {
    const io = windows({ [CURRENT_VERSION]: await recorded('windows-11-23h2-pro.txt') })
    expect(await readOperatingSystem(io, facts, forever)).toEqual({
      name: 'Windows 11 Pro',
      kernel: '10.0.22631',
      architecture: 'x86_64',
      version: '23H2',
      build: 22631,
      revision: null,
      edition: 'Professional',
      installation: 'Client',
    })
  })

  test('a Windows 10, Node having told nothing', async () => {
    const io = windows({ [CURRENT_VERSION]: await recorded('windows-10-22h2-enterprise.txt') })
    expect(await readOperatingSystem(io, undefined, forever)).toMatchObject({
      name: 'Windows 10 Enterprise',
      version: '22H2',
      build: 19045,
      edition: 'Enterprise',
    })
  })

  test('its monthly revision', async () => {
    const io = windows({ [CURRENT_VERSION]: key({ CurrentBuildNumber: '19045', UBR: 6575 }) })
    expect(await readOperatingSystem(io, facts, forever)).toMatchObject({ build: 19045, revision: 6575, edition: null })
  })

  test('where the registry may not be read Node knows the build', async () => {
    expect(await readOperatingSystem(forbidden(), facts, forever)).toMatchObject({ name: 'Windows 11 Pro', build: 22631, edition: null })
    expect(await readOperatingSystem(forbidden(), undefined, forever)).toBeNull()
  })

  test.each([['12a'], [''], [['22631']], [-1]])('a build that is none is not known: %j', async (value) => {
    const io = windows({ [CURRENT_VERSION]: key({ CurrentBuildNumber: value as string }) })
    expect((await readOperatingSystem(io, facts, forever))?.build).toBeNull()
  })

  test('maker and model', async () => {
    const bios = key({ SystemManufacturer: 'Dell Inc.', SystemProductName: 'OptiPlex 7010' })
    const io = windows({ 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS': bios })
    expect(await readComputer(io, forever)).toEqual({ maker: 'Dell Inc.', model: 'OptiPlex 7010' })
    expect(await readComputer(windows({}), forever)).toBeNull()
  })
})

test('macOS tells its version in a file', async () => {
  const plist = '<dict>\n\t<key>ProductName</key>\n\t<string>macOS</string>\n\t<key>ProductVersion</key>\n\t<string>26.1</string>\n</dict>'
  const io = injectedIo({ platform: 'darwin', files: { '/System/Library/CoreServices/SystemVersion.plist': plist } })
  expect(await readOperatingSystem(io, { ...facts, kernel: '25.1.0' }, forever)).toMatchObject({
    name: 'macOS',
    version: '26.1',
    kernel: '25.1.0',
  })
})

test.each([
  ['NAME="A B"', { NAME: 'A B' }],
  ["NAME='A'", { NAME: 'A' }],
  ['NAME=A\n# comment\n\nbad line\nVERSION=', { NAME: 'A', VERSION: '' }],
  ['', {}],
])('os-release: %j', (text, expected) => {
  expect(parseOsRelease(text)).toEqual(expected)
})

describe('DNS', () => {
  const adapter = (server: string, values: RegistryKey['values'], family = 'Doh') =>
    key({}, { DohInterfaceSettings: key({}, { [family]: key({}, { [server]: key(values) }) }) })

  test('suffixes, DNS over HTTPS by adapter and by policy', async () => {
    const registry = {
      [settingsPaths.tcpip]: key({ Domain: 'bank.example', SearchList: 'bank.example,hk.bank.example', DhcpDomain: '' }),
      [settingsPaths.dnsPolicy]: key({ DoHPolicy: 2, SearchList: 'policy.example' }),
      [settingsPaths.dohInterfaces]: key(
        {},
        {
          '{1}': adapter('192.0.2.53', { DohFlags: 2, DohTemplate: 'https://dns.example/dns-query' }),
          '{2}': adapter('2001:db8::53', { DohFlags: 1 }, 'Doh6'),
          '{3}': key({}),
        },
      ),
    }
    expect(await parts(registry, ['192.0.2.53', '192.0.2.54']).dns()).toEqual({
      suffixes: ['policy.example', 'bank.example', 'hk.bank.example'],
      dohPolicy: 2,
      dohServers: [
        { server: '192.0.2.53', flags: 2, template: 'https://dns.example/dns-query', inUse: true },
        { server: '2001:db8::53', flags: 1, template: null, inUse: false },
      ],
    })
  })

  test('nothing set', async () => {
    expect(await parts({}).dns()).toEqual({ suffixes: [], dohPolicy: null, dohServers: [] })
  })
})

describe('the time service', () => {
  const zone = key({ TimeZoneKeyName: 'China Standard Time' })

  test('as it is set on the PC', async () => {
    const registry = {
      [settingsPaths.zone]: zone,
      [settingsPaths.time]: key({ Start: 3 }),
      [`${settingsPaths.time}\\Parameters`]: key({ Type: 'NTP', NtpServer: 'time.windows.com,0x9 192.0.2.123,0x8' }),
    }
    expect(await parts(registry).time()).toEqual({
      zone: 'China Standard Time',
      start: 3,
      type: 'NTP',
      servers: ['time.windows.com', '192.0.2.123'],
    })
  })

  test('a policy counts before it', async () => {
    const registry = {
      [`${settingsPaths.time}\\Parameters`]: key({ Type: 'NT5DS' }),
      [`${settingsPaths.timePolicy}\\Parameters`]: key({ Type: 'NoSync' }),
    }
    expect(await parts(registry).time()).toMatchObject({ type: 'NoSync', servers: [] })
  })
})

describe('a restart that is due', () => {
  test('is told by keys that are there only then', async () => {
    const registry = {
      [settingsPaths.update]: key({}),
      [settingsPaths.session]: key({ PendingFileRenameOperations: ['\\??\\C:\\a', '\\??\\C:\\b'] }),
    }
    expect(await parts(registry).restart()).toEqual({ servicing: false, update: true, renames: 2 })
    expect(await parts({ [settingsPaths.servicing]: key({}) }).restart()).toEqual({ servicing: true, update: false, renames: 0 })
  })
})

describe('the firewall', () => {
  const local = (name: string) => `${settingsPaths.firewall}\\${name}`
  const policy = (name: string) => `${settingsPaths.firewallPolicy}\\${name}`

  test('of each profile; a policy counts before the PC; without a value it allows', async () => {
    const registry = {
      [local('DomainProfile')]: key({ EnableFirewall: 1 }),
      [local('StandardProfile')]: key({ EnableFirewall: 1, DefaultOutboundAction: 1 }),
      [local('PublicProfile')]: key({ EnableFirewall: 0, DefaultOutboundAction: 0 }),
      [policy('DomainProfile')]: key({ DefaultOutboundAction: 1 }),
      [policy('PublicProfile')]: key({ EnableFirewall: 1 }),
    }
    expect(await parts(registry).firewall()).toEqual([
      { profile: 'domain', from: 'policy', on: true, outbound: 'block' },
      { profile: 'private', from: 'local', on: true, outbound: 'block' },
      { profile: 'public', from: 'policy', on: true, outbound: 'allow' },
    ])
  })
})

test('where the registry may not be read nothing is told, and nothing invented', async () => {
  const each = windowsParts(forbidden(), forever)
  expect(await Promise.all([each.dns(), each.time(), each.restart(), each.firewall()])).toEqual([null, null, null, null])
})

test('values of any type are no crash', async () => {
  const odd = key({ Start: 'x', Type: 7, DoHPolicy: ['1'], EnableFirewall: 'yes', Domain: 5, TimeZoneKeyName: 1, NtpServer: ['a'] })
  const registry = Object.fromEntries(
    [...Object.values(settingsPaths), `${settingsPaths.time}\\Parameters`, `${settingsPaths.firewall}\\DomainProfile`].map((path) => [
      path,
      odd,
    ]),
  )
  const each = parts(registry)
  expect(await each.time()).toEqual({ zone: null, start: null, type: null, servers: [] })
  expect(await each.dns()).toEqual({ suffixes: [], dohPolicy: null, dohServers: [] })
  expect((await each.firewall())?.[0]).toEqual({ profile: 'domain', from: 'local', on: null, outbound: 'allow' })
})
