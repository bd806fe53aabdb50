/** The networks: a terminal, its site's router, the line, and HKEX's side with two data centres and its DNS. */

import { fileURLToPath } from 'node:url'
import {
  inIpv6,
  lan,
  networks,
  oldSso,
  pcAddress,
  range6,
  resolverAddress,
  siteAddresses,
  type Where,
  wan,
  webAddresses,
  wheres,
} from '../places.ts'
import type { Scene } from '../scene.ts'
import { shell } from './commands.ts'

const delayedLine = fileURLToPath(new URL('../../support/delayed-line.py', import.meta.url))

const centres = ['primary', 'secondary', 'names'] as const

/** Addresses at HKEX's side, by namespace. */
const servers: Readonly<Record<(typeof centres)[number], readonly string[]>> = {
  primary: [...webAddresses.primary.www, ...webAddresses.primary.sso, oldSso],
  secondary: [...webAddresses.secondary.www, ...webAddresses.secondary.sso],
  names: [resolverAddress.preferred, resolverAddress.alternate],
}

/** Makes them all. `/run` and `/sys` are this world's own by then. */
export function makeNetworks({ family = 'ipv4', delayMs = 0 }: Scene): void {
  const families = { four: family !== 'ipv6', six: family !== 'ipv4' }
  shell(
    [
      ...wheres.flatMap((where) => namespaceLines(where, families)),
      ...lanLines(),
      ...centres.map((centre) => cable('line', centre, centre, 'eth0')),
      ...lineLines(delayMs),
      ...interfaces().flatMap((each) => interfaceLines(each, families)),
      ...gateways().flatMap(({ where, ipv4, ipv6 }) => [
        ...(families.four ? [`ip -n ${where} route add default via ${ipv4}`] : []),
        ...(families.six ? [`ip -n ${where} -6 route add default via ${ipv6}`] : []),
      ]),
      // What HKEX answers in IPv6 finds its way back: there is no NAT to hide the LAN.
      ...(families.six ? [`ip -n line -6 route add ${range6('lan')} via ${inIpv6('wan', wan.router)}`] : []),
    ].join('\n'),
  )
}

interface Families {
  readonly four: boolean
  readonly six: boolean
}

const forwarding: readonly Where[] = ['router', 'line']

function namespaceLines(where: Where, { six }: Families): string[] {
  const forwards = Number(forwarding.includes(where))
  const values = {
    'net.ipv4.ip_forward': forwards,
    'net.ipv6.conf.all.disable_ipv6': Number(!six),
    'net.ipv6.conf.default.disable_ipv6': Number(!six),
    'net.ipv6.conf.all.forwarding': forwards,
    'net.ipv6.conf.default.accept_dad': 0,
    'net.ipv4.ip_unprivileged_port_start': 0,
  }
  const settings = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return [`ip netns add ${where}`, `nsenter --net=/run/netns/${where} sysctl -qw ${settings.join(' ')}`, `ip -n ${where} link set lo up`]
}

function cable(a: Where, nameA: string, b: Where, nameB: string): string {
  return `ip -n ${a} link add ${nameA} type veth peer name ${nameB} netns ${b}`
}

/** A switch in the router, with the terminal and the site's own servers. */
function lanLines(): string[] {
  return [
    cable('pc', 'eth0', 'router', 'pc'),
    cable('site', 'eth0', 'router', 'site'),
    'ip -n router link add br0 type bridge',
    // What stays within the LAN is no router's business.
    'nsenter --net=/run/netns/router sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0',
    ...['pc', 'site'].flatMap((port) => [`ip -n router link set ${port} master br0`, `ip -n router link set ${port} up`]),
  ]
}

/** A line with delay is two TUN devices, made by whoever delays (delayed-line.py); else it is a cable. */
function lineLines(delayMs: number): string[] {
  if (delayMs === 0) return [cable('router', 'tun0', 'line', 'tun1')]
  return [
    `nsenter --net=/run/netns/router python3 ${delayedLine} ${delayMs} line >/dev/null 2>&1 &`,
    'until ip -n line link show tun1 >/dev/null 2>&1; do sleep 0.02; done',
  ]
}

interface Interface {
  readonly where: Where
  readonly name: string
  readonly prefix: number
  readonly addresses: readonly { readonly ipv4: string; readonly ipv6: string }[]
}

function interfaces(): Interface[] {
  const at = (network: Parameters<typeof inIpv6>[0], ...addresses: readonly string[]) =>
    addresses.map((ipv4) => ({ ipv4, ipv6: inIpv6(network, ipv4) }))
  return [
    { where: 'router', name: 'br0', prefix: lan.prefix, addresses: at('lan', lan.gateway) },
    { where: 'pc', name: 'eth0', prefix: lan.prefix, addresses: at('lan', pcAddress) },
    { where: 'site', name: 'eth0', prefix: lan.prefix, addresses: at('lan', ...siteAddresses) },
    { where: 'router', name: 'tun0', prefix: wan.prefix, addresses: at('wan', wan.router) },
    { where: 'line', name: 'tun1', prefix: wan.prefix, addresses: at('wan', wan.line) },
    ...centres.flatMap((centre): Interface[] => [
      { where: 'line', name: centre, prefix: networks[centre].prefix, addresses: at(centre, networks[centre].gateway) },
      { where: centre, name: 'eth0', prefix: networks[centre].prefix, addresses: at(centre, ...servers[centre]) },
    ]),
  ]
}

function interfaceLines({ where, name, prefix, addresses }: Interface, { four, six }: Families): string[] {
  return [
    ...addresses.flatMap(({ ipv4, ipv6 }) => [
      ...(four ? [`ip -n ${where} address add ${ipv4}/${prefix} dev ${name}`] : []),
      ...(six ? [`ip -n ${where} address add ${ipv6}/64 dev ${name} nodad`] : []),
    ]),
    `ip -n ${where} link set ${name} up`,
  ]
}

function gateways() {
  const at = (where: Where, network: Parameters<typeof inIpv6>[0], ipv4: string) => ({ where, ipv4, ipv6: inIpv6(network, ipv4) })
  return [
    at('pc', 'lan', lan.gateway),
    at('site', 'lan', lan.gateway),
    at('router', 'wan', wan.line),
    ...centres.map((centre) => at(centre, centre, networks[centre].gateway)),
  ]
}
