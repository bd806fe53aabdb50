import { describe, expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { parseDefaultRoutes, readLinks } from '../../checks/host/links.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Adapter, Io, Machine, RegistryKey } from '../../checks/io.ts'

const forever = new AbortController().signal
const notSupported = { failure: failure('not-supported') }

describe('Linux', () => {
  /** Files below /sys/class/net and the routing table, as the kernel writes them. */
  function linux(links: Readonly<Record<string, Readonly<Record<string, string>>>>, routes = ''): Io {
    const io = injectedIo({ platform: 'linux' })
    const files: Record<string, string> = { '/proc/net/route': routes }
    for (const [name, entries] of Object.entries(links)) {
      for (const [entry, content] of Object.entries(entries)) files[`/sys/class/net/${name}/${entry}`] = `${content}\n`
    }
    const missing = { failure: failure('file-missing', 'ENOENT') }
    return {
      ...io,
      files: {
        ...io.files,
        read: async (path) => (files[path] === undefined ? missing : { content: Buffer.from(files[path]) }),
        list: async (folder) => {
          if (folder === '/sys/class/net') return { names: Object.keys(links) }
          const entries = links[folder.split('/').at(-1) ?? '']
          return entries === undefined || Object.keys(entries).length === 0 ? missing : { names: Object.keys(entries) }
        },
      },
    }
  }

  // Kernel documentation, Documentation/ABI/testing/sysfs-class-net; /proc/net/route as recorded on Debian 12.
  const routes = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
    'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0',
    '',
  ].join('\n')

  test('state, device and way out of each link, loopback left out', async () => {
    const io = linux(
      {
        lo: { operstate: 'unknown', type: '772' },
        eth0: { operstate: 'up', type: '1', device: '' },
        wlan0: { operstate: 'down', type: '1', device: '', wireless: '' },
        wwan0: { operstate: 'dormant', type: '65534', device: '' },
        tun0: { operstate: 'unknown', type: '65534' },
        vlan0: { operstate: 'lowerlayerdown', type: '1' },
        gone0: {},
      },
      routes,
    )
    const nothing = { dhcp: null, gateways: [], metric: null, dnsSuffix: null }
    expect(await readLinks(io, forever)).toEqual([
      { ...nothing, name: 'eth0', state: 'up', type: 6, hardware: true, gateways: ['192.0.2.1'], metric: 100 },
      { ...nothing, name: 'wlan0', state: 'down', type: 71, hardware: true },
      { ...nothing, name: 'wwan0', state: 'unknown', type: 131, hardware: true },
      { ...nothing, name: 'tun0', state: 'unknown', type: 131, hardware: false, gateways: ['0.0.0.0'], metric: 50 },
      { ...nothing, name: 'vlan0', state: 'down', type: 6, hardware: false },
      { ...nothing, name: 'gone0', state: 'unknown', type: null, hardware: null },
    ])
  })

  test('none where the folder cannot be read', async () => {
    expect(await readLinks(injectedIo({ platform: 'linux' }), forever)).toEqual([])
  })

  test.each(['', 'Iface\tDestination', 'eth0\t00000000\tnone\t3\t0\t0\t0\t00000000', '\0\0\0', 'eth0 00000000'])(
    'a routing table that is none gives none: %j',
    (text) => {
      expect(parseDefaultRoutes(text)).toEqual([])
    },
  )
})

describe('Windows', () => {
  const wired = '{6F1B2C3D-0000-4000-8000-000000000001}'
  const vpn = '{6F1B2C3D-0000-4000-8000-000000000002}'
  const network = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}'
  const interfaces = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'
  const key = (values: RegistryKey['values'], subkeys: RegistryKey['subkeys'] = {}): RegistryKey => ({ values, subkeys })

  // Microsoft, "Device instance IDs": bus, device, instance.
  const connections = key(
    {},
    {
      [wired.toLowerCase()]: key({}, { Connection: key({ Name: '乙太網路', PnPInstanceId: 'PCI\\VEN_8086&DEV_15FB\\3&11583659&0&FE' }) }),
      [vpn]: key({}, { Connection: key({ Name: 'Bank VPN', PnpInstanceID: 'ROOT\\NET\\0000' }) }),
      Descriptions: key({ 'Intel(R) Ethernet Connection': ['1'] }),
    },
  )
  const adapter: Adapter = {
    name: '乙太網路',
    id: wired,
    state: 'down',
    type: 6,
    dhcp: true,
    gateways: [],
    metric: 5,
    dnsSuffix: '',
  }

  function windows(machine: Partial<Machine>, registry: Readonly<Record<string, RegistryKey>>): Io {
    return injectedIo({ platform: 'win32', machine, registry })
  }
  const systemOf = (adapters: readonly Adapter[]): Machine['system'] => ({
    facts: async () => notSupported,
    adapters: async () => ({ adapters }),
    details: async () => notSupported,
  })

  test('by the API, with the registry for what is a card', async () => {
    const adapters = [
      adapter,
      { ...adapter, name: 'Bank VPN', id: vpn, state: 'up', type: 53, gateways: ['10.99.0.1'] },
      { ...adapter, name: 'Loopback Pseudo-Interface 1', id: '{0}', type: 24 },
      { ...adapter, name: 'Ethernet 9', id: '{9}' },
    ] as const
    const { id: _, ...plain } = adapter
    expect(await readLinks(windows({ system: systemOf(adapters) }, { [network]: connections }), forever)).toEqual([
      { ...plain, hardware: true },
      { ...plain, name: 'Bank VPN', state: 'up', type: 53, gateways: ['10.99.0.1'], hardware: false },
      { ...plain, name: 'Ethernet 9', hardware: null },
    ])
  })

  test.each([
    ['SWD\\IP_TUNNEL_VBUS\\ISATAP_0', false],
    ['BTH\\MS_BTHPAN\\6&123&0&2', false],
    ['root\\vms_mp\\0000', false],
    ['USB\\VID_0BDA&PID_8153\\000001', true],
    ['VMBUS\\{F8615163-DF3E-46C5-913F-F2D2F965ED0E}\\1', true],
  ])('%s is a card: %s', async (device, isCard) => {
    const registry = { [network]: key({}, { [wired]: key({}, { Connection: key({ PnPInstanceId: device }) }) }) }
    expect((await readLinks(windows({ system: systemOf([adapter]) }, registry), forever))[0]?.hardware).toBe(isCard)
  })

  // Microsoft, "TCP/IP and NBT configuration parameters for Windows".
  test('without the API: what has an address now is up, of others nobody knows', async () => {
    const registry = {
      [network]: connections,
      [interfaces]: key(
        {},
        {
          [wired]: key({ EnableDHCP: 0, IPAddress: ['192.0.2.10'], DefaultGateway: ['192.0.2.1'], Domain: 'bank.example' }),
          [vpn]: key({ EnableDHCP: 1, DhcpIPAddress: '10.99.0.2', DhcpDefaultGateway: ['10.99.0.1'], DefaultGateway: [''] }),
          '{unnamed}': key({ EnableDHCP: 1, DhcpIPAddress: '0.0.0.0' }),
        },
      ),
    }
    const own = [{ name: '乙太網路', address: '192.0.2.10', prefix: 24, internal: false }]
    expect(await readLinks(windows({ interfaces: () => own }, registry), forever)).toEqual([
      {
        name: '乙太網路',
        state: 'up',
        type: null,
        hardware: true,
        dhcp: false,
        gateways: ['192.0.2.1'],
        metric: null,
        dnsSuffix: 'bank.example',
      },
      { name: 'Bank VPN', state: 'unknown', type: null, hardware: false, dhcp: true, gateways: [], metric: null, dnsSuffix: null },
    ])
  })

  test('without API and registry there are none', async () => {
    expect(await readLinks(windows({}, {}), forever)).toEqual([])
  })
})

test('elsewhere they are not known', async () => {
  expect(await readLinks(injectedIo({ platform: 'darwin' }), forever)).toEqual([])
})
