/** Drills in which names do not lead where they should on the day. */

import type { Drill } from './drills.ts'
import { alternate, bothHkex, ownForwarder, preferred } from './pieces/dns-make.ts'
import { blocker, note, rule, warning } from './pieces/make.ts'
import { sso, webAddresses, www } from './places.ts'

const notHkex = note('dns/not-hkex')
const [firstSso = ''] = webAddresses.primary.sso
const [firstWww = ''] = webAddresses.primary.www
/** Between the sessions passes more than a second, and less than a minute. */
const shortTtl = { ttlSeconds: 1 } as const
/** As it still was at session 1. */
const primaryRecords = { [sso]: { addresses: webAddresses.primary.sso }, [www]: { addresses: webAddresses.primary.www } } as const

export const dnsDrills: readonly Drill[] = [
  { name: 'drill/healthy', does: 'both sessions as they should be', scene: {}, together: 'moved-and-green', expected: [[], []] },
  {
    name: 'drill/forwarder-follows',
    does: 'the site’s own DNS server keeps answers for the second that HKEX’s servers say',
    scene: { pc: { asks: ['forwarder'] }, resolvers: { forwarder: {}, preferred: shortTtl, alternate: shortTtl } },
    together: 'moved-and-green',
    expected: [[notHkex], [notHkex]],
  },
  {
    name: 'drill/forwarder-keeps',
    does: 'the site’s own DNS server keeps answers for an hour, whatever HKEX’s say (unbound)',
    scene: {
      pc: { asks: ['forwarder'] },
      resolvers: { forwarder: { lines: ['cache-min-ttl: 3600'] }, preferred: shortTtl, alternate: shortTtl },
    },
    together: 'some-moved',
    expected: [[notHkex], [blocker('dns/answers-differ', sso, 'site-it'), blocker('dns/answers-differ', www, 'site-it'), notHkex]],
  },
  {
    name: 'drill/forwarder-keeps-for-a-day',
    does: 'the site’s own DNS server keeps answers for a day, whatever HKEX’s say (unbound)',
    scene: ownForwarder({ lines: ['cache-min-ttl: 86400', 'cache-max-ttl: 172800'] }),
    expected: [
      [warning('dns/ttl-long', sso, 'site-it'), warning('dns/ttl-long', www, 'site-it'), notHkex],
      [
        blocker('dns/answers-differ', sso, 'site-it'),
        blocker('dns/answers-differ', www, 'site-it'),
        warning('dns/ttl-long', sso, 'site-it'),
        warning('dns/ttl-long', www, 'site-it'),
        notHkex,
      ],
    ],
  },
  {
    name: 'drill/forwarder-fixed-record',
    does: 'the site’s own DNS server holds a fixed record with the 2FA server’s primary address (dnsmasq)',
    scene: {
      pc: { asks: ['forwarder'] },
      resolvers: { forwarder: { software: 'dnsmasq', lines: [`address=/${sso}/${firstSso}`] }, preferred: shortTtl, alternate: shortTtl },
    },
    why: 'In session 1 the record is one of the addresses that HKEX’s servers give too.',
    expected: [[notHkex], [blocker('dns/answers-differ', sso, 'site-it'), notHkex]],
  },
  {
    name: 'drill/hkex-ttl-of-a-day',
    does: 'HKEX’s servers let answers be kept for a day, and the site’s own DNS server does (dnsmasq)',
    scene: {
      pc: { asks: ['forwarder'] },
      resolvers: { forwarder: { software: 'dnsmasq' }, preferred: { ttlSeconds: 86_400 }, alternate: { ttlSeconds: 86_400 } },
    },
    expected: [
      [note('dns/ttl-long', sso), note('dns/ttl-long', www), notHkex],
      [
        blocker('dns/answers-differ', sso, 'site-it'),
        blocker('dns/answers-differ', www, 'site-it'),
        note('dns/ttl-long', sso),
        note('dns/ttl-long', www),
        notHkex,
      ],
    ],
  },
  {
    name: 'drill/hosts-pinned',
    does: 'lines in the hosts file name the primary addresses of both names',
    scene: { pc: { hosts: [`${firstSso} ${sso}`, `${firstWww} ${www}`] } },
    together: 'some-moved',
    expected: [
      [warning('dns/hosts-override', sso, 'site-it'), warning('dns/hosts-override', www, 'site-it')],
      [blocker('dns/hosts-override', sso, 'site-it'), blocker('dns/hosts-override', www, 'site-it')],
    ],
  },
  {
    name: 'drill/kept-by-windows',
    does: 'Windows keeps the 2FA name’s primary address through both sessions',
    scene: { pc: { system: 'windows', windows: { cached: [`${firstSso} ${sso}`] } } },
    expected: [[], [blocker('dns/cache-stale', sso, 'site-it')]],
  },
  {
    name: 'drill/alternate-dead-on-the-day',
    does: 'the alternate DNS server falls silent between the sessions',
    scene: {},
    later: { rules: [rule('line', 'forward', `ip daddr ${alternate} drop`)] },
    together: 'moved-not-green',
    expected: [[], [warning('dns/alternate-dead', alternate)]],
  },
  {
    name: 'drill/preferred-goes-with-the-primary',
    does: 'the site’s firewall never let the alternate DNS server through, and the preferred one is off with the primary data centre',
    scene: { rules: [rule('router', 'forward', `ip daddr ${alternate} drop`)] },
    later: { resolvers: { preferred: { software: 'none' } } },
    expected: [
      [warning('dns/alternate-dead', alternate, 'site-network')],
      [blocker('dns/resolver-closed', preferred), blocker('dns/resolver-silent', alternate, 'site-network')],
    ],
  },
  {
    name: 'drill/preferred-alone-is-set',
    does: 'the PC is set to the preferred DNS server alone, which is off with the primary data centre',
    scene: { pc: { asks: ['preferred'] } },
    later: { resolvers: { preferred: { software: 'none' } } },
    expected: [[note('dns/alternate-not-set')], [blocker('dns/resolver-closed', preferred), note('dns/alternate-not-set')]],
  },
  {
    name: 'drill/preferred-not-switched',
    does: 'the preferred DNS server still leads to the primary data centre in session 2',
    scene: {},
    later: { resolvers: { preferred: { records: primaryRecords } } },
    together: 'some-moved',
    expected: [[], [blocker('dns/answers-differ', sso), blocker('dns/answers-differ', www)]],
  },
  {
    name: 'drill/alternate-not-switched',
    does: 'the alternate DNS server still leads to the primary data centre in session 2',
    scene: {},
    later: { resolvers: { alternate: { records: primaryRecords } } },
    expected: [[], [warning('dns/answers-differ', sso), warning('dns/answers-differ', www)]],
  },
  {
    name: 'drill/names-lost-by-the-switch',
    does: 'the 2FA name is lost from both DNS servers by the switch',
    scene: bothHkex(shortTtl),
    later: { records: { [sso]: { gone: true } } },
    expected: [[], [blocker('dns/name-unknown', sso, 'hkex')]],
  },
]
