/** Somebody says no: by a reset, by each of ICMP's kinds, or the PC itself. */

import { networks, sso, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, rule, to, web } from './make.ts'
import { addresses6, both, bothNames, to6 } from './path-words.ts'

const sameWord =
  'A program is told one word for several of ICMP’s kinds: that it cannot be reached. Which kind it was, the system keeps to itself.'

/** Routers say that something is unreachable so often in a second and no more (RFC 1812 section 4.3.2.8): not this one. */
const saysItEachTime = 'sysctl -qw net.ipv4.icmp_ratelimit=0'

/** What the router says of the 2FA server's addresses, as nft(8) names it. */
function said(kind: string): Pick<Piece, 'scene' | 'touches'> {
  return { scene: { rules: [rule('router', 'forward', `${to('sso')} reject with icmp type ${kind}`)] }, touches: ['sso'] }
}
function said6(kind: string): Pick<Piece, 'scene' | 'touches'> {
  return {
    scene: { family: 'ipv6', rules: [rule('router', 'forward', `${to6('sso')} reject with icmpv6 type ${kind}`)] },
    touches: ['sso', 'line', 'pc-network'],
  }
}

export const refusedPieces: readonly Piece[] = [
  piece('path/reset-by-firewall', {
    does: 'the site’s firewall refuses what goes to the 2FA server with a reset',
    scene: { rules: [rule('router', 'forward', `${to('sso')} reject with tcp reset`)] },
    expected: [blocker('path/refused', sso)],
    why: 'A reset at the SYN is the same packet from a firewall and from a server that does not listen.',
    touches: ['sso'],
  }),
  piece('path/port-unreachable', {
    does: 'the site’s firewall answers that the 2FA server’s port is unreachable',
    ...said('port-unreachable'),
    expected: [blocker('path/refused', sso)],
    why: 'Linux tells a program of this message as of a reset.',
  }),
  piece('path/nobody-listens', {
    does: 'nobody listens at the 2FA server’s addresses',
    scene: web('sso', { software: 'none' }),
    expected: [blocker('path/refused', sso)],
    touches: ['sso'],
  }),
  piece('path/nobody-listens-anywhere', {
    does: 'nobody listens at either name’s addresses',
    scene: bothWebs({ software: 'none' }),
    expected: both('path/refused'),
    touches: ['sso', 'www'],
  }),
  piece('path/secondary-reset', {
    does: 'DNS leads to the secondary data centre, and the site’s firewall refuses what goes to its addresses',
    scene: { live: 'secondary', rules: bothNames('reject with tcp reset', 'secondary') },
    expected: both('path/refused'),
    touches: ['names', 'sso', 'www'],
  }),
  piece('path/reset-by-the-pc', {
    does: 'a packet filter on the PC refuses what goes to the 2FA server with a reset',
    scene: { rules: [rule('pc', 'output', `${to('sso')} reject with tcp reset`)] },
    expected: [blocker('path/refused', sso)],
    why: 'The PC’s own reset looks like any other.',
    touches: ['sso'],
  }),
  piece('path/admin-prohibited', {
    does: 'the router answers that the 2FA server is forbidden (13)',
    ...said('admin-prohibited'),
    expected: [blocker('path/unreachable', sso, 'site-network')],
    why: sameWord,
  }),
  piece('path/host-prohibited', {
    does: 'the router answers that the host is forbidden (10)',
    ...said('host-prohibited'),
    expected: [blocker('path/unreachable', sso)],
    why: sameWord,
  }),
  piece('path/net-prohibited', {
    does: 'the router answers that the network is forbidden (9)',
    ...said('net-prohibited'),
    expected: [blocker('path/unreachable', sso)],
    why: sameWord,
  }),
  piece('path/host-unreachable', {
    does: 'the router answers that the host is unreachable (1)',
    ...said('host-unreachable'),
    expected: [blocker('path/unreachable', sso)],
  }),
  piece('path/net-unreachable', {
    does: 'the router answers that the network is unreachable (0)',
    ...said('net-unreachable'),
    expected: [blocker('path/unreachable', sso)],
  }),
  piece('path/protocol-unreachable', {
    does: 'the router answers that the protocol is unreachable (2)',
    ...said('prot-unreachable'),
    expected: [blocker('path/unreachable', sso)],
  }),
  piece('path/admin-prohibited-6', {
    does: 'the router answers in ICMPv6 that the 2FA server is forbidden',
    ...said6('admin-prohibited'),
    expected: [blocker('path/prohibited', sso, 'site-network')],
  }),
  piece('path/policy-fail-6', {
    does: 'the router answers in ICMPv6 that the PC’s address may not go to the 2FA server',
    ...said6('policy-fail'),
    expected: [blocker('path/prohibited', sso)],
  }),
  piece('path/reject-route-6', {
    does: 'the router answers in ICMPv6 that the route to the 2FA server rejects',
    ...said6('reject-route'),
    expected: [blocker('path/prohibited', sso)],
  }),
  piece('path/no-route-6', {
    does: 'the router answers in ICMPv6 that there is no route to the 2FA server',
    ...said6('no-route'),
    expected: [blocker('path/unreachable', sso)],
  }),
  piece('path/address-unreachable-6', {
    does: 'the router answers in ICMPv6 that the 2FA server is unreachable',
    ...said6('addr-unreachable'),
    expected: [blocker('path/unreachable', sso)],
  }),
  piece('path/no-route-on-line', {
    does: 'the line’s router has lost its route to the primary data centre',
    scene: { commands: [{ at: 'line', line: `${saysItEachTime}; ip route del ${networks.primary.range}` }] },
    expected: both('path/unreachable'),
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/no-route-at-site', {
    does: 'the site’s router has a route to HKEX’s name servers and none to its data centres',
    scene: {
      commands: [{ at: 'router', line: `${saysItEachTime}; ip route add ${networks.names.range} via 203.0.113.241; ip route del default` }],
    },
    expected: both('path/unreachable'),
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/server-off', {
    does: 'the 2FA server is off: nobody has its addresses',
    scene: {
      commands: [
        { at: 'primary', line: webAddresses.primary.sso.map((each) => `ip address del ${each}/26 dev eth0`).join('; ') },
        { at: 'line', line: 'ip neigh flush all' },
      ],
    },
    expected: [blocker('path/unreachable', sso)],
    why: 'The last router looks for the server for 3 s and then says that it found nobody, of some packets and not of all (RFC 1812 section 4.3.2.8): silence of one address beside that word of the other is no second cause.',
    touches: ['sso'],
  }),
  piece('path/prohibited-on-the-pc', {
    does: 'a route on the PC forbids the 2FA server’s addresses',
    scene: { commands: [{ at: 'pc', line: webAddresses.primary.sso.map((each) => `ip route add prohibit ${each}`).join('; ') }] },
    expected: [blocker('path/local-block', sso, 'site-it')],
    touches: ['sso'],
  }),
  piece('path/rule-on-the-pc', {
    does: 'a policy rule of the PC’s routing forbids both names’ addresses',
    scene: { commands: [{ at: 'pc', line: `ip rule add to ${networks.primary.range} prohibit` }] },
    expected: [blocker('path/local-block', sso, 'site-it'), blocker('path/local-block', www, 'site-it')],
    touches: ['sso', 'www'],
  }),
  piece('path/prohibited-on-the-pc-6', {
    does: 'on a network of IPv6 alone a route on the PC forbids the 2FA server’s addresses',
    scene: {
      family: 'ipv6',
      commands: [
        {
          at: 'pc',
          line: addresses6('sso')
            .map((each) => `ip -6 route add prohibit ${each}`)
            .join('; '),
        },
      ],
    },
    expected: [blocker('path/local-block', sso, 'site-it')],
    touches: ['sso', 'line', 'pc-network'],
  }),
]
