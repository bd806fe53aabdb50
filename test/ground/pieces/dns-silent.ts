/** DNS servers that nobody hears of: dropped, refused by a message of the network, nobody there. */

import type { Piece } from '../scene.ts'
import { alternate, bothHkex, dnsTo, forwarder, ownForwarder, preferred, tcpTo, udpTo } from './dns-make.ts'
import { blocker, note, piece, rule, warning } from './make.ts'

const bothTouched = ['preferred', 'alternate'] as const

export const dnsSilentPieces: readonly Piece[] = [
  piece('dns/preferred-dropped-at-site', {
    does: 'the site’s firewall drops what goes to HKEX’s preferred DNS server',
    scene: { rules: [rule('router', 'forward', `${dnsTo(preferred)} drop`)] },
    expected: [warning('dns/resolver-silent', preferred, 'site-network')],
    touches: ['preferred'],
  }),
  piece('dns/both-dropped-at-site', {
    does: 'the site’s firewall drops DNS to both of HKEX’s servers',
    scene: { rules: [rule('router', 'forward', `${dnsTo(preferred, alternate)} drop`)] },
    expected: [blocker('dns/resolver-silent', preferred, 'site-network'), blocker('dns/resolver-silent', alternate, 'site-network')],
    touches: bothTouched,
  }),
  piece('dns/answers-dropped-on-line', {
    does: 'the line drops the answers of both DNS servers on their way back',
    scene: { rules: [rule('line', 'forward', 'udp sport 53 drop')] },
    expected: [blocker('dns/resolver-silent', preferred), blocker('dns/resolver-silent', alternate)],
    why: 'Lost answers and lost questions look the same from the terminal.',
    touches: bothTouched,
  }),
  piece('dns/source-not-agreed', {
    does: 'both DNS servers drop questions from the site’s source address',
    scene: {
      resolvers: {
        preferred: { lines: ['access-control: 203.0.113.242/32 deny'] },
        alternate: { software: 'unbound', lines: ['access-control: 203.0.113.242/32 deny'] },
      },
      rules: [rule('names', 'input', 'ip saddr 203.0.113.242 tcp dport 53 drop')],
    },
    expected: [blocker('dns/resolver-silent', preferred), blocker('dns/resolver-silent', alternate)],
    why: 'A server that drops a question is as silent as one that never had it.',
    touches: bothTouched,
  }),
  piece('dns/udp-dropped-tcp-open', {
    does: 'the site’s firewall lets DNS through by TCP alone',
    scene: { rules: [rule('router', 'forward', `${udpTo(preferred, alternate)} drop`)] },
    expected: [blocker('dns/resolver-silent', preferred, 'site-network'), blocker('dns/resolver-silent', alternate, 'site-network')],
    touches: bothTouched,
  }),
  piece('dns/answers-from-another-address', {
    does: 'the preferred DNS server answers from the alternate’s address',
    scene: { rules: [rule('names', 'output', `udp sport 53 ip saddr ${preferred} ip saddr set ${alternate}`)] },
    expected: [warning('dns/resolver-silent', preferred)],
    why: 'Nobody may take an answer from an address that was not asked (RFC 5452), so it is as if none came.',
    touches: ['preferred'],
  }),
  piece('dns/alternate-dropped', {
    does: 'the site’s firewall drops what goes to HKEX’s alternate DNS server',
    scene: { rules: [rule('router', 'forward', `ip daddr ${alternate} drop`)] },
    expected: [warning('dns/alternate-dead', alternate, 'site-network')],
    touches: ['alternate'],
  }),
  piece('dns/alternate-nobody-listens', {
    does: 'the alternate DNS server’s service is off',
    scene: { resolvers: { alternate: { software: 'none' } } },
    expected: [warning('dns/alternate-dead', alternate)],
    touches: ['alternate'],
  }),
  piece('dns/alternate-prohibited', {
    does: 'a router on the line answers for the alternate DNS server that it is administratively prohibited',
    scene: { rules: [rule('line', 'forward', `ip daddr ${alternate} reject with icmp admin-prohibited`)] },
    expected: [warning('dns/alternate-dead', alternate)],
    touches: ['alternate'],
  }),
  piece('dns/both-nobody-listens', {
    does: 'nobody listens at the addresses of both DNS servers',
    scene: bothHkex({ software: 'none' }),
    expected: [blocker('dns/resolver-closed', preferred), blocker('dns/resolver-closed', alternate)],
    touches: bothTouched,
  }),
  piece('dns/both-rejected-by-firewall', {
    does: 'the site’s firewall rejects DNS to both servers (port unreachable, reset)',
    scene: {
      rules: [
        rule('router', 'forward', `${udpTo(preferred, alternate)} reject with icmp port-unreachable`),
        rule('router', 'forward', `${tcpTo(preferred, alternate)} reject with tcp reset`),
      ],
    },
    expected: [blocker('dns/resolver-closed', preferred), blocker('dns/resolver-closed', alternate)],
    why: 'A firewall that rejects with a closed port’s message cannot be told from a closed port.',
    touches: bothTouched,
  }),
  piece('dns/both-prohibited-by-firewall', {
    does: 'the site’s firewall answers for both DNS servers that they are administratively prohibited',
    scene: { rules: [rule('router', 'forward', `${dnsTo(preferred, alternate)} reject with icmp admin-prohibited`)] },
    expected: [blocker('dns/resolver-unreachable', preferred), blocker('dns/resolver-unreachable', alternate)],
    touches: bothTouched,
  }),
  piece('dns/both-host-unreachable', {
    does: 'a router on the line answers for both DNS servers that the host is unreachable',
    scene: { rules: [rule('line', 'forward', `${dnsTo(preferred, alternate)} reject with icmp host-unreachable`)] },
    expected: [blocker('dns/resolver-unreachable', preferred), blocker('dns/resolver-unreachable', alternate)],
    why: 'The kernel keeps that message from a UDP socket, and hands it to the TCP connection that is tried to the same server.',
    touches: bothTouched,
  }),
  piece('dns/names-network-unrouted', {
    does: 'the line has no route to the network of HKEX’s DNS servers and says so',
    scene: { commands: [{ at: 'line', line: 'ip route del 203.0.113.128/27 && ip route add unreachable 203.0.113.128/27' }] },
    expected: [blocker('dns/resolver-unreachable', preferred), blocker('dns/resolver-unreachable', alternate)],
    why: 'As for a host that is unreachable: told by TCP alone.',
    touches: bothTouched,
  }),
  piece('dns/dropped-by-pc-firewall', {
    does: 'the PC’s own firewall drops DNS on its way out',
    scene: { rules: [rule('pc', 'output', `${dnsTo(preferred, alternate)} drop`)] },
    expected: [blocker('dns/local-block', preferred, 'site-it'), blocker('dns/local-block', alternate, 'site-it')],
    why: 'The system forbids the sending itself (EPERM): no network team has anything to do with it.',
    touches: [...bothTouched, 'pc-dns'],
  }),
  piece('dns/pc-route-prohibits', {
    does: 'a route of the PC’s own prohibits the network of HKEX’s DNS servers',
    scene: { commands: [{ at: 'pc', line: 'ip route add prohibit 203.0.113.128/27' }] },
    expected: [blocker('network/no-route', 'PC', 'site-it')],
    why: 'The PC’s own routing table refused before anything was sent.',
    touches: [...bothTouched, 'pc-dns', 'pc-network'],
  }),
  piece('dns/forwarder-off', {
    does: 'the PC asks the site’s own DNS server alone, whose service is off; HKEX’s work',
    scene: ownForwarder({ software: 'none' }),
    expected: [blocker('dns/resolver-closed', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/forwarder-dropped-by-pc-lan', {
    does: 'the site’s own DNS server drops what the PC asks; HKEX’s would answer',
    scene: { ...ownForwarder({}), rules: [rule('site', 'input', `${dnsTo(forwarder)} drop`)] },
    expected: [blocker('dns/resolver-silent', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/forwarder-upstream-silent', {
    does: 'the site’s own DNS server asks HKEX’s in vain: the firewall drops its questions',
    scene: { ...ownForwarder({}), rules: [rule('router', 'forward', `ip saddr ${forwarder} drop`)] },
    expected: [blocker('dns/resolver-fails', forwarder, 'site-it'), note('dns/not-hkex')],
    why: 'It asks again for longer than anybody waits for it; but it denies what is below .invalid by itself in the same run, so that it is up, and what it has to ask for fails.',
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
]
