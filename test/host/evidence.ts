/** Evidence of a terminal on which nothing is wrong; give what differs. */

import type { HostEvidence, Link, OperatingSystem } from '../../checks/host/evidence.ts'

export const wiredLink: Link = {
  name: '乙太網路',
  state: 'up',
  type: 6,
  hardware: true,
  dhcp: false,
  gateways: ['192.0.2.1'],
  metric: 25,
  dnsSuffix: null,
}

export const windows11: OperatingSystem = {
  name: 'Windows 11 Enterprise',
  kernel: '10.0.26200',
  architecture: 'x86_64',
  version: '25H2',
  build: 26200,
  revision: 7171,
  edition: 'Enterprise',
  installation: 'Client',
}

export function hostEvidence(changes: Partial<HostEvidence> = {}): HostEvidence {
  return {
    version: 2,
    platform: 'win32',
    // 22 November 2026, eight in the morning in Hong Kong.
    wallMs: Date.UTC(2026, 10, 22),
    interfaces: [
      { name: 'Loopback Pseudo-Interface 1', address: '127.0.0.1', prefix: 8, internal: true },
      { name: '乙太網路', address: '192.0.2.10', prefix: 24, internal: false },
    ],
    links: [wiredLink],
    routes: [{ destination: '10.0.0.1:53', source: '192.0.2.10', failure: null }],
    os: windows11,
    memory: { totalBytes: 8e9, freeBytes: 2e9, availableBytes: null, swapTotalBytes: null },
    disks: [],
    computer: null,
    windows: {
      dns: { suffixes: ['bank.example'], dohPolicy: null, dohServers: [] },
      time: { zone: 'China Standard Time', start: 3, type: 'NT5DS', servers: ['time.windows.com'] },
      restart: { servicing: false, update: false, renames: 2 },
      firewall: (['domain', 'private', 'public'] as const).map((profile) => ({ profile, from: 'local', on: true, outbound: 'allow' })),
    },
    notCollected: [],
    complete: true,
    ...changes,
  }
}
