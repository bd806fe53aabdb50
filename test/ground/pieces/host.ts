/** What is noted of a Windows PC. */

import type { RegistryKey } from '../../../checks/io.ts'
import type { PcChange } from '../../lab/fault.ts'
import { labAdapter } from '../../lab/windows-pc.ts'
import { resolverAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, note, piece, rule, to, warning, web } from './make.ts'

type Registry = NonNullable<PcChange['registry']>

function registry(values: Readonly<Record<string, RegistryKey['values']>>): Registry {
  return Object.fromEntries(Object.entries(values).map(([path, each]) => [path, { values: each, subkeys: {} }]))
}

function windowsPc(given: Registry, more: PcChange = {}): NonNullable<Scene['pc']> {
  return { system: 'windows', windows: { ...more, registry: given } }
}

function release(name: string, build: string, version: string, more: RegistryKey['values'] = {}): Registry {
  return registry({
    'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': {
      ProductName: name,
      CurrentBuildNumber: build,
      DisplayVersion: version,
      EditionID: 'Professional',
      InstallationType: 'Client',
      UBR: 1,
      ...more,
    },
  })
}

const firewall = (profile: string) =>
  registry({
    [`HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\${profile}`]: {
      EnableFirewall: 1,
      DefaultOutboundAction: 1,
    },
  })
const restartDue = registry({ 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending': {} })
const updateDue = registry({ 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired': {} })
const timeDisabled = registry({ 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time': { Start: 4 } })
const forbidden: NonNullable<Scene['commands']> = [
  { at: 'pc', line: webAddresses.primary.sso.map((each) => `ip route add prohibit ${each}`).join('; ') },
]
const dropsSso = [rule('router', 'forward', `${to('sso')} drop`)]

export const hostPieces: readonly Piece[] = [
  piece('host/windows-10', {
    does: 'the PC runs Windows 10 Pro, whose last update came in October 2025',
    scene: { pc: windowsPc(release('Windows 10 Pro', '19045', '22H2', { UBR: 6456 })) },
    expected: [warning('host/os-unsupported', undefined, 'site-it')],
    touches: ['host'],
  }),
  piece('host/windows-11-old', {
    does: 'the PC runs Windows 11 Pro 22H2, which Microsoft services no longer',
    scene: { pc: windowsPc(release('Windows 10 Pro', '22621', '22H2')) },
    expected: [warning('host/os-unsupported', undefined, 'site-it')],
    touches: ['host'],
  }),
  piece('host/windows-10-and-dropped', {
    does: 'the PC runs Windows 10 Pro without updates, and the site’s firewall drops what goes to the 2FA server',
    scene: { pc: windowsPc(release('Windows 10 Pro', '19045', '22H2', { UBR: 6456 })), rules: dropsSso },
    expected: [blocker('path/no-reply', sso, 'site-network'), warning('host/os-unsupported')],
    touches: ['host', 'sso'],
  }),
  piece('host/windows-12', {
    does: 'the PC runs a Windows that is younger than this program’s list',
    scene: { pc: windowsPc(release('Windows 12 Pro', '99999', '99H2')) },
    expected: [note('host/os-unknown')],
    touches: ['host'],
  }),
  piece('host/firewall-outbound', {
    does: 'Windows Firewall blocks what no rule allows, and the PC itself refuses connections to the 2FA server',
    scene: { pc: windowsPc(firewall('DomainProfile')), commands: forbidden },
    expected: [blocker('path/local-block', sso, 'site-it'), note('host/firewall-outbound')],
    touches: ['host', 'sso'],
  }),
  piece('host/firewall-outbound-elsewhere', {
    does: 'Windows Firewall blocks what no rule allows, and it is the site’s firewall that drops what goes to the 2FA server',
    scene: { pc: windowsPc(firewall('PublicProfile')), rules: dropsSso },
    expected: [blocker('path/no-reply', sso, 'site-network')],
    why: 'Silence is not what Windows Firewall answers with.',
    touches: ['host', 'sso'],
  }),
  piece('host/restart-due', {
    does: 'Windows waits to be restarted, and nobody listens at the landing page’s server',
    scene: { pc: windowsPc(restartDue), ...web('www', { software: 'none' }) },
    expected: [blocker('path/refused', www), note('host/reboot-pending')],
    touches: ['host', 'www'],
  }),
  piece('host/update-due', {
    does: 'Windows Update waits for a restart, and the site’s firewall drops what goes to the 2FA server',
    scene: { pc: windowsPc(updateDue), rules: dropsSso },
    expected: [blocker('path/no-reply', sso), note('host/reboot-pending')],
    touches: ['host', 'sso'],
  }),
  piece('host/time-service', {
    does: 'the PC’s clock is 400 days fast, and Windows’ time service is disabled',
    scene: { pc: { ...windowsPc(timeDisabled), clock: '+400d', browser: 'off' } },
    expected: [blocker('clock/skewed', undefined, 'site-it'), note('host/time-service')],
    touches: ['host', 'clock', 'browser'],
  }),
  piece('host/time-service-asks-nobody', {
    does: 'the PC is 20 minutes behind a world that is right, and Windows’ time service is set to ask nobody',
    scene: {
      serversTime: '+20m',
      pc: windowsPc(
        registry({
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time': { Start: 2 },
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Parameters': { Type: 'NoSync' },
        }),
      ),
    },
    expected: [warning('clock/skewed', undefined, 'site-it'), note('host/time-service')],
    touches: ['host', 'clock'],
  }),
  piece('host/doh-falls-back', {
    does: 'Windows asks HKEX’s preferred DNS server by HTTPS first, and plainly where that fails',
    scene: {
      pc: windowsPc({
        'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\InterfaceSpecificParameters': {
          values: {},
          subkeys: {
            [labAdapter.id]: {
              values: {},
              subkeys: {
                DohInterfaceSettings: {
                  values: {},
                  subkeys: { Doh: { values: {}, subkeys: { [resolverAddress.preferred]: { values: { DohFlags: 5 }, subkeys: {} } } } },
                },
              },
            },
          },
        },
      }),
    },
    expected: [note('host/doh')],
    touches: ['host', 'pc-dns'],
  }),
  piece('host/doh-alone', {
    does: 'a policy makes Windows ask by HTTPS alone, which no DNS server here speaks',
    scene: {
      pc: {
        ...windowsPc(registry({ 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient': { DoHPolicy: 3 } })),
        lookupAsks: ['forwarder'],
      },
      resolvers: { forwarder: { software: 'none' } },
    },
    expected: [blocker('host/doh', undefined, 'site-it')],
    touches: ['host', 'pc-dns', 'forwarder', 'sso', 'www'],
  }),
  piece('host/vpn-beside', {
    does: 'a Windows PC has a VPN’s network beside its own, and nobody listens at the 2FA server’s addresses',
    scene: {
      pc: windowsPc(
        {},
        {
          adapters: [
            labAdapter,
            { ...labAdapter, name: 'lab1', id: '{00000000-0000-0000-0000-000000000002}', type: 71, gateways: ['192.0.2.129'], metric: 50 },
          ],
        },
      ),
      ...web('sso', { software: 'none' }),
    },
    expected: [blocker('path/refused', sso), note('network/several-routes')],
    touches: ['host', 'sso', 'pc-network'],
  }),
]

export const hostHealthyPieces: readonly Piece[] = [
  piece('host/restart-due-and-well', {
    does: 'Windows waits to be restarted, and all is well',
    scene: { pc: windowsPc(restartDue) },
    expected: [],
    touches: ['host'],
  }),
  piece('host/firewall-strict-and-well', {
    does: 'Windows Firewall blocks what no rule allows, and all is well',
    scene: { pc: windowsPc(firewall('DomainProfile')) },
    expected: [],
    touches: ['host'],
  }),
  piece('host/time-service-off-and-well', {
    does: 'Windows’ time service is disabled, and the clock is right',
    scene: { pc: windowsPc(timeDisabled) },
    expected: [],
    touches: ['host'],
  }),
]
