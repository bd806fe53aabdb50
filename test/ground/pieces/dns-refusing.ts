/** DNS servers that answer and do not help: refusals, errors, cut answers, noise, slowness. */

import { sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { alternate, bothHkex, forwarder, longAnswer, ownForwarder, preferred, tcpTo } from './dns-make.ts'
import { blocker, note, piece, rule, warning } from './make.ts'

const refuseSite = 'access-control: 203.0.113.242/32 refuse'
const garbled = 'udp sport 53 @th,112,16 set 0xffff'
const echo =
  'python3 -c "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind((\'203.0.113.131\', 53))\nwhile True:\n d, a = s.recvfrom(4096)\n s.sendto(d, a)" >/dev/null 2>&1 & sleep 0.4'

export const dnsRefusingPieces: readonly Piece[] = [
  piece('dns/preferred-refuses-source', {
    does: 'the preferred DNS server refuses the site’s source address',
    scene: { resolvers: { preferred: { lines: [refuseSite] } } },
    expected: [warning('dns/resolver-refuses', preferred, 'site-network')],
    touches: ['preferred'],
  }),
  piece('dns/both-refuse-source', {
    does: 'both DNS servers refuse the site’s source address',
    scene: bothHkex({ software: 'unbound', lines: [refuseSite] }),
    expected: [blocker('dns/resolver-refuses', preferred, 'site-network'), blocker('dns/resolver-refuses', alternate, 'site-network')],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/both-refuse-foreign-zone', {
    does: 'neither DNS server has the zone of the 2FA name, and both refuse what is foreign to them',
    scene: bothHkex({ software: 'knot', lacks: ['hkexposttrade.com.hk'] }),
    expected: [blocker('dns/resolver-refuses', preferred, 'hkex'), blocker('dns/resolver-refuses', alternate, 'hkex')],
    why: 'They answer for the other name: it is not this site that they refuse.',
    touches: ['preferred', 'alternate', 'sso'],
  }),
  piece('dns/alternate-refuses-foreign-zone', {
    does: 'the alternate DNS server does not have the zone of the 2FA name, and refuses',
    scene: { resolvers: { alternate: { lacks: ['hkexposttrade.com.hk'] } } },
    expected: [warning('dns/resolver-refuses', alternate, 'hkex')],
    why: 'It answers for the other name: it is not this site that it refuses.',
    touches: ['alternate'],
  }),
  piece('dns/forwarder-refuses-pc', {
    does: 'the site’s own DNS server refuses the PC’s network; HKEX’s would answer',
    scene: ownForwarder({ lines: ['access-control: 198.51.100.0/24 refuse'] }),
    expected: [blocker('dns/resolver-refuses', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/both-without-zone-file', {
    does: 'both DNS servers lost the files of their zones and fail',
    scene: bothHkex({ software: 'knot', lines: ['    file: "lost-%s.zone"'] }),
    expected: [blocker('dns/resolver-fails', preferred), blocker('dns/resolver-fails', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/preferred-without-zone-file', {
    does: 'the preferred DNS server lost the files of its zones and fails; the alternate answers',
    scene: { resolvers: { preferred: { software: 'knot', lines: ['    file: "lost-%s.zone"'] } } },
    expected: [warning('dns/resolver-fails', preferred)],
    touches: ['preferred'],
  }),
  piece('dns/forwarder-upstream-rejected', {
    does: 'the site’s firewall rejects what the site’s own DNS server asks HKEX’s',
    scene: { ...ownForwarder({}), rules: [rule('router', 'forward', `ip saddr ${forwarder} reject with icmp port-unreachable`)] },
    expected: [blocker('dns/resolver-fails', forwarder, 'site-it'), note('dns/not-hkex')],
    why: 'unbound asks again for longer than anybody waits for it; but it denies what is below .invalid by itself in the same run, so that it is up, and what it has to ask for fails.',
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/forwarder-asks-itself', {
    does: 'the site’s own DNS server is set to forward to its own machine, and fails (unbound)',
    scene: ownForwarder({ forwardsTo: ['127.0.0.1'] }),
    expected: [blocker('dns/resolver-fails', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/forwarder-has-nobody-to-ask', {
    does: 'the site’s own DNS server has no server to forward to, and refuses (dnsmasq)',
    scene: ownForwarder({ software: 'dnsmasq', forwardsTo: [] }),
    expected: [blocker('dns/resolver-refuses', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/forwarder-validation-fails', {
    does: 'the site’s own DNS server validates by a key that HKEX’s zone is not signed with',
    scene: ownForwarder({
      lines: ['module-config: "validator iterator"', `trust-anchor: "hkexposttrade.com.hk. DS 4711 13 2 ${'0123456789abcdef'.repeat(4)}"`],
    }),
    expected: [blocker('dns/resolver-fails', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'sso'],
  }),
  piece('dns/cut-short-tcp-dropped', {
    does: 'the 2FA name’s answer is too long for UDP, and the site’s firewall drops DNS by TCP',
    scene: { ...longAnswer, rules: [rule('router', 'forward', `${tcpTo(preferred, alternate)} drop`)] },
    expected: [blocker('dns/tcp-blocked', preferred, 'site-network'), blocker('dns/tcp-blocked', alternate, 'site-network')],
    touches: ['preferred', 'alternate', 'names'],
  }),
  piece('dns/cut-short-tcp-rejected', {
    does: 'the 2FA name’s answer is too long for UDP, and the site’s firewall rejects DNS by TCP',
    scene: { ...longAnswer, rules: [rule('router', 'forward', `${tcpTo(preferred, alternate)} reject with tcp reset`)] },
    expected: [blocker('dns/tcp-blocked', preferred, 'site-network'), blocker('dns/tcp-blocked', alternate, 'site-network')],
    touches: ['preferred', 'alternate', 'names'],
  }),
  piece('dns/tcp-dropped-not-needed', {
    does: 'the site’s firewall drops DNS by TCP, which no answer needs today',
    scene: { rules: [rule('router', 'forward', `${tcpTo(preferred, alternate)} drop`)] },
    expected: [note('dns/tcp-blocked', preferred), note('dns/tcp-blocked', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/answers-garbled', {
    does: 'a device on the line writes nonsense into DNS answers',
    scene: { rules: [rule('line', 'forward', garbled)] },
    expected: [blocker('dns/malformed-answer', preferred), blocker('dns/malformed-answer', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/echo-instead', {
    does: 'an echo service listens where the preferred DNS server should be',
    scene: { resolvers: { preferred: { software: 'none' } }, commands: [{ at: 'names', line: echo }] },
    expected: [warning('dns/malformed-answer', preferred)],
    touches: ['preferred'],
  }),
  piece('dns/both-slow', {
    does: 'both DNS servers take 1.2 s to answer',
    scene: bothHkex({ software: 'node', behaviour: { delayMs: 1200 } }),
    expected: [note('dns/slow', preferred), note('dns/slow', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/long-way', {
    does: 'everything takes 1.1 s to HKEX and back',
    scene: { delayMs: 550 },
    expected: [note('dns/slow', preferred), note('dns/slow', alternate), note('path/slow', sso), note('path/slow', www)],
    touches: ['preferred', 'alternate', 'www', 'sso', 'line'],
  }),
]
