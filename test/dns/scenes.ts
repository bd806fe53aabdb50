/** Networks with one fault or none, and the causes that have to be named. */

import type { Finding, Status } from '../../checks/check.ts'
import type { Settings } from '../../checks/settings.ts'
import { type AddressStory, judge as judgePath, page } from '../path/judging.ts'
import { gives, judge, nxdomain, type ResolverStory, type Saying, type Story, settings, silent, sso } from './judging.ts'

export const live = '10.1.0.20'
export const secondary = '10.2.0.20'
export const dead = '10.1.0.99'

/** One host is enough for the causes: the 2FA server. */
const ssoAlone: Settings = { ...settings, targets: settings.targets.filter(({ host }) => host === sso) }

export interface Scene extends Omit<Story, 'names'> {
  /** Addresses that were connected to; those not named answer. */
  readonly path?: readonly AddressStory[]
  readonly page?: Status
  readonly settings?: Partial<Settings>
}

export function findingsOf({ path = [], page: reached, settings: changes = {}, ...story }: Scene): Finding[] {
  return [
    ...judge({ ...story, names: [sso] }, { ...ssoAlone, ...changes }),
    ...judgePath(path),
    ...(reached === undefined ? [] : [page(sso, reached)]),
  ]
}

export const ok: AddressStory = { address: live }
export const okThere: AddressStory = { address: secondary }
export const noReply: AddressStory = { address: dead, connect: 'no-reply' }

export function hkex(position: 1 | 2, says: Saying, change: Partial<ResolverStory> = {}): ResolverStory {
  return { roles: [`hkex-${position}`, `configured-${position}`], says, ...change }
}

/** HKEX's two servers, which the PC asks. */
export function both(first: Saying, second: Saying = first, change: Partial<ResolverStory> = {}): Story['resolvers'] {
  return { '10.0.0.1': hkex(1, first, change), '10.0.0.2': hkex(2, second, change) }
}

/** The PC asks the site's own server; HKEX's give the live address. */
export function own(says: Saying, truth: Saying = gives(live), change: Partial<ResolverStory> = {}): Story['resolvers'] {
  return {
    '192.168.1.1': { roles: ['custom-1', 'configured-1'], says, ...change },
    '10.0.0.1': { roles: ['hkex-1'], says: truth },
    '10.0.0.2': { roles: ['hkex-2'], says: truth },
  }
}

export const stopped = { system: { [sso]: 'no-reply' }, page: 'problem' } as const
export const running = { path: [ok], page: 'ok' } as const
export const line = (address: string) => [{ line: 7, address, name: sso }]

type Row = readonly [what: string, scene: Scene, causes: readonly string[]]
export const table: Row[] = [
  ['nothing', { resolvers: both(gives(live)), ...running }, []],

  // one resolver
  ['the only server is silent', { resolvers: { '10.0.0.1': hkex(1, silent) }, ...stopped }, ['blocker dns/resolver-silent 10.0.0.1']],
  ['the alternate is silent', { resolvers: both(gives(live), silent), ...running }, ['warning dns/alternate-dead 10.0.0.2']],
  ['the alternate is closed', { resolvers: both(gives(live), { fails: 'refused' }), ...running }, ['warning dns/alternate-dead 10.0.0.2']],
  [
    'no way leads to the alternate',
    { resolvers: both(gives(live), { fails: 'network-unreachable' }), ...running },
    ['warning dns/alternate-dead 10.0.0.2'],
  ],
  [
    'the preferred one is silent, the alternate answers',
    { resolvers: both(silent, gives(live)), ...running },
    ['warning dns/resolver-silent 10.0.0.1'],
  ],
  [
    'the preferred one is silent, and applications do not find their way to the alternate',
    { resolvers: both(silent, gives(live)), ...stopped, path: [ok] },
    ['blocker dns/resolver-silent 10.0.0.1'],
  ],
  [
    'both are silent',
    { resolvers: both(silent), ...stopped },
    ['blocker dns/resolver-silent 10.0.0.1', 'blocker dns/resolver-silent 10.0.0.2'],
  ],
  [
    'both are closed',
    { resolvers: both({ fails: 'refused' }), ...stopped },
    ['blocker dns/resolver-closed 10.0.0.1', 'blocker dns/resolver-closed 10.0.0.2'],
  ],
  [
    'no way leads to either',
    { resolvers: both({ fails: 'host-unreachable' }), ...stopped },
    ['blocker dns/resolver-unreachable 10.0.0.1', 'blocker dns/resolver-unreachable 10.0.0.2'],
  ],
  [
    'this PC itself forbids the questions',
    { resolvers: both({ fails: 'prohibited', code: 'EPERM' }), ...stopped },
    ['blocker dns/local-block 10.0.0.1', 'blocker dns/local-block 10.0.0.2'],
  ],
  [
    'this PC itself forbids the questions to the alternate',
    { resolvers: both(gives(live), { fails: 'prohibited', code: 'EPERM' }), ...running },
    ['warning dns/local-block 10.0.0.2'],
  ],
  [
    'HKEX’s servers are silent for this PC, whose own server answers',
    { resolvers: own(gives(live), silent), ...running },
    ['note dns/resolver-silent 10.0.0.1', 'note dns/alternate-dead 10.0.0.2', 'note dns/not-hkex DNS'],
  ],
  [
    'HKEX’s servers fail, and the site’s own has an answer yet',
    { resolvers: own(gives(live), { rcode: 'SERVFAIL' }), ...running },
    ['warning dns/resolver-fails 10.0.0.1', 'warning dns/resolver-fails 10.0.0.2', 'note dns/not-hkex DNS'],
  ],
  [
    'the site’s own server is up, and silent for the name',
    { resolvers: own(silent, gives(live), { toNonexistent: nxdomain }), ...stopped, path: [ok] },
    ['blocker dns/resolver-fails 192.168.1.1', 'note dns/not-hkex DNS'],
  ],
  [
    'HKEX’s only server is up, and silent for the name: it may have been dropped on the way',
    { resolvers: { '10.0.0.1': hkex(1, silent, { toNonexistent: nxdomain }) }, ...stopped },
    ['blocker dns/resolver-silent 10.0.0.1'],
  ],
  [
    'both answer by TCP alone',
    { resolvers: both(silent, silent, { byTcp: gives(live) }), ...stopped },
    ['blocker dns/resolver-silent 10.0.0.1', 'blocker dns/resolver-silent 10.0.0.2'],
  ],
  [
    'both refuse this PC',
    { resolvers: both({ rcode: 'REFUSED' }), ...stopped },
    ['blocker dns/resolver-refuses 10.0.0.1', 'blocker dns/resolver-refuses 10.0.0.2'],
  ],
  [
    'both fail',
    { resolvers: both({ rcode: 'SERVFAIL' }), ...stopped },
    ['blocker dns/resolver-fails 10.0.0.1', 'blocker dns/resolver-fails 10.0.0.2'],
  ],
  ['one fails', { resolvers: both({ rcode: 'SERVFAIL' }, gives(live)), ...running }, ['warning dns/resolver-fails 10.0.0.1']],
  [
    'both send noise',
    { resolvers: both({ fails: 'malformed' }), ...stopped },
    ['blocker dns/malformed-answer 10.0.0.1', 'blocker dns/malformed-answer 10.0.0.2'],
  ],
  [
    'one is slow',
    {
      resolvers: both(gives(live), { addresses: [live], elapsedMs: 1500 }, { saysToAaaa: { addresses: [], elapsedMs: 1500 } }),
      ...running,
    },
    ['note dns/slow 10.0.0.2'],
  ],

  // TCP
  [
    'TCP is closed, and nothing needs it',
    { resolvers: both(gives(live), gives(live), { byTcp: { fails: 'refused' } }), ...running },
    ['note dns/tcp-blocked 10.0.0.1', 'note dns/tcp-blocked 10.0.0.2'],
  ],
  [
    'TCP is closed, and answers are cut',
    { resolvers: { '10.0.0.1': hkex(1, { fails: 'no-reply', truncated: true }, { toNonexistent: nxdomain }) }, ...stopped },
    ['blocker dns/tcp-blocked 10.0.0.1'],
  ],
  [
    'TCP is closed, answers are cut, and the alternate’s are not',
    {
      resolvers: {
        '10.0.0.1': hkex(1, { fails: 'refused', truncated: true }, { toNonexistent: nxdomain }),
        '10.0.0.2': hkex(2, gives(live)),
      },
      ...running,
    },
    ['warning dns/tcp-blocked 10.0.0.1'],
  ],

  // rewriting
  [
    'unknown names are rewritten',
    { resolvers: own(gives(live), gives(live), { toNonexistent: gives('192.0.2.80') }), ...running },
    ['warning dns/nxdomain-rewritten 192.168.1.1', 'note dns/not-hkex DNS'],
  ],
  [
    'the target’s name is rewritten: its server does not know it',
    {
      resolvers: own(gives('192.0.2.80'), gives(live), { toNonexistent: gives('192.0.2.80') }),
      system: { [sso]: ['192.0.2.80'] },
      path: [ok, { address: '192.0.2.80', connect: 'refused' }],
      page: 'problem',
    },
    ['blocker dns/nxdomain-rewritten 192.168.1.1', 'note dns/not-hkex DNS'],
  ],

  // the name
  [
    'nobody knows the name',
    { resolvers: both(nxdomain), system: { [sso]: 'name-unknown' }, page: 'problem' },
    [`blocker dns/name-unknown ${sso}`],
  ],
  ['the alternate does not know the name', { resolvers: both(gives(live), nxdomain), ...running }, [`warning dns/name-unknown ${sso}`]],
  [
    'the preferred one does not know the name, and nobody asks on',
    { resolvers: both(nxdomain, gives(live)), system: { [sso]: 'name-unknown' }, path: [ok], page: 'problem' },
    [`blocker dns/name-unknown ${sso}`],
  ],
  [
    'the site’s server does not know the name',
    { resolvers: own(nxdomain), system: { [sso]: 'name-unknown' }, path: [ok], page: 'problem' },
    [`blocker dns/name-unknown ${sso}`, 'note dns/not-hkex DNS'],
  ],
  [
    'the name has no address',
    { resolvers: both(gives()), system: { [sso]: 'no-data' }, page: 'problem' },
    [`blocker dns/no-address ${sso}`],
  ],
  [
    'nobody has an address for the name, each in words of its own',
    { resolvers: both(nxdomain, gives()), system: { [sso]: 'name-unknown' }, page: 'problem' },
    [`blocker dns/name-unknown ${sso}`],
  ],
  [
    'the name leads in a circle',
    { resolvers: both({ rcode: 'NOERROR', chainEnds: 'loop' }), system: { [sso]: 'name-unknown' }, page: 'problem' },
    [`blocker dns/cname-loop ${sso}`],
  ],

  // addresses
  [
    'a dead address elsewhere',
    { resolvers: both(gives('10.9.0.20')), path: [{ address: '10.9.0.20', connect: 'no-reply' }], page: 'problem' },
    [`blocker dns/address-unexpected ${sso}`],
  ],
  [
    'a live address elsewhere',
    { resolvers: both(gives('10.9.0.20')), path: [{ address: '10.9.0.20' }], page: 'ok' },
    [`warning dns/address-unexpected ${sso}`],
  ],
  [
    'one server gives an address elsewhere',
    { resolvers: both(gives(live), gives('10.9.0.20')), path: [ok, { address: '10.9.0.20', connect: 'no-reply' }], page: 'ok' },
    [`warning dns/address-unexpected ${sso}`],
  ],
  [
    'two data centres, both of which live',
    { resolvers: both(gives(live), gives(secondary)), path: [ok, okThere], page: 'ok' },
    [`note dns/answers-differ ${sso}`],
  ],
  [
    'two addresses, and nobody knows the ranges',
    {
      resolvers: both(gives(live), gives(secondary)),
      path: [ok, okThere],
      page: 'ok',
      settings: { ranges: { primary: [], secondary: [] } },
    },
    [`warning dns/answers-differ ${sso}`],
  ],
  [
    'the site’s server missed the switch',
    { resolvers: own(gives(dead), gives(secondary)), system: { [sso]: [dead] }, path: [okThere, noReply], page: 'problem' },
    [`blocker dns/answers-differ ${sso}`, 'note dns/not-hkex DNS'],
  ],
  [
    'the site’s server missed the switch, and the browser went on to a live address',
    { resolvers: own(gives(dead), gives(secondary)), path: [okThere, noReply], page: 'ok' },
    [`warning dns/answers-differ ${sso}`, 'note dns/not-hkex DNS'],
  ],
  [
    'one of the addresses that all give',
    { resolvers: both(gives(live, dead)), path: [ok, noReply], page: 'ok' },
    [`warning path/some-addresses ${sso}`],
  ],
  ['the address that all give', { resolvers: both(gives(dead)), path: [noReply], page: 'problem' }, [`blocker path/no-reply ${sso}`]],

  // time to live
  [
    'HKEX’s own answers live long',
    { resolvers: both({ addresses: [live], ttlSeconds: 86_400 }), ...running },
    [`note dns/ttl-long ${sso}`],
  ],
  [
    'the site’s server lets them live longer than HKEX’s',
    { resolvers: own({ addresses: [live], ttlSeconds: 86_400 }), ...running },
    [`warning dns/ttl-long ${sso}`, 'note dns/not-hkex DNS'],
  ],
  [
    'the site’s server hands HKEX’s long life on',
    { resolvers: own({ addresses: [live], ttlSeconds: 80_000 }, { addresses: [live], ttlSeconds: 86_400 }), ...running },
    [`note dns/ttl-long ${sso}`, 'note dns/not-hkex DNS'],
  ],

  // this PC
  [
    'a line in hosts with a dead address',
    {
      resolvers: both(gives(live)),
      hosts: line(dead),
      system: { [sso]: [dead] },
      path: [ok, { ...noReply, sources: ['hosts', 'system'] }],
      page: 'problem',
    },
    [`blocker dns/hosts-override ${sso}`],
  ],
  [
    'a line in hosts with today’s address',
    { resolvers: both(gives(live)), hosts: line(live), ...running },
    [`warning dns/hosts-override ${sso}`],
  ],
  [
    'a line in hosts with today’s address, which is dead',
    { resolvers: both(gives(dead)), hosts: line(dead), path: [noReply], page: 'problem' },
    [`blocker path/no-reply ${sso}`, `warning dns/hosts-override ${sso}`],
  ],
  [
    'an old address in the PC’s memory',
    { resolvers: both(gives(live)), system: { [sso]: [dead] }, path: [ok, { ...noReply, sources: ['system'] }], page: 'problem' },
    [`blocker dns/cache-stale ${sso}`],
  ],
  [
    'an old address in the PC’s memory, and the browser went on to a live one',
    { resolvers: both(gives(live)), system: { [sso]: [dead] }, path: [ok, { ...noReply, sources: ['system'] }], page: 'ok' },
    [`warning dns/cache-stale ${sso}`],
  ],
  [
    'another address in the PC’s memory, which is live',
    { resolvers: both(gives(live)), system: { [sso]: [secondary] }, path: [ok, okThere], page: 'ok' },
    [],
  ],
  [
    'a rule leads to a server that does not know the name',
    {
      resolvers: both(gives(live)),
      rules: [{ name: sso, namespace: '.hk', servers: ['192.0.2.53'] }],
      system: { [sso]: 'name-unknown' },
      path: [ok],
      page: 'problem',
    },
    [`blocker dns/policy-rule ${sso}`],
  ],
  [
    'a rule leads to a server that gives an old address',
    {
      resolvers: both(gives(live)),
      rules: [{ name: sso, namespace: '.hk', servers: ['192.0.2.53'] }],
      system: { [sso]: [dead] },
      path: [ok, { ...noReply, sources: ['system'] }],
      page: 'problem',
    },
    [`blocker dns/policy-rule ${sso}`],
  ],
  [
    'a rule leads to another server, which knows it',
    { resolvers: both(gives(live)), rules: [{ name: sso, namespace: '.hk', servers: ['192.0.2.53'] }], ...running },
    [`note dns/policy-rule ${sso}`],
  ],
  [
    'the PC asks one of HKEX’s servers alone',
    { resolvers: { '10.0.0.1': hkex(1, gives(live)), '10.0.0.2': { roles: ['hkex-2'], says: gives(live) } }, ...running },
    ['note dns/alternate-not-set DNS'],
  ],
  ['the PC asks the site’s server, which is right', { resolvers: own(gives(live)), ...running }, ['note dns/not-hkex DNS']],
]
