/** The networks: a terminal, its site's router, the line, and HKEX's side with two data centres and its DNS. */

import { fileURLToPath } from 'node:url'
import {
  HTTPS_PORT,
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
import type { Rule, Scene } from '../scene.ts'
import { runIn, shell } from './commands.ts'
import { INTERCEPT_PORT } from './proxies.ts'

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
  const four = family !== 'ipv6'
  const six = family !== 'ipv4'
  const lines: string[] = wheres.map((where) => `ip netns add ${where}`)
  const link = (a: Where, nameA: string, b: Where, nameB: string) =>
    lines.push(`ip -n ${a} link add ${nameA} type veth peer name ${nameB} netns ${b}`)
  const address = (where: Where, name: string, ipv4: string, prefix: number, ipv6: string) => {
    if (four) lines.push(`ip -n ${where} address add ${ipv4}/${prefix} dev ${name}`)
    if (six) lines.push(`ip -n ${where} address add ${ipv6}/64 dev ${name} nodad`)
  }
  const gateway = (where: Where, ipv4: string, ipv6: string, to = 'default') => {
    if (four) lines.push(`ip -n ${where} route add ${to} via ${ipv4}`)
    if (six && to === 'default') lines.push(`ip -n ${where} -6 route add default via ${ipv6}`)
  }
  for (const where of wheres) {
    lines.push(
      `nsenter --net=/run/netns/${where} sysctl -qw net.ipv4.ip_forward=${where === 'router' || where === 'line' ? 1 : 0} net.ipv6.conf.all.disable_ipv6=${six ? 0 : 1} net.ipv6.conf.default.disable_ipv6=${six ? 0 : 1} net.ipv6.conf.all.forwarding=${where === 'router' || where === 'line' ? 1 : 0} net.ipv6.conf.default.accept_dad=0 net.ipv4.ip_unprivileged_port_start=0`,
      `ip -n ${where} link set lo up`,
    )
  }
  link('pc', 'eth0', 'router', 'pc')
  link('site', 'eth0', 'router', 'site')
  lines.push('ip -n router link add br0 type bridge')
  // What stays within the LAN is no router's business.
  lines.push('nsenter --net=/run/netns/router sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0')
  for (const name of ['pc', 'site']) lines.push(`ip -n router link set ${name} master br0`)
  for (const centre of centres) link('line', centre, centre, 'eth0')
  address('router', 'br0', lan.gateway, lan.prefix, inIpv6('lan', lan.gateway))
  address('pc', 'eth0', pcAddress, lan.prefix, inIpv6('lan', pcAddress))
  for (const each of siteAddresses) address('site', 'eth0', each, lan.prefix, inIpv6('lan', each))
  for (const centre of centres) {
    const { gateway: first, prefix } = networks[centre]
    address('line', centre, first, prefix, inIpv6(centre, first))
    for (const each of servers[centre]) address(centre, 'eth0', each, prefix, inIpv6(centre, each))
  }
  const up: [Where, string][] = [
    ['pc', 'eth0'],
    ['site', 'eth0'],
    ['router', 'br0'],
    ['router', 'pc'],
    ['router', 'site'],
    ...centres.flatMap((centre): [Where, string][] => [
      ['line', centre],
      [centre, 'eth0'],
    ]),
  ]
  for (const [where, name] of up) lines.push(`ip -n ${where} link set ${name} up`)
  // A line with delay is two TUN devices, made by whoever delays (delayed-line.py); else it is a cable.
  if (delayMs === 0) link('router', 'tun0', 'line', 'tun1')
  else
    lines.push(
      `nsenter --net=/run/netns/router python3 ${delayedLine} ${delayMs} line >/dev/null 2>&1 &`,
      'until ip -n line link show tun1 >/dev/null 2>&1; do sleep 0.02; done',
    )
  address('router', 'tun0', wan.router, wan.prefix, inIpv6('wan', wan.router))
  address('line', 'tun1', wan.line, wan.prefix, inIpv6('wan', wan.line))
  lines.push('ip -n router link set tun0 up', 'ip -n line link set tun1 up')
  gateway('pc', lan.gateway, inIpv6('lan', lan.gateway))
  gateway('site', lan.gateway, inIpv6('lan', lan.gateway))
  for (const centre of centres) gateway(centre, networks[centre].gateway, inIpv6(centre, networks[centre].gateway))
  gateway('router', wan.line, inIpv6('wan', wan.line))
  if (six) lines.push(`ip -n line -6 route add ${range6('lan')} via ${inIpv6('wan', wan.router)}`)
  shell(lines.join('\n'))
}

/** What comes from the LAN for HTTPS goes to the router's own squid. */
function redirection({ interception }: Scene): Rule[] {
  if (interception === undefined) return []
  const { takes = '' } = interception === true ? {} : interception
  return [
    { at: 'router', chain: 'prerouting', rule: `iifname "br0" ${takes} tcp dport ${HTTPS_PORT} redirect to :${INTERCEPT_PORT}` },
  ]
}

/** Chains for each hook, and the site's NAT: HKEX sees one address of each site (domain: CCASS checks the source address). */
export function setRules(scene: Scene): void {
  for (const where of wheres) {
    const rules = [...(scene.rules ?? []), ...redirection(scene)].filter(({ at }) => at === where)
    if (rules.length === 0 && where !== 'router') continue
    runIn(where, 'nft', [tableOf(rules, where === 'router')])
  }
}

function tableOf(rules: NonNullable<Scene['rules']>, nat: boolean): string {
  const of = (chain: string) => rules.filter((each) => each.chain === chain).map(({ rule }) => `    ${rule}`)
  return [
    'table inet ground {',
    ...(['input', 'output', 'forward'] as const).flatMap((chain) => [
      `  chain ${chain} {`,
      `    type filter hook ${chain} priority 0`,
      ...of(chain),
      '  }',
    ]),
    '  chain prerouting {',
    '    type nat hook prerouting priority -100',
    ...of('prerouting'),
    '  }',
    '  chain postrouting {',
    '    type nat hook postrouting priority 100',
    ...of('postrouting'),
    ...(nat ? ['    oifname "tun0" ip saddr 198.51.100.0/24 masquerade'] : []),
    '  }',
    '}',
  ].join('\n')
}
