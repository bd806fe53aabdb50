/** What the lab's PC tells of itself: a Windows that is serviced for long, one network card. */

import { failure } from '../../checks/failure.ts'
import type { Adapter, CardReaders, RegistryKey, System, WindowsService } from '../../checks/io.ts'
import type { PcChange } from './fault.ts'

/** Windows 11 IoT Enterprise LTSC 2024, which Microsoft services until October 2034 (checks/host/windows-releases.ts). */
const windows: RegistryKey = {
  values: {
    ProductName: 'Windows 10 IoT Enterprise',
    CurrentBuildNumber: '26100',
    DisplayVersion: '24H2',
    EditionID: 'IoTEnterpriseS',
    InstallationType: 'Client',
    UBR: 1,
  },
  subkeys: {},
}

export const pcRegistry: Readonly<Record<string, RegistryKey>> = {
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': windows,
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation': {
    values: { TimeZoneKeyName: 'China Standard Time' },
    subkeys: {},
  },
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time': { values: { Start: 2 }, subkeys: {} },
}

/** As they run on a PC with a reader. */
export const pcServices: Readonly<Record<string, WindowsService>> = { SCardSvr: { state: 'running', start: 'manual' } }

/** SCARD_STATE_PRESENT (Microsoft, SCARD_READERSTATE); the answer to reset is of a card that only the lab has. */
export const oneReaderWithCard: CardReaders = { readers: [{ name: 'Lab card reader 0', state: 0x20, atr: '3b00' }] }

/** Gateways of the documentation's range (RFC 5737). */
export const labAdapter: Adapter = {
  name: 'lab0',
  id: '{00000000-0000-0000-0000-000000000001}',
  state: 'up',
  type: 6,
  dhcp: true,
  gateways: ['192.0.2.1'],
  metric: 25,
  dnsSuffix: '',
}

const adapterOf: Readonly<Record<NonNullable<PcChange['network']> | 'good', Adapter>> = {
  good: labAdapter,
  unplugged: { ...labAdapter, state: 'down', gateways: [] },
  'no-address': { ...labAdapter, gateways: [] },
  'no-route': { ...labAdapter, gateways: [] },
}

const notSupported = { failure: failure('not-supported') }

/** Windows alone has an API for adapters; what is told of memory and disks is no terminal's in particular. */
export function pcSystem(platform: NodeJS.Platform, { network, adapters = [adapterOf[network ?? 'good']] }: PcChange): System {
  const windows = platform === 'win32'
  const room = { totalBytes: 8_000_000_000, freeBytes: 4_000_000_000 }
  return {
    facts: async () => ({
      kernel: windows ? '10.0.26100' : '6.0.0',
      name: windows ? 'Windows 10 IoT Enterprise' : 'Linux',
      architecture: 'x86_64',
      memory: room,
      disks: [{ folder: 'system', ...room }],
    }),
    adapters: async () => (windows && adapters !== 'forbidden' ? { adapters } : notSupported),
    details: async () => notSupported,
  }
}
