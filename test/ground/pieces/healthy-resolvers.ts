/** Whom the PC asks, in ways that are allowed. */

import { resolverAddress } from '../places.ts'
import type { Piece, ResolverScene, Scene } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note, rule } from './make.ts'

const { preferred, alternate, forwarder } = resolverAddress
const notHkex = [note('dns/not-hkex')]
/** One of HKEX's two servers is among those that the PC asks. */
const alternateNotSet = [note('dns/alternate-not-set')]

/** The PC asks the site's own server. */
function own(name: string, does: string, scene: ResolverScene, more: Scene = {}): Piece {
  return odd(`resolvers-${name}`, {
    does,
    scene: { ...more, resolvers: { forwarder: scene }, pc: { asks: ['forwarder'] } },
    notes: notHkex,
    touches: ['pc-dns', 'forwarder'],
  })
}

const asks = (...servers: readonly string[]): Scene => ({ pc: { asks: servers } })

/** dnsmasq leaves the shell by itself. */
const stub = `dnsmasq --no-resolv --no-hosts --bind-interfaces --user=root --pid-file= --conf-file=/dev/null --listen-address=127.0.0.53 --server=${preferred} --server=${alternate} >/dev/null 2>&1`

export const healthyResolvers: readonly Piece[] = [
  odd('resolvers-one', {
    does: 'the PC asks HKEX’s preferred server alone',
    scene: asks('preferred'),
    notes: alternateNotSet,
    touches: ['pc-dns'],
  }),
  odd('resolvers-same-twice', {
    does: 'HKEX’s preferred server fills both slots',
    scene: asks('preferred', 'preferred'),
    notes: alternateNotSet,
    touches: ['pc-dns'],
  }),
  odd('resolvers-reversed', {
    does: 'the PC asks HKEX’s alternate server first',
    scene: asks('alternate', 'preferred'),
    touches: ['pc-dns'],
  }),
  odd('resolvers-three', {
    does: 'the PC asks HKEX’s two servers and then the site’s own',
    scene: { ...asks('preferred', 'alternate', 'forwarder'), resolvers: { forwarder: {} } },
    touches: ['pc-dns', 'forwarder'],
  }),
  odd('resolvers-own-first', {
    does: 'the PC asks the site’s own server first and then HKEX’s preferred',
    scene: { ...asks('forwarder', 'preferred'), resolvers: { forwarder: {} } },
    notes: alternateNotSet,
    touches: ['pc-dns', 'forwarder'],
  }),
  own('unbound', 'the PC asks the site’s forwarder, unbound', {}),
  own('dnsmasq', 'the PC asks the site’s forwarder, dnsmasq', { software: 'dnsmasq' }),
  own('prefetch', 'the PC asks a forwarder that fetches ahead and serves what has run out', {
    lines: ['prefetch: yes', 'serve-expired: yes', 'serve-expired-ttl: 60'],
  }),
  own('mixed-case', 'the PC asks a forwarder that asks in mixed case', { lines: ['use-caps-for-id: yes', 'qname-minimisation: yes'] }),
  own('tcp-upstream', 'the PC asks a forwarder that asks HKEX’s servers by TCP alone', { lines: ['tcp-upstream: yes'] }),
  own('dnsmasq-no-cache', 'the PC asks a dnsmasq that keeps nothing and asks both servers at once', {
    software: 'dnsmasq',
    lines: ['cache-size=0', 'all-servers', 'edns-packet-max=1232'],
  }),
  own('dnsmasq-named', 'the PC asks a dnsmasq that keeps private questions to itself and knows the site’s own names', {
    software: 'dnsmasq',
    lines: ['bogus-priv', 'domain-needed', 'local=/site.example/', `address=/pc.site.example/198.51.100.10`],
  }),
  own(
    'kept-before-switch',
    'the forwarder was asked before the switch, and kept nothing for longer than it may',
    { lines: ['cache-max-ttl: 0'] },
    {
      live: 'secondary',
      cachedFrom: 'primary',
    },
  ),
  odd('resolvers-stub', {
    does: 'the PC asks a server on its own loopback, which asks HKEX’s',
    scene: { ...asks('127.0.0.53'), commands: [{ at: 'pc', line: stub }] },
    notes: notHkex,
    touches: ['pc-dns'],
  }),
  odd('resolvers-router', {
    does: 'the PC asks the site’s router, which passes questions on to HKEX’s preferred server',
    scene: {
      ...asks('198.51.100.1'),
      rules: ['udp', 'tcp'].map((protocol) =>
        rule('router', 'prerouting', `ip daddr 198.51.100.1 ${protocol} dport 53 dnat ip to ${preferred}`),
      ),
    },
    notes: notHkex,
    touches: ['pc-dns', 'forwarder'],
  }),
  odd('resolvers-named-in-site-file', {
    does: 'the PC asks the site’s forwarder, which the site file names beside HKEX’s',
    scene: {
      ...asks('forwarder'),
      resolvers: { forwarder: {} },
      siteFile: { resolvers: { hkex: [preferred, alternate], custom: [forwarder] } },
    },
    notes: notHkex,
    touches: ['pc-dns', 'forwarder'],
  }),
]
