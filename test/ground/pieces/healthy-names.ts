/** What DNS says of the names, oddly and rightly. */

import { networks, resolverAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece, ResolverScene, Scene, ZoneRecord } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note, rule } from './make.ts'

const { preferred, alternate } = resolverAddress
const [firstWww = ''] = webAddresses.primary.www
const [firstSso = '', secondSso = ''] = webAddresses.primary.sso
const touches = ['names']

const both = (scene: ResolverScene): Scene => ({ resolvers: { preferred: scene, alternate: scene } })
const at = (last: number, count: number) => Array.from({ length: count }, (_, index) => `203.0.113.${last + index}`)

/** More addresses of the landing page's server, which lead to the one that there is. */
function moreAddresses(count: number): Pick<Scene, 'commands' | 'rules'> {
  const [first, last] = [at(32, count)[0], at(32, count).at(-1)]
  return {
    commands: [
      {
        at: 'primary',
        line: at(32, count)
          .map((each) => `ip address add ${each}/26 dev eth0`)
          .join('\n'),
      },
    ],
    rules: [rule('primary', 'prerouting', `ip daddr ${first}-${last} tcp dport 443 dnat ip to ${firstWww}`)],
  }
}

/** A name of a name of a name, below the zone. */
function aliases(name: string, zone: string, steps: readonly string[], addresses: readonly string[]): Record<string, ZoneRecord> {
  const names = [name, ...steps.map((step) => `${step}.${zone}`)]
  return Object.fromEntries(
    names.map((each, index) => {
      const next = names[index + 1]
      return [each, next === undefined ? { addresses } : { alias: next }]
    }),
  )
}

const label = (letter: string) => letter.repeat(60)
const longAliases = ['a', 'b', 'c', 'd'].map((letter) => [label(letter), label('x'), label('y')].join('.'))

export const healthyNames: readonly Piece[] = [
  odd('names-aliases', {
    does: 'both names are aliases of aliases, three deep',
    scene: {
      records: {
        ...aliases(www, 'ccass.com', ['pool', 'live', 'primary'], webAddresses.primary.www),
        ...aliases(sso, 'hkexposttrade.com.hk', ['pool', 'live', 'primary'], webAddresses.primary.sso),
      },
    },
    touches,
  }),
  odd('names-aliases-elsewhere', {
    does: 'both names are aliases below another domain, and the PC asks the site’s forwarder',
    scene: {
      records: {
        [www]: { alias: 'www.centre.example' },
        [sso]: { alias: 'sso.centre.example' },
        ...aliases('www.centre.example', 'centre.example', ['live-www'], webAddresses.primary.www),
        ...aliases('sso.centre.example', 'centre.example', ['live-sso'], webAddresses.primary.sso),
      },
      resolvers: { forwarder: {} },
      pc: { asks: ['forwarder'] },
      siteFile: { resolvers: { custom: [resolverAddress.forwarder] } },
    },
    touches: [...touches, 'pc-dns'],
  }),
  odd('names-twelve-addresses', {
    does: 'the landing page’s name has twelve addresses',
    scene: { records: { [www]: { addresses: at(32, 12) } }, ...moreAddresses(12) },
    touches: [...touches, 'www'],
  }),
  odd('names-thirty-addresses', {
    does: 'the landing page’s name has thirty addresses, more than an answer without EDNS holds',
    scene: { records: { [www]: { addresses: at(32, 30) } }, ...moreAddresses(30) },
    touches: [...touches, 'www'],
  }),
  odd('names-by-tcp', {
    does: 'the landing page’s name has long aliases and thirty addresses, which no UDP answer holds',
    scene: {
      records: aliases(www, 'ccass.com', longAliases, at(32, 30)),
      ...moreAddresses(30),
    },
    touches: [...touches, 'www'],
  }),
  odd('names-some-at-a-time', {
    does: 'the servers give different choices of twelve addresses, two of them alike',
    scene: {
      ...moreAddresses(12),
      resolvers: {
        preferred: { records: { [www]: { addresses: at(32, 7) } } },
        alternate: { records: { [www]: { addresses: at(37, 7) } } },
      },
    },
    touches: [...touches, 'www'],
  }),
  odd('names-one-each', {
    does: 'each server gives another one of the 2FA server’s two addresses',
    scene: {
      resolvers: {
        preferred: { records: { [sso]: { addresses: [firstSso] } } },
        alternate: { records: { [sso]: { addresses: [secondSso] } } },
      },
    },
    notes: [note('dns/answers-differ', sso)],
    touches: ['names', 'sso'],
  }),
  odd('names-shuffled', {
    does: 'the servers give the addresses in another order each time',
    scene: {
      resolvers: { preferred: { lines: ['rrset-roundrobin: yes'] }, alternate: { software: 'unbound', lines: ['rrset-roundrobin: yes'] } },
    },
    touches,
  }),
  odd('names-ttl-0', { does: 'no answer may be kept', scene: both({ ttlSeconds: 0 }), touches }),
  odd('names-ttl-a-day', {
    does: 'answers may be kept for a day',
    scene: both({ ttlSeconds: 86_400 }),
    notes: [note('dns/ttl-long', sso), note('dns/ttl-long', www)],
    touches,
  }),
  odd('names-ipv6-too', {
    does: 'the names have IPv6 addresses too, and the site has IPv4 alone',
    scene: {
      records: {
        [www]: { addresses: [...webAddresses.primary.www, '2001:db8:113:1::10'] },
        [sso]: { addresses: [...webAddresses.primary.sso, '2001:db8:113:1::20'] },
      },
    },
    touches,
  }),
  odd('names-no-edns', {
    does: 'a firewall on the line drops questions with EDNS',
    scene: { rules: [rule('line', 'forward', 'udp dport 53 @th,144,16 != 0 drop')] },
    touches: ['preferred', 'alternate', 'line'],
  }),
  odd('names-512-bytes', {
    does: 'both servers give 512 bytes at most by UDP, and one name needs more',
    scene: {
      ...moreAddresses(30),
      records: { [www]: { addresses: at(32, 30) } },
      resolvers: {
        preferred: { lines: ['max-udp-size: 512', 'edns-buffer-size: 512'] },
        alternate: { software: 'unbound', lines: ['max-udp-size: 512', 'edns-buffer-size: 512'] },
      },
    },
    touches: [...touches, 'www'],
  }),
  odd('names-late', {
    does: 'both servers take 0.7 s for each answer',
    scene: both({ software: 'node', behaviour: { delayMs: 700 } }),
    touches: ['preferred', 'alternate'],
  }),
  odd('names-very-late', {
    does: 'both servers take 1.4 s for each answer',
    scene: both({ software: 'node', behaviour: { delayMs: 1400 } }),
    notes: [note('dns/slow', preferred), note('dns/slow', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  odd('names-noise-first', {
    does: 'noise comes before each answer',
    scene: both({ software: 'node', behaviour: { udp: 'garbage-first' } }),
    touches: ['preferred', 'alternate'],
  }),
  odd('names-wider-range', {
    does: 'the site file gives one wide range for the primary data centre, and none for the other',
    scene: { siteFile: { addresses: { primary: [`${networks.primary.range.split('/')[0]}/24`] } } },
    touches: ['names'],
  }),
]
