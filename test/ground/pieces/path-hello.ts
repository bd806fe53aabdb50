/** The connection opens, and what comes after it does not get through: resets at the hello, and what is too large for the way. */

import { HTTPS_PORT, sso, wan, webAddresses } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, bothWebs, piece, rule, to, web } from './make.ts'
import { aHello, both, from, quietAbout } from './path-words.ts'

const [firstSso = '', secondSso = ''] = webAddresses.primary.sso

/** RSA's certificates are longer than a packet, as those of most public servers are. */
const rsa = { certificate: 'rsa' } as const
const narrowOut: NonNullable<Scene['commands']>[number] = { at: 'router', line: `ip route replace default via ${wan.line} mtu lock 1280` }
const narrowBack: NonNullable<Scene['commands']>[number] = { at: 'line', line: `ip route replace 203.0.113.240/29 dev tun1 mtu lock 1280` }
const narrowLink: NonNullable<Scene['commands']> = [
  { at: 'router', line: 'ip link set tun0 mtu 1280' },
  { at: 'line', line: 'ip link set tun1 mtu 1280' },
]

export const helloPieces: readonly Piece[] = [
  piece('path/hello-reset-at-site', {
    does: 'the site’s firewall resets connections to the 2FA server when they carry data',
    scene: { rules: [rule('router', 'forward', `${to('sso')} meta length > 100 reject with tcp reset`)] },
    expected: [blocker('path/reset-on-hello', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('path/hello-reset-on-line', {
    does: 'a device on the line reads TLS hellos to both names and resets them',
    scene: { rules: (['sso', 'www'] as const).map((site) => rule('line', 'forward', `${to(site)} ${aHello} reject with tcp reset`)) },
    expected: both('path/reset-on-hello'),
    touches: ['sso', 'www'],
  }),
  piece('path/hello-reset-by-server', {
    does: 'the 2FA server itself resets each connection when a hello comes',
    scene: web('sso', { software: 'node', behaviour: { tcp: 'reset' } }),
    expected: [blocker('path/reset-on-hello', sso)],
    touches: ['sso'],
  }),
  piece('path/big-hello-dropped', {
    does: 'a device on the line drops packets above 1,400 bytes that go to the 2FA server',
    scene: { rules: [rule('line', 'forward', `ip daddr { ${firstSso}, ${secondSso} } tcp dport ${HTTPS_PORT} meta length > 1400 drop`)] },
    expected: [blocker('path/large-packets-lost', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('path/big-hello-swallowed', {
    does: 'what stands before the 2FA server swallows hellos that are longer than a packet',
    scene: web('sso', { software: 'node', behaviour: { tcp: 'drop-big-hello' } }),
    expected: [blocker('path/large-packets-lost', sso)],
    touches: ['sso'],
  }),
  piece('path/big-hello-reset', {
    does: 'the site’s firewall resets connections to both names when a hello is longer than a packet',
    scene: {
      rules: (['sso', 'www'] as const).map((site) => rule('router', 'forward', `${to(site)} meta length > 1400 reject with tcp reset`)),
    },
    expected: both('path/large-packets-lost'),
    touches: ['sso', 'www'],
  }),
  piece('path/narrow-outward', {
    does: 'the site’s router may send 1,280 bytes at most over the line, and its firewall keeps the message about it back',
    scene: { ...bothWebs(rsa), rules: quietAbout('router'), commands: [narrowOut] },
    expected: both('path/large-packets-lost'),
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/narrow-both-ways', {
    does: 'the line carries 1,280 bytes at most in both directions, and neither router says so',
    scene: { ...bothWebs(rsa), rules: [...quietAbout('router'), ...quietAbout('line')], commands: narrowLink },
    expected: both('path/large-answers-lost'),
    why: 'A short answer of the server (an alert) comes through, its certificates do not.',
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/narrow-inward', {
    does: 'the line carries 1,280 bytes at most towards the site, and its router does not say so',
    scene: { ...bothWebs(rsa), rules: quietAbout('line'), commands: [narrowBack] },
    expected: both('path/large-answers-lost'),
    why: 'A short answer of the server (an alert) comes through, its certificates do not.',
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/narrow-inward-for-one', {
    does: 'a device on the line drops packets above 1,400 bytes that come from the 2FA server',
    scene: { ...web('sso', rsa), rules: [rule('line', 'forward', `${from('sso')} meta length > 1400 drop`)] },
    expected: [blocker('path/large-answers-lost', sso, 'site-network')],
    why: 'A short answer of the server (an alert) comes through, its certificates do not.',
    touches: ['sso'],
  }),
  piece('path/narrow-both-ways-6', {
    does: 'on a network of IPv6 alone the line carries 1,280 bytes at most, and neither router says so',
    scene: { family: 'ipv6', ...bothWebs(rsa), rules: [...quietAbout('router'), ...quietAbout('line')], commands: narrowLink },
    expected: both('path/large-answers-lost'),
    touches: ['sso', 'www', 'line', 'pc-network'],
  }),
]

/** The same links, where the sender learns what they carry. */
export const narrowHealthyPieces: readonly Piece[] = [
  piece('path/narrow-and-said', {
    does: 'the line carries 1,280 bytes at most, and both routers say so',
    scene: { ...bothWebs(rsa), commands: narrowLink },
    expected: [],
    touches: ['line'],
  }),
  piece('path/narrow-and-clamped', {
    does: 'the line carries 1,280 bytes at most, nobody says so, and the site’s router makes both sides send less (MSS clamping)',
    scene: {
      ...bothWebs(rsa),
      rules: [...quietAbout('router'), ...quietAbout('line'), rule('router', 'forward', 'tcp flags syn tcp option maxseg size set 1240')],
      commands: narrowLink,
    },
    expected: [],
    touches: ['line'],
  }),
  piece('path/program-dropped-browser-passes', {
    does: 'the site’s firewall drops this program’s own hellos to the 2FA server and lets the browser’s pass',
    // "sso.hkexposttrad", where Node's hello has the name; a browser shuffles what comes before it.
    scene: { rules: [rule('router', 'forward', `${to('sso')} @ih,1248,128 0x73736f2e686b6578706f737474726164 drop`)] },
    expected: [],
    touches: ['sso'],
  }),
]
