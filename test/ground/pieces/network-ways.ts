/** Several ways out of the PC, or few. */

import { lan, networks, sso } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, note, piece, rule, to, web } from './make.ts'
import { everything, onPc, silentDns } from './network.ts'

/** A second network of the PC, whose packets reach nobody. */
const secondNetwork = [
  'ip link add eth1 type veth peer name eth1end',
  'ip link set eth1end up',
  'ip address add 192.0.2.10/24 dev eth1',
  'ip link set eth1 up',
]

export const waysPieces: readonly Piece[] = [
  piece('network/second-network', {
    does: 'the PC is on a second network too, and the site’s firewall drops what goes to the 2FA server',
    scene: {
      rules: [rule('router', 'forward', `${to('sso')} drop`)],
      ...onPc(...secondNetwork, 'ip route add default via 192.0.2.1 dev eth1 metric 500'),
    },
    expected: [blocker('path/no-reply', sso, 'site-network'), note('network/several-routes')],
    touches: ['sso', 'pc-network'],
  }),
  piece('network/second-network-first', {
    does: 'the PC is on a second network too, and sends everything there',
    scene: onPc(
      ...secondNetwork,
      'ip route del default',
      `ip route add default via ${lan.gateway} metric 500`,
      'ip route add default via 192.0.2.1 dev eth1 metric 10',
    ),
    expected: [...silentDns, note('network/several-routes')],
    why: 'That the second network is the wrong way is not seen from the PC; that there are two is.',
    touches: everything,
  }),
  piece('network/second-network-for-centre', {
    does: 'the PC is on a second network too, to which its route to the data centre leads',
    scene: onPc(
      ...secondNetwork,
      'ip route add default via 192.0.2.1 dev eth1 metric 500',
      `ip route add ${networks.primary.range} via 192.0.2.1 dev eth1`,
    ),
    expected: [blocker('path/unreachable', sso), blocker('path/unreachable', 'www.ccass.com'), note('network/several-routes')],
    why: 'The PC looks for the second network’s gateway for 3 s, finds nobody and says that the servers are unreachable.',
    touches: ['sso', 'www', 'pc-network'],
  }),
  piece('network/second-network-and-plain-http', {
    does: 'the PC is on a second network too, and the 2FA server’s nginx speaks HTTP without TLS',
    scene: { ...web('sso', { tls: false }), ...onPc(...secondNetwork, 'ip route add default via 192.0.2.1 dev eth1 metric 500') },
    expected: [blocker('path/not-tls', sso)],
    why: 'The server was reached: the second way has no part in it.',
    touches: ['sso', 'pc-network'],
  }),
]

export const waysHealthyPieces: readonly Piece[] = [
  piece('network/two-networks', {
    does: 'the PC is on a second network too, and goes to HKEX by the right one',
    scene: onPc(...secondNetwork, 'ip route add default via 192.0.2.1 dev eth1 metric 500'),
    expected: [],
    touches: ['pc-network'],
  }),
  piece('network/two-addresses', {
    does: 'the PC has a second address in its network, and one that it gave itself',
    scene: onPc('ip address add 198.51.100.77/24 dev eth0', 'ip address add 169.254.12.34/16 dev eth0'),
    expected: [],
    touches: ['pc-network'],
  }),
  piece('network/routes-without-default', {
    does: 'the PC has routes to HKEX’s networks alone and no default one, as in a closed network',
    scene: onPc('ip route del default', ...Object.values(networks).map(({ range }) => `ip route add ${range} via ${lan.gateway}`)),
    expected: [],
    touches: ['pc-network'],
  }),
  piece('network/unused-card', {
    does: 'a second network card of the PC has no cable',
    scene: onPc('ip link add eth1 type veth peer name eth1end', 'ip link set eth1 up'),
    expected: [],
    touches: ['pc-network'],
  }),
]
