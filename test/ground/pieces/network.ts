/** The PC's own connection: its cable, its address, its routes. */

import { lan, networks, resolverAddress, webAddresses } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, piece } from './make.ts'

export const everything = ['pc-network', 'line', 'pc-dns', 'preferred', 'alternate', 'forwarder', 'names', 'www', 'sso', 'proxy'] as const

export function onPc(...lines: readonly string[]): Scene {
  return { commands: lines.map((line) => ({ at: 'pc', line })) }
}

const linkDown = [blocker('network/link-down', undefined, 'terminal-user')]
const noAddress = [blocker('network/no-address', undefined, 'site-it')]
const noRoute = [blocker('network/no-route', undefined, 'site-it')]
export const silentDns = [resolverAddress.preferred, resolverAddress.alternate].map((each) => blocker('dns/resolver-silent', each))

/** The kernel tells of a cable that is out a second later: nobody starts a check sooner. */
const cableOut = [
  { at: 'router', line: 'ip link set pc down' },
  { at: 'pc', line: 'while ip -o link show eth0 | grep -q "state UP"; do sleep 0.05; done' },
] as const satisfies Scene['commands']

export const networkPieces: readonly Piece[] = [
  piece('network/cable-out', {
    does: 'the other end of the PC’s cable is off',
    scene: { commands: cableOut },
    expected: linkDown,
    touches: everything,
  }),
  piece('network/card-off', {
    does: 'the PC’s network card is switched off',
    scene: onPc('ip link set eth0 down'),
    expected: linkDown,
    touches: everything,
  }),
  piece('network/cable-out-with-switch', {
    does: 'the other end of the PC’s cable is off, and a virtual switch on the PC keeps its address',
    scene: {
      commands: [
        ...(onPc('ip link add docker0 type bridge', 'ip address add 192.0.2.1/24 dev docker0', 'ip link set docker0 up').commands ?? []),
        ...cableOut,
      ],
    },
    expected: linkDown,
    touches: everything,
  }),
  piece('network/cable-out-windows', {
    does: 'the other end of a Windows PC’s cable is off',
    scene: { pc: { system: 'windows', windows: { network: 'unplugged' } }, ...onPc('ip link set eth0 down') },
    expected: linkDown,
    touches: [...everything, 'host'],
  }),
  piece('network/no-address', {
    does: 'the PC has no address',
    scene: onPc('ip address flush dev eth0'),
    expected: noAddress,
    touches: everything,
  }),
  piece('network/own-address', {
    does: 'nobody gave the PC an address, and it took one of its own (169.254)',
    scene: onPc('ip address flush dev eth0', 'ip address add 169.254.12.34/16 dev eth0'),
    expected: noAddress,
    touches: everything,
  }),
  piece('network/own-address-and-route', {
    does: 'nobody gave the PC an address, it took one of its own (169.254) and sends everything into its own network',
    scene: onPc('ip address flush dev eth0', 'ip address add 169.254.12.34/16 dev eth0', 'ip route add default dev eth0'),
    expected: noAddress,
    why: 'A route from such an address leads nowhere; the address is the cause.',
    touches: everything,
  }),
  piece('network/own-address-6', {
    does: 'on a network of IPv6 alone the PC has only the address that it gave itself (fe80)',
    scene: { family: 'ipv6', ...onPc('ip -6 address flush dev eth0 scope global') },
    expected: noAddress,
    touches: everything,
  }),
  piece('network/no-default-route', {
    does: 'the PC’s default route is gone',
    scene: onPc('ip route del default'),
    expected: noRoute,
    touches: everything,
  }),
  piece('network/no-default-route-6', {
    does: 'on a network of IPv6 alone the PC’s default route is gone',
    scene: { family: 'ipv6', ...onPc('ip -6 route del default') },
    expected: noRoute,
    touches: everything,
  }),
  piece('network/no-route-to-centre', {
    does: 'the PC has a route to HKEX’s name servers and none to its data centres',
    scene: onPc('ip route del default', `ip route add ${networks.names.range} via ${lan.gateway}`),
    expected: [blocker('network/no-route', 'PC', 'site-it')],
    touches: ['pc-network', 'sso', 'www'],
  }),
  piece('network/no-route-to-secondary', {
    does: 'DNS leads to the secondary data centre, and the PC has routes to HKEX’s name servers and its primary one alone',
    scene: {
      live: 'secondary',
      ...onPc(
        'ip route del default',
        ...[networks.names.range, networks.primary.range].map((range) => `ip route add ${range} via ${lan.gateway}`),
      ),
    },
    expected: [blocker('network/no-route', 'PC', 'site-it')],
    touches: ['pc-network', 'sso', 'www', 'names'],
  }),
  piece('network/route-that-swallows', {
    does: 'a route on the PC throws what goes to the 2FA server’s addresses away (blackhole)',
    scene: onPc(...webAddresses.primary.sso.map((each) => `ip route add blackhole ${each}`)),
    expected: [blocker('network/no-route', 'PC', 'site-it')],
    touches: ['sso'],
  }),
  piece('network/route-unreachable', {
    does: 'a route on the PC says that both data centres are unreachable',
    scene: onPc(`ip route add unreachable ${networks.primary.range}`, `ip route add unreachable ${networks.secondary.range}`),
    expected: [blocker('network/no-route', 'PC', 'site-it')],
    touches: ['sso', 'www', 'pc-network'],
  }),
  piece('network/wrong-gateway', {
    does: 'the PC’s default gateway is an address that nobody in its network has',
    scene: onPc('ip route replace default via 198.51.100.254'),
    expected: silentDns,
    why: 'The system looks for the gateway and tells a program of UDP nothing of it: both name servers are silent, which is what is seen.',
    touches: everything,
  }),
  piece('network/other-network', {
    does: 'the PC stands in another network than its address and gateway are of',
    scene: onPc('ip address flush dev eth0', 'ip address add 192.0.2.10/24 dev eth0', 'ip route add default via 192.0.2.1'),
    expected: silentDns,
    why: 'As with a wrong gateway, the PC has an address and a route, and nobody answers.',
    touches: everything,
  }),
  piece('network/line-cut', {
    does: 'the cable between the site’s router and the line is out',
    scene: { commands: [{ at: 'router', line: 'ip link set tun0 down' }] },
    expected: [
      blocker('dns/resolver-unreachable', resolverAddress.preferred, 'site-network'),
      blocker('dns/resolver-unreachable', resolverAddress.alternate, 'site-network'),
    ],
    why: 'What is cut nobody says; the site’s router says that it knows no way.',
    touches: everything,
  }),
]
