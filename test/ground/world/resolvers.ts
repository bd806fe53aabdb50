/** DNS servers: unbound and knot at HKEX's, unbound or dnsmasq that forwards at the site, and our own for what no honest server does. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { goodDns, type ZoneEntry } from '../../lab/dns-behaviour.ts'
import { inIpv6, type ResolverName, resolverAddress, type Where } from '../places.ts'
import type { ResolverScene, Scene, ZoneRecord } from '../scene.ts'
import { type Started, startIn } from './commands.ts'
import { startNode } from './node-servers.ts'
import { masterFile, type Records, type ZoneName, zones } from './zone.ts'

const DNS_PORT = 53
const whereOf: Readonly<Record<ResolverName, Where>> = { preferred: 'names', alternate: 'names', forwarder: 'site' }
/** Two makers' servers, as a careful operator has them. */
const softwareOf = { preferred: 'unbound', alternate: 'knot', forwarder: 'forwarder' } as const satisfies Record<
  ResolverName,
  ResolverScene['software']
>

/** @param records what HKEX's servers know */
export async function startResolver(name: ResolverName, scene: Scene, records: Records, folder: string): Promise<Started | null> {
  const given = scene.resolvers?.[name] ?? {}
  const own: Server = {
    name,
    scene: given,
    records: { ...records, ...given.records },
    addresses: addressesOf(name, scene.family),
    folder: join(folder, name),
  }
  mkdirSync(own.folder, { recursive: true })
  switch (given.software ?? softwareOf[name]) {
    case 'unbound':
      return startUnbound(own, authority(own))
    case 'forwarder':
      return startUnbound(own, forwarding(given.forwardsTo ?? hkexServers(scene.family)))
    case 'knot':
      return startKnot(own)
    case 'dnsmasq':
      return startDnsmasq(own, given.forwardsTo ?? hkexServers(scene.family))
    case 'node':
      return startOurOwn(own)
    case 'none':
      return null
  }
}

interface Server {
  readonly name: ResolverName
  readonly scene: ResolverScene
  readonly records: Records
  readonly addresses: readonly string[]
  readonly folder: string
}

export function addressesOf(name: ResolverName, family: Scene['family'] = 'ipv4'): string[] {
  const ipv4 = resolverAddress[name]
  return [...(family === 'ipv6' ? [] : [ipv4]), ...(family === 'ipv4' ? [] : [inIpv6(name === 'forwarder' ? 'lan' : 'names', ipv4)])]
}

function hkexServers(family: Scene['family']): string[] {
  return [...addressesOf('preferred', family), ...addressesOf('alternate', family)]
}

function start(server: Server, program: string, args: readonly string[]): Promise<Started> {
  const [address = ''] = server.addresses
  return startIn(whereOf[server.name], program, args, join(server.folder, 'log'), {
    protocol: 'udp',
    port: DNS_PORT,
    ...(isIP(address) === 4 ? { address } : {}),
  })
}

function zonesOf({ lacks = [] }: ResolverScene): ZoneName[] {
  return zones.filter((zone) => !lacks.includes(zone))
}

/** unbound as an authority: it answers from the zones and asks nobody (unbound.conf(5), auth-zone). */
function authority({ records, scene, folder }: Server): string[] {
  return zonesOf(scene).flatMap((zone) => {
    const file = join(folder, `${zone}.zone`)
    writeFileSync(file, masterFile(zone, records, scene.ttlSeconds))
    return [
      'auth-zone:',
      `  name: "${zone}."`,
      `  zonefile: "${file}"`,
      '  for-downstream: yes',
      '  for-upstream: yes',
      '  fallback-enabled: no',
    ]
  })
}

function forwarding(servers: readonly string[]): string[] {
  return ['forward-zone:', '  name: "."', ...servers.map((each) => `  forward-addr: ${each}`)]
}

function startUnbound(server: Server, zoneLines: readonly string[]): Promise<Started> {
  const { addresses, scene, folder } = server
  const config = join(folder, 'unbound.conf')
  const lines = scene.lines ?? []
  writeFileSync(
    config,
    [
      'server:',
      ...addresses.map((each) => `  interface: ${each}`),
      ...['0.0.0.0/0', '::0/0'].map((each) => `  access-control: ${each} allow`),
      ...['do-daemonize: no', 'chroot: ""', 'username: ""', 'pidfile: ""', 'use-syslog: no', 'logfile: ""', `directory: "${folder}"`].map(
        (each) => `  ${each}`,
      ),
      // Nothing outside is there to be asked, and no key to validate by, unless a line says so.
      ...(lines.some((each) => each.includes('module-config')) ? [] : ['  module-config: "iterator"']),
      '  num-threads: 1',
      ...(scene.udpBytes === undefined ? [] : [`  max-udp-size: ${scene.udpBytes}`]),
      ...lines.map((each) => `  ${each}`),
      'remote-control:',
      '  control-enable: no',
      ...zoneLines,
      '',
    ].join('\n'),
  )
  return start(server, 'unbound', ['-d', '-c', config])
}

function startKnot(server: Server): Promise<Started> {
  const { addresses, records, scene, folder } = server
  const config = join(folder, 'knot.conf')
  for (const zone of zonesOf(scene)) writeFileSync(join(folder, `${zone}.zone`), masterFile(zone, records, scene.ttlSeconds))
  writeFileSync(
    config,
    [
      'server:',
      `  rundir: "${folder}"`,
      `  listen: [ ${addresses.map((each) => `${each}@${DNS_PORT}`).join(', ')} ]`,
      '  udp-workers: 1',
      '  tcp-workers: 1',
      '  background-workers: 1',
      ...(scene.udpBytes === undefined ? [] : [`  udp-max-payload: ${scene.udpBytes}`]),
      'log:',
      '  - target: stderr',
      '    any: warning',
      'database:',
      `  storage: "${folder}"`,
      'template:',
      '  - id: default',
      `    storage: "${folder}"`,
      '    file: "%s.zone"',
      '    zonefile-load: whole',
      '    journal-content: none',
      ...(scene.lines ?? []),
      'zone:',
      ...zonesOf(scene).map((zone) => `  - domain: ${zone}`),
      '',
    ].join('\n'),
  )
  return start(server, 'knotd', ['-c', config])
}

function startDnsmasq(server: Server, servers: readonly string[]): Promise<Started> {
  const { addresses, scene, folder } = server
  const config = join(folder, 'dnsmasq.conf')
  const own = [
    'no-resolv',
    'no-hosts',
    'bind-interfaces',
    'user=root',
    'pid-file=',
    ...addresses.map((each) => `listen-address=${each}`),
    ...servers.map((each) => `server=${each}`),
  ]
  writeFileSync(config, [...own, ...(scene.lines ?? []), ''].join('\n'))
  return start(server, 'dnsmasq', ['--keep-in-foreground', `--conf-file=${config}`])
}

function startOurOwn(server: Server): Promise<Started> {
  const { name, scene, records, addresses, folder } = server
  const zone = Object.fromEntries(Object.entries(records).map(([each, record]) => [each, entryOf(record)]))
  const behaviour = { ...goodDns, ...scene.behaviour }
  const listens =
    behaviour.udp === 'closed' ? ({ protocol: 'tcp', port: DNS_PORT } as const) : ({ protocol: 'udp', port: DNS_PORT } as const)
  const servers = addresses.map((address) => ({ kind: 'dns', place: { address, port: DNS_PORT }, zone, behaviour }) as const)
  return startNode(whereOf[name], { servers }, join(folder, 'log'), listens)
}

/** The lab's server knows IPv4 alone. */
function entryOf(record: ZoneRecord): ZoneEntry {
  if ('gone' in record) return { rcode: 'NXDOMAIN' }
  if ('noData' in record) return { noData: true }
  if ('alias' in record) throw new TypeError('the lab’s DNS server takes aliases as a behaviour')
  return record
}
