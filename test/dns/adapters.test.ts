import { expect, test } from 'vitest'
import { readAdapters } from '../../checks/dns/adapters.ts'
import { addResolvers, mergeResolvers } from '../../checks/dns/resolvers.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { RegistryKey } from '../../checks/io.ts'

const INTERFACES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'
const key = (values: RegistryKey['values'], subkeys: RegistryKey['subkeys'] = {}): RegistryKey => ({ values, subkeys })

/** Values as Microsoft documents them: DHCP's by blanks, typed ones by commas, addresses as REG_MULTI_SZ. */
const adapters = {
  '{in-use-by-dhcp}': key({ DhcpIPAddress: '192.0.2.10', DhcpNameServer: '192.0.2.53 192.0.2.54', NameServer: '' }),
  '{in-use-typed}': key({ IPAddress: ['198.51.100.7'], NameServer: '198.51.100.53,198.51.100.54', DhcpNameServer: '192.0.2.99' }),
  '{unplugged}': key({ DhcpIPAddress: '203.0.113.9', DhcpNameServer: '203.0.113.53' }),
  '{without-servers}': key({ DhcpIPAddress: '192.0.2.10' }),
}

function ioOf(platform: NodeJS.Platform) {
  const addresses = ['192.0.2.10', '198.51.100.7']
  return injectedIo({
    platform,
    registry: { [INTERFACES]: key({}, adapters) },
    machine: { interfaces: () => addresses.map((address) => ({ name: 'x', address, prefix: 24, internal: false })) },
  })
}

test('adapters in use name their servers, typed ones before those of DHCP; an unplugged one is passed over', async () => {
  expect(await readAdapters(ioOf('win32'), new AbortController().signal)).toEqual([
    { name: '{in-use-by-dhcp}', origin: 'dhcp', servers: ['192.0.2.53', '192.0.2.54'] },
    { name: '{in-use-typed}', origin: 'static', servers: ['198.51.100.53', '198.51.100.54'] },
  ])
})

test('nobody is asked off Windows', async () => {
  expect(await readAdapters(ioOf('linux'), new AbortController().signal)).toEqual([])
})

test('what only an adapter names is asked too, once, and counted behind the PC’s own', () => {
  const known = mergeResolvers([{ address: '192.0.2.53', port: 53, roles: ['hkex-1'] }], ['192.0.2.53'])
  expect(addResolvers(known, ['192.0.2.53', '192.0.2.54', '192.0.2.54', 'nonsense'])).toEqual([
    { id: '192.0.2.54', address: '192.0.2.54', port: 53, roles: ['configured-2'] },
  ])
})
