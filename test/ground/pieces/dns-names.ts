/** What DNS says of a name: that it is not there, that it leads in a circle, that it is elsewhere. */

import { dead, oldSso, sso, stray, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { bothHkex, forwarder, ownForwarder } from './dns-make.ts'
import { blocker, note, piece, rule, warning } from './make.ts'

const notHkex = note('dns/not-hkex')
const other = 'standby.hkexposttrade.com.hk'
const pcsDns = ['pc-dns', 'forwarder', 'preferred', 'alternate'] as const

export const dnsNamesPieces: readonly Piece[] = [
  piece('dns/name-gone', {
    does: 'both DNS servers lost the 2FA name',
    scene: { records: { [sso]: { gone: true } } },
    expected: [blocker('dns/name-unknown', sso, 'hkex')],
    touches: ['names', 'sso'],
  }),
  piece('dns/name-gone-at-preferred', {
    does: 'the preferred DNS server alone lost the 2FA name: nobody asks on after a “no”',
    scene: { resolvers: { preferred: { records: { [sso]: { gone: true } } } } },
    expected: [blocker('dns/name-unknown', sso, 'hkex')],
    touches: ['preferred', 'sso'],
  }),
  piece('dns/name-gone-at-alternate', {
    does: 'the alternate DNS server alone lost the 2FA name',
    scene: { resolvers: { alternate: { records: { [sso]: { gone: true } } } } },
    expected: [warning('dns/name-unknown', sso, 'hkex')],
    touches: ['alternate'],
  }),
  piece('dns/split-horizon-unbound', {
    does: 'the site’s own DNS server holds a zone that hides the 2FA name (unbound)',
    scene: ownForwarder({ lines: ['local-zone: "hkexposttrade.com.hk." static'] }),
    expected: [blocker('dns/name-unknown', sso, 'site-it'), notHkex],
    touches: [...pcsDns, 'sso'],
  }),
  piece('dns/split-horizon-dnsmasq', {
    does: 'the site’s own DNS server keeps every name that is not the site’s to itself (dnsmasq)',
    scene: ownForwarder({ software: 'dnsmasq', lines: ['local=/com/', 'local=/hk/'] }),
    expected: [blocker('dns/name-unknown', sso, 'site-it'), blocker('dns/name-unknown', www, 'site-it'), notHkex],
    touches: [...pcsDns, 'sso', 'www'],
  }),
  piece('dns/hijacked-on-the-way', {
    does: 'the site’s router turns all DNS of the PC to the site’s own server, which hides the 2FA name',
    scene: {
      resolvers: { forwarder: { lines: ['local-zone: "hkexposttrade.com.hk." static'] } },
      rules: [
        rule('router', 'prerouting', `ip saddr 198.51.100.10 meta l4proto { tcp, udp } th dport 53 dnat ip to ${forwarder}`),
        rule('router', 'postrouting', `ip daddr ${forwarder} masquerade`),
      ],
    },
    expected: [blocker('dns/name-unknown', sso)],
    why: 'The answers bear the addresses of HKEX’s servers.',
    touches: ['names', 'sso', 'forwarder'],
  }),
  piece('dns/no-address-anywhere', {
    does: 'the 2FA name is there without an address, at both DNS servers',
    scene: { records: { [sso]: { noData: true } } },
    expected: [blocker('dns/no-address', sso, 'hkex')],
    touches: ['names', 'sso'],
  }),
  piece('dns/no-address-at-forwarder', {
    does: 'the site’s own DNS server leaves all IPv4 addresses out (dnsmasq’s filter-A)',
    scene: ownForwarder({ software: 'dnsmasq', lines: ['filter-A'] }),
    expected: [blocker('dns/no-address', sso, 'site-it'), blocker('dns/no-address', www, 'site-it'), notHkex],
    touches: [...pcsDns, 'sso', 'www'],
  }),
  piece('dns/alias-to-itself', {
    does: 'the 2FA name and its standby are aliases of one another',
    scene: { records: { [sso]: { alias: other }, [other]: { alias: sso } } },
    expected: [blocker('dns/cname-loop', sso, 'hkex')],
    touches: ['names', 'sso'],
  }),
  piece('dns/alias-to-itself-at-alternate', {
    does: 'at the alternate DNS server alone the 2FA name and its standby are aliases of one another',
    scene: { resolvers: { alternate: { records: { [sso]: { alias: other }, [other]: { alias: sso } } } } },
    expected: [warning('dns/cname-loop', sso, 'hkex')],
    touches: ['alternate'],
  }),
  piece('dns/alias-of-nothing', {
    does: 'the 2FA name is an alias of a name that is gone',
    scene: { records: { [sso]: { alias: other } }, ...bothHkex({ software: 'knot' }) },
    expected: [blocker('dns/name-unknown', sso, 'hkex')],
    touches: ['names', 'sso'],
  }),
  piece('dns/alias-of-nothing-in-two-words', {
    does: 'the 2FA name is an alias of a name that is gone, for which unbound and knot have different words',
    scene: { records: { [sso]: { alias: other } }, resolvers: { preferred: { software: 'unbound' }, alternate: { software: 'knot' } } },
    expected: [blocker('dns/no-address', sso, 'hkex')],
    why: 'It is one name, and unbound, which is asked first, gives the alias without saying that what it leads to is gone.',
    touches: ['names', 'sso'],
  }),
  piece('dns/two-centres-at-once', {
    does: 'the alternate DNS server leads to the secondary data centre, the preferred one to the primary; both serve',
    scene: { resolvers: { alternate: { records: { [sso]: { addresses: webAddresses.secondary.sso } } } } },
    expected: [note('dns/answers-differ', sso)],
    touches: ['alternate', 'sso'],
  }),
  piece('dns/preferred-gives-old-address', {
    does: 'the preferred DNS server gives the 2FA name’s old address, which refuses',
    scene: { resolvers: { preferred: { records: { [sso]: { addresses: [oldSso] } } } } },
    expected: [blocker('dns/answers-differ', sso)],
    touches: ['preferred', 'sso'],
  }),
  piece('dns/alternate-gives-old-address', {
    does: 'the alternate DNS server gives the 2FA name’s old address, which refuses',
    scene: { resolvers: { alternate: { records: { [sso]: { addresses: [oldSso] } } } } },
    expected: [warning('dns/answers-differ', sso)],
    touches: ['alternate', 'sso'],
  }),
  piece('dns/forwarder-fixed-record', {
    does: 'the site’s own DNS server holds a fixed record with the 2FA name’s old address (dnsmasq)',
    scene: ownForwarder({ software: 'dnsmasq', lines: [`address=/${sso}/${oldSso}`] }),
    expected: [blocker('dns/answers-differ', sso, 'site-it'), notHkex],
    touches: [...pcsDns, 'sso'],
  }),
  piece('dns/cache-after-switch', {
    does: 'DNS leads to the secondary data centre since the switch, the primary one is off, and the site’s forwarder still gives what it kept',
    scene: {
      live: 'secondary',
      cachedFrom: 'primary',
      ...ownForwarder({ lines: ['cache-min-ttl: 3600'] }),
      web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } },
    },
    expected: [blocker('dns/answers-differ', sso, 'site-it'), blocker('dns/answers-differ', www, 'site-it'), notHkex],
    touches: ['names', 'sso', 'www', ...pcsDns],
  }),
  piece('dns/ttl-of-a-day', {
    does: 'HKEX’s DNS servers let answers be kept for a day',
    scene: bothHkex({ ttlSeconds: 86_400 }),
    expected: [note('dns/ttl-long', sso), note('dns/ttl-long', www)],
    touches: ['names'],
  }),
  piece('dns/forwarder-stretches-ttl', {
    does: 'the site’s own DNS server lets answers be kept for a day, whatever HKEX’s say',
    scene: ownForwarder({ lines: ['cache-min-ttl: 86400', 'cache-max-ttl: 172800'] }),
    expected: [warning('dns/ttl-long', sso, 'site-it'), warning('dns/ttl-long', www, 'site-it'), notHkex],
    touches: pcsDns,
  }),
  piece('dns/outside-and-dead', {
    does: 'both DNS servers give the 2FA name an address outside the ranges, where nobody is',
    scene: { records: { [sso]: { addresses: [dead] } } },
    expected: [blocker('dns/address-unexpected', sso)],
    touches: ['names', 'sso'],
  }),
  piece('dns/outside-and-good', {
    does: 'both DNS servers give the 2FA name an address outside the ranges, where a good server answers',
    scene: { records: { [sso]: { addresses: [stray] } }, strayWeb: {} },
    expected: [warning('dns/address-unexpected', sso)],
    touches: ['names', 'sso'],
  }),
  piece('dns/outside-and-strange', {
    does: 'both DNS servers give the 2FA name an address outside the ranges, where a stranger’s server answers',
    scene: { records: { [sso]: { addresses: [stray] } }, strayWeb: { certificate: 'wrong-name' } },
    expected: [blocker('dns/address-unexpected', sso)],
    touches: ['names', 'sso'],
  }),
  piece('dns/alternate-outside', {
    does: 'the alternate DNS server gives the 2FA name an address outside the ranges, where nobody is',
    scene: { resolvers: { alternate: { records: { [sso]: { addresses: [dead] } } } } },
    expected: [warning('dns/address-unexpected', sso)],
    touches: ['alternate', 'sso'],
  }),
  piece('dns/sinkhole', {
    does: 'the site’s own DNS server gives 0.0.0.0 for the 2FA name (unbound’s always_null)',
    scene: ownForwarder({ lines: [`local-zone: "${sso}." always_null`] }),
    expected: [blocker('dns/address-unexpected', sso, 'site-it'), notHkex],
    touches: [...pcsDns, 'sso'],
  }),
  piece('dns/filter-page', {
    does: 'the site’s web filter gives its own address for the CCASS name, with a page of its own',
    scene: {
      ...ownForwarder({ software: 'dnsmasq', lines: [`address=/${www}/${stray}`] }),
      strayWeb: { certificate: 'wrong-name' },
    },
    expected: [blocker('dns/address-unexpected', www, 'site-it'), notHkex],
    touches: [...pcsDns, 'www'],
  }),
  piece('dns/ranges-out-of-date', {
    does: 'the site file’s ranges are those of another year; all works',
    scene: { siteFile: { addresses: { primary: ['192.0.2.0/26'], secondary: ['192.0.2.64/26'] } } },
    expected: [warning('dns/address-unexpected', sso, 'site-it'), warning('dns/address-unexpected', www, 'site-it')],
    touches: ['names'],
  }),
]
