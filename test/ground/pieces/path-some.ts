/** Part of the addresses, part of the families, and what is only slow. */

import { HTTPS_PORT, inIpv6, resolverAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece, Scene, WebScene } from '../scene.ts'
import { blocker, note, piece, rule, to, warning, web } from './make.ts'
import { bothNames, to6 } from './path-words.ts'

const [firstSso = '', secondSso = ''] = webAddresses.primary.sso
const some = [warning('path/some-addresses', sso, 'site-network')]
const someOfBoth = [warning('path/some-addresses', sso), warning('path/some-addresses', www)]
const standby = webAddresses.secondary.sso[0] ?? ''
const probed = { siteFile: { probe: { secondary: [standby] } } }
/** The PC asks by IPv4, as most that have both do. */
const asksByIpv4 = { asks: [resolverAddress.preferred, resolverAddress.alternate] }
/** One SYN of each connection is lost; the second comes a second later (RFC 6298 section 2). */
const firstSynLost = [
  'tcp flags & (syn | ack) == syn meter seen { ip daddr . tcp sport limit rate over 1/minute burst 1 packets } accept',
  'tcp flags & (syn | ack) == syn drop',
]

/** One order for all who ask: the first address is the one that a browser goes to, and stays at where the connection opens. */
const inOrder: NonNullable<Scene['resolvers']> = { preferred: { lines: ['rrset-roundrobin: no'] } }

function last(scene: Omit<WebScene, 'last'>): Pick<Piece, 'scene' | 'expected' | 'touches'> {
  return { scene: { ...web('sso', { last: scene }), resolvers: inOrder }, expected: some, touches: ['sso', 'preferred'] }
}

function first(scene: Omit<WebScene, 'last'>): Pick<Piece, 'scene' | 'expected' | 'why' | 'touches'> {
  return {
    scene: { ...web('sso', { ...scene, last: { software: 'nginx', tls: true } }), resolvers: inOrder },
    expected: [blocker('path/some-addresses', sso, 'site-network')],
    why: 'Where the connection opens no browser goes on to the next address: the page stays away.',
    touches: ['sso', 'preferred'],
  }
}

export const somePieces: readonly Piece[] = [
  piece('path/one-address-dropped', {
    does: 'the site’s firewall knows one of the 2FA server’s two addresses alone',
    scene: { rules: [rule('router', 'forward', `ip daddr ${secondSso} tcp dport ${HTTPS_PORT} drop`)] },
    expected: some,
    touches: ['sso'],
  }),
  piece('path/first-address-dropped', {
    does: 'the line’s operator drops what goes to the first of the 2FA server’s two addresses',
    scene: { rules: [rule('line', 'forward', `ip daddr ${firstSso} tcp dport ${HTTPS_PORT} drop`)] },
    expected: some,
    touches: ['sso'],
  }),
  piece('path/one-address-unreachable', {
    does: 'the router answers that one of the 2FA server’s two addresses is unreachable',
    scene: { rules: [rule('router', 'forward', `ip daddr ${secondSso} reject with icmp type host-unreachable`)] },
    expected: some,
    touches: ['sso'],
  }),
  piece('path/one-address-refuses', { does: 'nobody listens at the second of the 2FA server’s addresses', ...last({ software: 'none' }) }),
  piece('path/one-address-mute', {
    does: 'at the second of the 2FA server’s addresses connections open and nothing is said',
    ...last({ software: 'node', behaviour: { tcp: 'mute' } }),
  }),
  piece('path/one-address-resets', {
    does: 'at the second of the 2FA server’s addresses every hello is reset',
    ...last({ software: 'node', behaviour: { tcp: 'reset' } }),
  }),
  piece('path/one-address-plain', {
    does: 'at the second of the 2FA server’s addresses nginx speaks HTTP without TLS',
    ...last({ tls: false }),
  }),
  piece('path/first-address-mute', {
    does: 'at the first of the 2FA server’s addresses connections open and nothing is said',
    ...first({ software: 'node', behaviour: { tcp: 'mute' } }),
  }),
  piece('path/first-address-resets', {
    does: 'at the first of the 2FA server’s addresses every hello is reset',
    ...first({ software: 'node', behaviour: { tcp: 'reset' } }),
  }),
  piece('path/first-address-plain', {
    does: 'at the first of the 2FA server’s addresses nginx speaks HTTP without TLS',
    ...first({ tls: false }),
  }),
  piece('path/one-address-forbidden-on-the-pc', {
    does: 'a route on the PC forbids one of the 2FA server’s two addresses',
    scene: { commands: [{ at: 'pc', line: `ip route add prohibit ${secondSso}` }] },
    expected: [warning('path/some-addresses', sso)],
    touches: ['sso'],
  }),
  piece('path/one-address-each', {
    does: 'the site’s firewall knows one of each name’s two addresses alone',
    scene: {
      rules: (['sso', 'www'] as const).map((site) =>
        rule('router', 'forward', `ip daddr ${webAddresses.primary[site][1] ?? ''} tcp dport ${HTTPS_PORT} drop`),
      ),
    },
    expected: someOfBoth,
    touches: ['sso', 'www'],
  }),
  piece('path/ipv6-black-hole', {
    does: 'both names have addresses of both families, and the line drops everything of IPv6',
    scene: { family: 'both', pc: asksByIpv4, rules: [rule('line', 'forward', 'meta nfproto ipv6 drop')] },
    expected: someOfBoth,
    touches: ['sso', 'www', 'line', 'pc-network'],
  }),
  piece('path/ipv6-forbidden', {
    does: 'both names have addresses of both families, and the site’s router forbids IPv6',
    scene: {
      family: 'both',
      pc: asksByIpv4,
      rules: (['sso', 'www'] as const).map((site) => rule('router', 'forward', `${to6(site)} reject with icmpv6 type admin-prohibited`)),
    },
    expected: someOfBoth,
    touches: ['sso', 'www', 'line', 'pc-network'],
  }),
  piece('path/ipv4-dropped-ipv6-passes', {
    does: 'both names have addresses of both families, and the site’s firewall drops those of IPv4',
    scene: { family: 'both', pc: asksByIpv4, rules: bothNames('drop') },
    expected: someOfBoth,
    touches: ['sso', 'www', 'line', 'pc-network'],
  }),
  piece('path/standby-silent', {
    does: 'the secondary data centre’s 2FA server, which the site file names, is dropped at the site',
    scene: { ...probed, rules: [rule('router', 'forward', `${to('sso', 'secondary')} drop`)] },
    expected: [note('path/standby-silent', standby)],
    touches: ['sso'],
  }),
  piece('path/standby-refuses', {
    does: 'nobody listens at the secondary data centre’s 2FA server, which the site file names',
    scene: { ...probed, web: { secondary: { sso: { software: 'none' } } } },
    expected: [note('path/standby-silent', standby)],
    touches: ['sso'],
  }),
  piece('path/slow-line', {
    does: 'the line takes 600 ms each way',
    scene: { delayMs: 600 },
    expected: [
      note('path/slow', sso),
      note('path/slow', www),
      note('dns/slow', resolverAddress.preferred),
      note('dns/slow', resolverAddress.alternate),
    ],
    touches: ['line', 'sso', 'www', 'preferred', 'alternate'],
  }),
  piece('path/first-packet-lost', {
    does: 'the site’s firewall loses the first packet of each connection',
    scene: { rules: firstSynLost.map((each) => rule('router', 'forward', `tcp dport ${HTTPS_PORT} ${each}`)) },
    expected: [note('path/slow', sso), note('path/slow', www)],
    touches: ['sso', 'www'],
  }),
]

/** Odd and healthy: nothing but a note may be said. */
export const someHealthyPieces: readonly Piece[] = [
  piece('path/ipv6-without-route', {
    does: 'both names have addresses of both families, and the PC has no IPv6 route beyond its own network',
    scene: { family: 'both', pc: asksByIpv4, commands: [{ at: 'pc', line: 'ip -6 route del default' }] },
    expected: [],
    touches: ['pc-network'],
  }),
  piece('path/ipv4-without-route', {
    does: 'both names have addresses of both families, and the PC has no IPv4 route beyond its own network',
    scene: {
      family: 'both',
      pc: { asks: [inIpv6('names', resolverAddress.preferred), inIpv6('names', resolverAddress.alternate)] },
      siteFile: { resolvers: { hkex: [inIpv6('names', resolverAddress.preferred), inIpv6('names', resolverAddress.alternate)] } },
      commands: [{ at: 'pc', line: 'ip route del default' }],
    },
    expected: [],
    touches: ['pc-network'],
  }),
  piece('path/standby-answers', {
    does: 'the secondary data centre’s 2FA server, which the site file names, answers',
    scene: probed,
    expected: [],
    touches: ['sso'],
  }),
  piece('path/long-line', { does: 'the line takes 300 ms each way', scene: { delayMs: 300 }, expected: [], touches: ['line'] }),
  piece('path/long-line-secondary', {
    does: 'DNS leads to the secondary data centre, over a line that takes 300 ms each way',
    scene: { live: 'secondary', delayMs: 300 },
    expected: [],
    touches: ['line', 'names'],
  }),
  piece('path/loss', {
    does: 'the line loses 30 packets of 100, each way',
    scene: { rules: [rule('line', 'forward', 'numgen random mod 100 < 30 drop')] },
    expected: [warning('path/packets-lost', undefined, 'site-network')],
    touches: ['line', 'sso', 'www', 'preferred', 'alternate'],
  }),
  piece('path/some-loss', {
    does: 'the line loses 5 packets of 100, each way',
    scene: { rules: [rule('line', 'forward', 'numgen random mod 100 < 5 drop')] },
    expected: [],
    chance: [note('path/slow')],
    why: 'Whether a connection takes more than a second is chance: a note then.',
    touches: ['line'],
  }),
]
