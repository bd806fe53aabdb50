/** Lines, firewalls and networks that let everything pass that has to. */

import { networks, resolverAddress } from '../places.ts'
import type { Piece, Rule, Scene } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note, rule } from './make.ts'

const { preferred, alternate } = resolverAddress
const line = ['line']
const tcpClosed = [note('dns/tcp-blocked', preferred), note('dns/tcp-blocked', alternate)]

/** At both ends of the line. */
function limited(rate: string): Pick<Scene, 'commands'> {
  const queue = (device: string) => `tc qdisc add dev ${device} root tbf rate ${rate} burst 3kb limit 60kb`
  return {
    commands: [
      { at: 'router', line: queue('tun0') },
      { at: 'line', line: queue('tun1') },
    ],
  }
}

function narrow(mtu: number): Pick<Scene, 'commands'> {
  return {
    commands: [
      { at: 'router', line: `ip link set tun0 mtu ${mtu}` },
      { at: 'line', line: `ip link set tun1 mtu ${mtu}` },
    ],
  }
}

const fromSite = (text: string): Rule => rule('router', 'forward', `ip saddr 198.51.100.0/24 ${text}`)
const answers = rule('router', 'forward', 'ct state established,related accept')
const web = fromSite('tcp dport 443 accept')
const names = fromSite('udp dport 53 accept')

const delays = [
  [100, '0.2 s'],
  [200, '0.4 s'],
  [400, '0.8 s'],
] as const

export const healthyPath: readonly Piece[] = [
  ...delays.map(([delayMs, text]) =>
    odd(`line-delay-${delayMs}`, { does: `every answer takes ${text} over the line`, scene: { delayMs }, touches: line }),
  ),
  ...(['2mbit', '512kbit', '128kbit'] as const).map((rate) =>
    odd(`line-${rate}`, { does: `the line carries ${rate} a second`, scene: limited(rate), touches: line }),
  ),
  odd('line-busy', {
    does: 'the line carries 1 Mbit a second, and others use half of it',
    scene: {
      commands: [...(limited('1mbit').commands ?? []), { at: 'site', line: 'ping -q -i 0.02 -s 1200 203.0.113.30 >/dev/null 2>&1 &' }],
    },
    touches: line,
  }),
  odd('line-loses-data', {
    does: 'the line loses one packet in twenty, none of those that open connections',
    scene: {
      rules: [
        rule('line', 'forward', 'tcp flags & syn == 0 numgen random mod 100 < 5 drop'),
        rule('line', 'forward', 'meta l4proto udp numgen random mod 100 < 5 drop'),
      ],
    },
    touches: line,
  }),
  ...[1492, 1400, 1280, 576].map((mtu) =>
    odd(`line-mtu-${mtu}`, { does: `the line carries packets of ${mtu} bytes, and says so`, scene: narrow(mtu), touches: line }),
  ),
  odd('line-mtu-clamped', {
    does: 'the line carries packets of 1,300 bytes and says nothing, and the site’s router tells both ends at the start',
    scene: {
      ...narrow(1300),
      rules: [
        rule('router', 'forward', 'tcp flags syn tcp option maxseg size set 1200'),
        rule('router', 'output', 'icmp type destination-unreachable drop'),
        rule('line', 'output', 'icmp type destination-unreachable drop'),
      ],
    },
    touches: line,
  }),
  odd('firewall-no-icmp', {
    does: 'the site’s firewall drops all ICMP',
    scene: { rules: [rule('router', 'forward', 'meta l4proto icmp drop'), rule('router', 'input', 'meta l4proto icmp drop')] },
    touches: line,
  }),
  odd('firewall-rejects-icmp', {
    does: 'the site’s firewall rejects all ICMP',
    scene: { rules: [rule('router', 'forward', 'meta l4proto icmp reject with icmp type admin-prohibited')] },
    touches: line,
  }),
  odd('firewall-names-and-web', {
    does: 'the site’s firewall lets TCP 443 and UDP 53 pass, and drops the rest',
    scene: { rules: [answers, web, names, fromSite('drop')] },
    notes: tcpClosed,
    touches: [...line, 'preferred', 'alternate'],
  }),
  odd('firewall-resets-rest', {
    does: 'the site’s firewall lets TCP 443 and UDP 53 pass, and resets or rejects the rest',
    scene: {
      rules: [answers, web, names, fromSite('meta l4proto tcp reject with tcp reset'), fromSite('reject with icmp type port-unreachable')],
    },
    notes: tcpClosed,
    touches: [...line, 'preferred', 'alternate'],
  }),
  odd('firewall-named-addresses', {
    does: 'the site’s firewall lets DNS and HTTPS pass to HKEX’s ranges alone, and drops the rest',
    scene: {
      rules: [
        answers,
        fromSite(`ip daddr { ${networks.primary.range}, ${networks.secondary.range} } tcp dport 443 accept`),
        fromSite(`ip daddr { ${preferred}, ${alternate} } udp dport 53 accept`),
        fromSite(`ip daddr { ${preferred}, ${alternate} } tcp dport 53 accept`),
        fromSite('drop'),
      ],
    },
    touches: line,
  }),
  odd('nat-ports', {
    does: 'the site’s NAT has 128 ports for all',
    scene: {
      rules: [
        rule(
          'router',
          'postrouting',
          'oifname "tun0" ip saddr 198.51.100.0/24 meta l4proto { tcp, udp } masquerade to :40000-40127 random',
        ),
      ],
    },
    touches: line,
  }),
  odd('nat-none', {
    does: 'the site has no NAT: HKEX knows its addresses',
    scene: {
      rules: [rule('router', 'postrouting', 'oifname "tun0" ip saddr 198.51.100.0/24 accept')],
      commands: [{ at: 'line', line: 'ip route add 198.51.100.0/24 via 203.0.113.242' }],
    },
    touches: line,
  }),
  odd('servers-meek', {
    does: 'the servers’ firewall takes at most twenty new connections a second',
    scene: { rules: [rule('primary', 'input', 'tcp flags syn / syn,ack limit rate over 20/second burst 20 packets drop')] },
    touches: ['www', 'sso'],
  }),
  odd('network-both', { does: 'the network has IPv4 and IPv6', scene: { family: 'both' }, touches: ['pc-network', 'names'] }),
  odd('network-ipv6', { does: 'the network has IPv6 alone', scene: { family: 'ipv6' }, touches: ['pc-network', 'names'] }),
]
