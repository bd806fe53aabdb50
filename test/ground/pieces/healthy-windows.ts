/** Windows PCs: registry, services and adapters as they are told there, over the same network. */

import type { Adapter, RegistryKey } from '../../../checks/io.ts'
import type { PcChange } from '../../lab/fault.ts'
import { labAdapter } from '../../lab/windows-pc.ts'
import { dead, lan, PROXY_PORT, pcAddress, proxyAddress, resolverAddress } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { rule } from './make.ts'

const SETTINGS = 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const INTERFACES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces'

const card: Adapter = { ...labAdapter, name: 'eth0', gateways: [lan.gateway] }
const id = (last: number): Adapter['id'] => `{00000000-0000-0000-0000-00000000000${last}}`

function windows(name: string, does: string, change: PcChange, more: Scene = {}): Piece {
  return odd(`windows-${name}`, {
    does,
    scene: { ...more, pc: { ...more.pc, system: 'windows', windows: { adapters: [card], ...change } } },
    touches: ['host'],
  })
}

const key = (values: RegistryKey['values'], subkeys: RegistryKey['subkeys'] = {}): RegistryKey => ({ values, subkeys })
const policies = (values: RegistryKey['values']) => ({ registry: { 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge': key(values) } })

export const healthyWindows: readonly Piece[] = [
  windows('plain', 'the PC runs Windows', {}),
  windows('unplugged', 'the PC runs Windows, with a second adapter that is not plugged in', {
    adapters: [card, { ...card, name: 'Wi-Fi', id: id(2), state: 'down', type: 71, gateways: [] }],
  }),
  windows('vpn', 'the PC runs Windows, with a VPN’s adapter that is up and leads elsewhere', {
    adapters: [card, { ...card, name: 'VPN', id: id(3), type: 53, dhcp: false, gateways: ['0.0.0.0'], metric: 50 }],
  }),
  windows('virtual-switch', 'the PC runs Windows, with virtual switches that have no gateway', {
    adapters: [
      card,
      { ...card, name: 'vEthernet (Default Switch)', id: id(4), dhcp: false, gateways: [], metric: 5000 },
      { ...card, name: 'vEthernet (WSL)', id: id(5), dhcp: false, gateways: [], metric: 5000, state: 'down' },
    ],
  }),
  windows('dock', 'the PC runs Windows, with cable and wireless at once', {
    adapters: [card, { ...card, name: 'Wi-Fi', id: id(6), type: 71, metric: 55 }],
  }),
  windows('adapters-forbidden', 'the PC runs Windows, and no library may be loaded that tells of adapters', { adapters: 'forbidden' }),
  windows('old-dns', 'the PC runs Windows, and the registry keeps DNS servers of a network that it once had', {
    registry: {
      [INTERFACES]: key(
        {},
        {
          [id(1)]: key({
            DhcpIPAddress: pcAddress,
            DhcpNameServer: `${resolverAddress.preferred} ${resolverAddress.alternate}`,
            EnableDHCP: 1,
          }),
          [id(7)]: key({ IPAddress: ['192.0.2.7'], NameServer: dead, EnableDHCP: 0 }),
          [id(8)]: key({ DhcpIPAddress: '0.0.0.0', DhcpNameServer: '192.0.2.53' }),
        },
      ),
    },
  }),
  windows('proxy-left-behind', 'the PC runs Windows, and its settings keep a proxy that is switched off and gone', {
    registry: { [SETTINGS]: key({ ProxyEnable: 0, ProxyServer: `${dead}:8080`, ProxyOverride: '<local>' }) },
  }),
  windows('proxy-in-environment', 'the PC runs Windows, and the environment names a proxy that is gone, which Edge does not heed', {
    environment: { HTTPS_PROXY: `http://${dead}:8080`, HTTP_PROXY: `http://${dead}:8080` },
  }),
  windows(
    'proxy',
    'the PC runs Windows, set to a proxy that is the only way',
    {
      registry: {
        [SETTINGS]: key({
          ProxyEnable: 1,
          ProxyServer: `http=${dead}:80;https=${proxyAddress}:${PROXY_PORT}`,
          ProxyOverride: '*.site.example;<local>',
        }),
      },
    },
    { proxies: { first: { software: 'squid' } }, rules: [rule('router', 'forward', `ip saddr ${pcAddress} drop`)] },
  ),
  windows('proxy-exceptions', 'the PC runs Windows, set to a proxy that is gone, with the two domains among the exceptions', {
    registry: {
      [SETTINGS]: key({ ProxyEnable: 1, ProxyServer: `${dead}:8080`, ProxyOverride: '*.ccass.com;*.hkexposttrade.com.hk;<local>' }),
    },
  }),
  windows(
    'hosts',
    'the PC runs Windows, with the hosts file as Microsoft ships it and lines for other names',
    {},
    {
      pc: {
        hosts: [
          '# Copyright (c) 1993-2009 Microsoft Corp.\r',
          '#      102.54.94.97     rhino.acme.com          # source server\r',
          '#\t127.0.0.1       localhost\r',
          '#\t::1             localhost\r',
          '198.51.100.7 printer.site.example\r',
        ],
      },
    },
  ),
  windows(
    'policies',
    'the PC runs Windows, with policies for Edge as banks have them',
    policies({
      BrowserSignin: 0,
      PasswordManagerEnabled: 0,
      SyncDisabled: 1,
      HideFirstRunExperience: 1,
      SmartScreenEnabled: 1,
      SSLVersionMin: 'tls1.2',
      DnsOverHttpsMode: 'off',
      InternetExplorerIntegrationLevel: 1,
    }),
  ),
  windows(
    'proxy-policy',
    'the PC runs Windows, and Edge’s policy names a proxy that is the only way',
    policies({ ProxyMode: 'fixed_servers', ProxyServer: `${proxyAddress}:${PROXY_PORT}`, ProxyBypassList: '*.site.example;<local>' }),
    {
      proxies: { first: { software: 'squid' } },
      rules: [rule('router', 'forward', `ip saddr ${pcAddress} drop`)],
      pc: { policies: { ProxyMode: 'fixed_servers', ProxyServer: `${proxyAddress}:${PROXY_PORT}` } },
    },
  ),
  windows('card-optional', 'the PC runs Windows, a card is optional and in its reader', {}, { siteFile: { smartcard: 'required' } }),
  windows('chrome-too', 'the PC runs Windows, with Chrome beside Edge', { browser: { installed: ['edge', 'chrome'] } }),
  windows('ipv6-too', 'the PC runs Windows in a network with IPv4 and IPv6', {}, { family: 'both' }),
  windows('switched', 'the PC runs Windows, and DNS leads to the secondary data centre', {}, { live: 'secondary' }),
]
