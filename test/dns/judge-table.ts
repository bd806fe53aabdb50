/** What is found in which evidence: a case at least for every code. */

import type { DnsCode } from '../../checks/dns/codes.ts'
import { gives, nxdomain, type ResolverStory, type Saying, type Story, silent, sso, www } from './judging.ts'

export const good: ResolverStory = {
  roles: ['hkex-1', 'configured-1'],
  says: { [sso]: gives('10.1.0.20'), [www]: gives('10.1.0.10', '10.1.0.11') },
}
export const healthy: Story = { resolvers: { '10.0.0.1': good, '10.0.0.2': { ...good, roles: ['hkex-2', 'configured-2'] } } }

/** The preferred server says this of the 2FA name; the alternate is good, or says the same. */
export function preferredSays(saying: Saying, alternate: Saying = gives('10.1.0.20')): Story {
  const says = (of: Saying) => ({ ...good, says: { [sso]: of, [www]: gives('10.1.0.10') } })
  return { resolvers: { '10.0.0.1': says(saying), '10.0.0.2': { ...says(alternate), roles: ['hkex-2', 'configured-2'] } } }
}

export function bothSay(saying: Saying): Story {
  return preferredSays(saying, saying)
}

/** One server with something particular. */
export function server(change: Partial<ResolverStory>): Story {
  return { resolvers: { '10.0.0.1': { ...good, ...change } } }
}

type Row = readonly [what: string, story: Story, id: string, code: DnsCode, status: string, args?: object]

const answer = `dns.answer ${sso} 10.0.0.1`
const rows: readonly Row[] = [
  [
    'addresses',
    healthy,
    answer,
    'dns/answered',
    'ok',
    {
      host: sso,
      resolver: '10.0.0.1',
      roles: ['hkex-1', 'configured-1'],
      addresses: ['10.1.0.20'],
      chain: [],
      ttlSeconds: 60,
      elapsedMs: 5,
    },
  ],
  [
    'an alias and an address',
    preferredSays({ addresses: ['10.1.0.20'], alias: 'centre.example' }),
    answer,
    'dns/answered',
    'ok',
    { chain: ['centre.example'] },
  ],
  [
    'an IPv6 address alone',
    server({ says: gives(), saysToAaaa: gives('2001:db8:1::20') }),
    answer,
    'dns/answered',
    'ok',
    { addresses: ['2001:db8:1::20'] },
  ],
  ['silence to A, an answer to AAAA', server({ says: silent, saysToAaaa: gives('2001:db8:1::20') }), answer, 'dns/answered', 'ok'],
  ['silence where nobody else answers', bothSay(silent), answer, 'dns/resolver-silent', 'problem', { failure: 'no-reply' }],
  ['silence where another answers', preferredSays(silent), answer, 'dns/resolver-silent', 'warning'],
  ['silence to A, no address to AAAA', server({ says: silent, saysToAaaa: gives() }), answer, 'dns/resolver-silent', 'problem'],
  ['a closed port', bothSay({ fails: 'refused' }), answer, 'dns/resolver-closed', 'problem'],
  ['a closed port, as Windows tells it', bothSay({ fails: 'reset' }), answer, 'dns/resolver-closed', 'problem'],
  ['no way to the network', preferredSays({ fails: 'network-unreachable' }), answer, 'dns/resolver-unreachable', 'warning'],
  ['no way to the host', bothSay({ fails: 'host-unreachable' }), answer, 'dns/resolver-unreachable', 'problem'],
  ['a way that is forbidden', bothSay({ fails: 'prohibited' }), answer, 'dns/resolver-unreachable', 'problem'],
  [
    'a router’s word that UDP is not told, and TCP is',
    server({ says: silent, byTcp: { fails: 'host-unreachable', code: 'EHOSTUNREACH', elapsedMs: 28 } }),
    answer,
    'dns/resolver-unreachable',
    'problem',
    { failure: 'EHOSTUNREACH' },
  ],
  [
    'no neighbour of that address in the LAN, which takes three seconds to find out',
    server({ says: silent, byTcp: { fails: 'host-unreachable', elapsedMs: 2990 } }),
    answer,
    'dns/resolver-silent',
    'problem',
  ],
  [
    'silence by UDP and a closed port by TCP: a firewall may reject the one and drop the other',
    server({ says: silent, byTcp: { fails: 'refused' } }),
    answer,
    'dns/resolver-silent',
    'problem',
  ],
  [
    'a PC that forbids the question',
    bothSay({ fails: 'prohibited', code: 'EPERM' }),
    answer,
    'dns/local-block',
    'problem',
    { failure: 'EPERM' },
  ],
  ['REFUSED', bothSay({ rcode: 'REFUSED' }), answer, 'dns/resolver-refuses', 'problem', { rcode: 'REFUSED' }],
  ['SERVFAIL', bothSay({ rcode: 'SERVFAIL' }), answer, 'dns/resolver-fails', 'problem', { rcode: 'SERVFAIL', failure: 'SERVFAIL' }],
  ['NOTIMP', bothSay({ rcode: 'NOTIMP' }), answer, 'dns/resolver-fails', 'problem'],
  ['FORMERR', preferredSays({ rcode: 'FORMERR' }), answer, 'dns/resolver-fails', 'warning'],
  ['NXDOMAIN', bothSay(nxdomain), answer, 'dns/name-unknown', 'problem'],
  ['NXDOMAIN where another knows the name', preferredSays(nxdomain), answer, 'dns/name-unknown', 'warning'],
  ['no address', bothSay(gives()), answer, 'dns/no-address', 'problem'],
  [
    'aliases in a circle',
    bothSay({ rcode: 'NOERROR', chainEnds: 'loop' }),
    answer,
    'dns/cname-loop',
    'problem',
    { chain: ['a.example', sso] },
  ],
  ['aliases without end', bothSay({ rcode: 'NOERROR', chainEnds: 'too-long' }), answer, 'dns/cname-loop', 'problem'],
  ['noise', bothSay({ fails: 'malformed' }), answer, 'dns/malformed-answer', 'problem'],
  ['a run that was cut short', bothSay({ fails: 'cancelled' }), answer, 'dns/cut-short', 'not-checked deadline'],
  ['a cut answer and no TCP', bothSay({ fails: 'no-reply', truncated: true }), answer, 'dns/tcp-blocked', 'problem'],
  [
    'a cut answer and closed TCP, where another answers',
    preferredSays({ fails: 'refused', truncated: true }),
    answer,
    'dns/tcp-blocked',
    'warning',
  ],
  [
    'a cut answer and a run that was cut short',
    bothSay({ fails: 'cancelled', truncated: true }),
    answer,
    'dns/cut-short',
    'not-checked deadline',
  ],
  [
    'the address that it gives for every unknown name',
    server({ says: gives('192.0.2.80'), toNonexistent: gives('192.0.2.80') }),
    answer,
    'dns/nxdomain-rewritten',
    'problem',
    { addresses: ['192.0.2.80'] },
  ],
  ['a true address, though unknown names are rewritten', server({ toNonexistent: gives('192.0.2.80') }), answer, 'dns/answered', 'ok'],

  [
    'an address of the primary data centre',
    healthy,
    `dns.range ${sso} 10.0.0.1`,
    'dns/address-expected',
    'ok',
    { dataCentres: ['primary'] },
  ],
  [
    'an address of the secondary data centre',
    bothSay(gives('10.2.0.20')),
    `dns.range ${sso} 10.0.0.1`,
    'dns/address-expected',
    'ok',
    { dataCentres: ['secondary'] },
  ],
  [
    'one of each',
    bothSay(gives('10.2.0.20', '10.1.0.20')),
    `dns.range ${sso} 10.0.0.1`,
    'dns/address-expected',
    'ok',
    { dataCentres: ['primary', 'secondary'] },
  ],
  [
    'an address elsewhere',
    bothSay(gives('10.1.0.20', '10.9.0.20')),
    `dns.range ${sso} 10.0.0.2`,
    'dns/address-unexpected',
    'problem',
    { unexpected: ['10.9.0.20'] },
  ],

  ['the same from both', healthy, `dns.agree ${sso}`, 'dns/answers-agree', 'ok'],
  [
    'some in common',
    preferredSays(gives('10.1.0.20', '10.1.0.21'), gives('10.1.0.21', '10.1.0.22')),
    `dns.agree ${sso}`,
    'dns/answers-agree',
    'ok',
  ],
  [
    'nothing in common',
    preferredSays(gives('10.1.0.20'), gives('10.2.0.20')),
    `dns.agree ${sso}`,
    'dns/answers-differ',
    'warning',
    { answers: ['10.0.0.1: 10.1.0.20', '10.0.0.2: 10.2.0.20'] },
  ],

  ['applications find what the resolvers give', healthy, `dns.system ${sso}`, 'dns/system-answers', 'ok', { addresses: ['10.1.0.20'] }],
  [
    'applications find something, the resolvers nothing',
    { ...bothSay(silent), system: { [sso]: ['10.1.0.20'] } },
    `dns.system ${sso}`,
    'dns/system-answers',
    'ok',
  ],
  [
    'applications find something else',
    { ...healthy, system: { [sso]: ['10.1.0.99'] } },
    `dns.system ${sso}`,
    'dns/system-differs',
    'ok',
    { addresses: ['10.1.0.99'] },
  ],
  [
    'applications find what stands in the hosts file',
    { ...healthy, system: { [sso]: ['192.0.2.9'] }, hosts: [{ line: 3, address: '192.0.2.9', name: sso }] },
    `dns.system ${sso}`,
    'dns/system-answers',
    'ok',
  ],
  [
    'applications find nothing',
    { ...healthy, system: { [sso]: 'name-unknown' } },
    `dns.system ${sso}`,
    'dns/system-fails',
    'problem',
    { failure: 'name-unknown' },
  ],
  ['applications wait too long', { ...healthy, system: { [sso]: 'no-reply' } }, `dns.system ${sso}`, 'dns/system-fails', 'problem'],
  [
    'no helper may start',
    { ...healthy, system: { [sso]: 'access-denied' } },
    `dns.system ${sso}`,
    'dns/system-not-asked',
    'not-checked policy',
  ],
  [
    'the look-up was cut short',
    { ...healthy, system: { [sso]: 'cancelled' } },
    `dns.system ${sso}`,
    'dns/system-not-asked',
    'not-checked deadline',
  ],

  ['a hosts file that is not there', { ...healthy, hostsFailure: 'file-missing' }, `dns.hosts ${sso}`, 'dns/hosts-clear', 'ok'],
  [
    'a hosts file that may not be read',
    { ...healthy, hostsFailure: 'access-denied' },
    `dns.hosts ${sso}`,
    'dns/hosts-unread',
    'not-checked policy',
    { failure: 'access-denied' },
  ],
  ['no line', healthy, `dns.hosts ${sso}`, 'dns/hosts-clear', 'ok', { path: '/etc/hosts' }],
  [
    'a line with another address',
    { ...healthy, hosts: [{ line: 3, address: '192.0.2.9', name: sso }] },
    `dns.hosts ${sso}`,
    'dns/hosts-override',
    'problem',
    { line: 3, addresses: ['192.0.2.9'], alsoResolved: false, resolved: ['10.1.0.20'], path: '/etc/hosts' },
  ],
  [
    'a line with today’s address',
    { ...healthy, hosts: [{ line: 3, address: '10.1.0.20', name: sso }] },
    `dns.hosts ${sso}`,
    'dns/hosts-override',
    'warning',
    { alsoResolved: true },
  ],
  [
    'two lines, one of them old',
    {
      ...healthy,
      hosts: [
        { line: 3, address: '10.1.0.20', name: sso },
        { line: 4, address: '192.0.2.9', name: sso },
      ],
    },
    `dns.hosts ${sso}`,
    'dns/hosts-override',
    'problem',
    { line: 3, addresses: ['10.1.0.20', '192.0.2.9'] },
  ],
  [
    'a line for another name',
    { ...healthy, hosts: [{ line: 3, address: '192.0.2.9', name: www }] },
    `dns.hosts ${sso}`,
    'dns/hosts-clear',
    'ok',
  ],

  ['the PC asks HKEX’s servers', healthy, 'dns.configured', 'dns/hkex-used', 'ok', { configured: ['10.0.0.1', '10.0.0.2'] }],
  [
    'the PC asks others',
    { resolvers: { '10.0.0.1': { ...good, roles: ['hkex-1'] }, '192.168.1.1': { ...good, roles: ['configured-1'] } } },
    'dns.configured',
    'dns/not-hkex',
    'warning',
    { configured: ['192.168.1.1'] },
  ],
  [
    'the PC asks one of HKEX’s servers',
    { resolvers: { '10.0.0.1': good, '10.0.0.2': { ...good, roles: ['hkex-2'] } } },
    'dns.configured',
    'dns/alternate-not-set',
    'warning',
    { configured: ['10.0.0.1'], unset: ['10.0.0.2'] },
  ],
  [
    'the PC asks one of HKEX’s servers, and an adapter names the other',
    {
      resolvers: { '10.0.0.1': good, '10.0.0.2': { ...good, roles: ['hkex-2'] } },
      adapters: [{ name: '{1}', origin: 'static', servers: ['10.0.0.1', '10.0.0.2'] }],
    },
    'dns.configured',
    'dns/hkex-used',
    'ok',
  ],

  ['TCP answers', healthy, 'dns.tcp 10.0.0.1', 'dns/tcp-answers', 'ok'],
  [
    'TCP is closed',
    server({ byTcp: { fails: 'refused' } }),
    'dns.tcp 10.0.0.1',
    'dns/tcp-blocked',
    'warning',
    { needed: false, failure: 'refused' },
  ],
  ['TCP answers where UDP does not', server({ says: silent, byTcp: gives('10.1.0.20') }), 'dns.tcp 10.0.0.1', 'dns/tcp-answers', 'ok'],

  ['unknown names are denied', healthy, 'dns.rewrite 10.0.0.1', 'dns/unknown-name-denied', 'ok'],
  [
    'unknown names are given an address',
    server({ toNonexistent: gives('192.0.2.80') }),
    'dns.rewrite 10.0.0.1',
    'dns/nxdomain-rewritten',
    'warning',
    { addresses: ['192.0.2.80'] },
  ],

  [
    'a rule that leads to other servers',
    { ...healthy, rules: [{ name: sso, namespace: '.hk', servers: ['10.0.0.1', '192.0.2.53'] }] },
    `dns.policy ${sso}`,
    'dns/policy-rule',
    'warning',
    { namespace: '.hk', servers: ['10.0.0.1', '192.0.2.53'] },
  ],

  [
    'two hours to live',
    bothSay({ addresses: ['10.1.0.20'], ttlSeconds: 7200 }),
    `dns.ttl ${sso} 10.0.0.1`,
    'dns/ttl-short',
    'ok',
    { ttlSeconds: 7200 },
  ],
  [
    'a second more',
    bothSay({ addresses: ['10.1.0.20'], ttlSeconds: 7201 }),
    `dns.ttl ${sso} 10.0.0.1`,
    'dns/ttl-long',
    'warning',
    { ttlSeconds: 7201 },
  ],

  [
    'an answer in a second',
    server({ says: { addresses: ['10.1.0.20'], elapsedMs: 1000 }, saysToAaaa: { addresses: [], elapsedMs: 1500 } }),
    'dns.speed 10.0.0.1',
    'dns/quick',
    'ok',
    { elapsedMs: 1000 },
  ],
  [
    'an answer after more',
    server({ says: { addresses: ['10.1.0.20'], elapsedMs: 1001 }, saysToAaaa: { addresses: [], elapsedMs: 1500 } }),
    'dns.speed 10.0.0.1',
    'dns/slow',
    'warning',
    { elapsedMs: 1001 },
  ],
  [
    'a quick answer, though this program was late',
    server({ says: { addresses: ['10.1.0.20'], elapsedMs: 990, resentAtMs: [] }, saysToAaaa: { addresses: [], elapsedMs: 1500 } }),
    'dns.speed 10.0.0.1',
    'dns/quick',
    'ok',
    { elapsedMs: 990 },
  ],
]

export const table = rows.map(([what, story, id, code, status, args = {}]) => [what, story, id, code, status, args] as const satisfies Row)
