import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText, findingText } from '../../agent/report/words.ts'
import type { Finding } from '../../checks/check.ts'
import { dnsCauses } from '../../checks/dns/causes.ts'
import { failure } from '../../checks/failure.ts'
import { hostCauses } from '../../checks/host/causes.ts'
import type { HostCode } from '../../checks/host/codes.ts'
import { type HostEvidence, upgradeHostEvidence } from '../../checks/host/evidence.ts'
import { hostJudge } from '../../checks/host/judge.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import { languages } from '../../checks/text.ts'
import { judge as judgeDns, type silent, settings as twoHosts } from '../dns/judging.ts'
import { type AddressStory, connectId, judge as judgePath, page, pathEvidence, sso } from '../path/judging.ts'
import { emptySettings, noUpstream } from '../support/context.ts'

interface Given {
  /** Addresses of interfaces that lead outside. */
  readonly addresses?: readonly string[]
  readonly links?: Readonly<Record<string, 'up' | 'down' | 'unknown'>>
  /** By destination: whether a way leads there. */
  readonly routes?: Readonly<Record<string, boolean>>
  /** The address that those go out with which lead somewhere. */
  readonly source?: string
}

function evidenceOf({ addresses = [], links = {}, routes = {}, source = '192.0.2.10' }: Given): HostEvidence {
  return upgradeHostEvidence({
    version: 1,
    platform: 'linux',
    interfaces: [
      { name: 'lo', address: '127.0.0.1', prefix: 8, internal: true },
      ...addresses.map((address) => ({ name: 'eth0', address, prefix: 24, internal: false })),
    ],
    links: Object.entries(links).map(([name, state]) => ({ name, state })),
    routes: Object.entries(routes).map(([destination, leads]) => ({
      destination,
      source: leads ? source : null,
      failure: leads ? null : failure('network-unreachable', 'ENETUNREACH'),
    })),
    complete: true,
  })
}

function judge(given: Given): Finding[] {
  return hostJudge.judge(evidenceOf(given), emptySettings, noUpstream)
}

test('who was answered has a way, whatever the system says of its cards', () => {
  const cut = evidenceOf({ addresses: ['192.0.2.10'], links: { eth0: 'down' }, routes: { '10.0.0.1:53': true } })
  const route = (connect: 'ok' | 'refused') => {
    const evidence = { path: pathEvidence({ address: '203.0.113.20', connect }) }
    return hostJudge.judge(cut, emptySettings, { evidence, findings: {} }).find(({ id }) => id === 'network.route')?.code
  }
  expect([route('ok'), route('refused')]).toEqual(['network/has-route', 'network/link-down'])
})

const table: (readonly [what: string, given: Given, code: HostCode, args: object])[] = [
  [
    'a way to every destination',
    { addresses: ['192.0.2.10'], routes: { '10.0.0.1:53': true, '10.0.0.2:53': true } },
    'network/has-route',
    { addresses: ['192.0.2.10'], destinations: [] },
  ],
  [
    'a way to one of them',
    { addresses: ['192.0.2.10'], routes: { '10.0.0.1:53': false, '10.0.0.2:53': true } },
    'network/has-route',
    { destinations: ['10.0.0.1:53'] },
  ],
  ['an address, and nowhere to ask for', { addresses: ['192.0.2.10'] }, 'network/has-route', {}],
  ['an IPv6 address alone', { addresses: ['2001:db8::10'] }, 'network/has-route', { addresses: ['2001:db8::10'] }],
  ['a way without an address of its own, as some tunnels have', { routes: { '10.0.0.1:53': true } }, 'network/has-route', {}],
  [
    'an address, and no way',
    { addresses: ['192.0.2.10'], links: { eth0: 'up' }, routes: { '10.0.0.1:53': false } },
    'network/no-route',
    { destinations: ['10.0.0.1:53'] },
  ],
  [
    'a fixed address and ways from it, and the cable is out',
    { addresses: ['192.0.2.10'], links: { eth0: 'down' }, routes: { '10.0.0.1:53': true } },
    'network/link-down',
    { linksDown: ['eth0'] },
  ],
  [
    'a fixed address that the runtime no longer lists, and ways from it: the cable is out',
    { links: { eth0: 'down' }, routes: { '10.0.0.1:53': true } },
    'network/link-down',
    { linksDown: ['eth0'] },
  ],
  [
    'a fixed address on a card that is switched off, whose ways are gone',
    { addresses: ['192.0.2.10'], links: { eth0: 'down' }, routes: { '10.0.0.1:53': false } },
    'network/link-down',
    { linksDown: ['eth0'] },
  ],
  ['no address', { routes: { '10.0.0.1:53': false } }, 'network/no-address', { addresses: [] }],
  ['no address and nowhere to ask for', {}, 'network/no-address', {}],
  [
    'an address that the PC gave itself for want of DHCP',
    { addresses: ['169.254.7.7'], links: { eth0: 'up' }, routes: { '10.0.0.1:53': false } },
    'network/no-address',
    { addresses: [] },
  ],
  [
    'an address that the PC gave itself, and a route that was left over',
    { addresses: ['169.254.7.7'], links: { eth0: 'up' }, routes: { '10.0.0.1:53': true }, source: '169.254.7.7' },
    'network/no-address',
    {},
  ],
  [
    'link-local IPv6, and a router that announces no prefix',
    { addresses: ['fe80::1'], links: { eth0: 'up' }, routes: { '[2001:db8::53]:53': true }, source: 'fe80::1' },
    'network/no-address',
    {},
  ],
  ['link-local IPv6 alone', { addresses: ['fe80::1', 'FEBF::1'] }, 'network/no-address', { addresses: [] }],
  ['one link down, another up', { links: { eth0: 'down', wlan0: 'up' } }, 'network/no-address', { linksDown: ['eth0'] }],
  ['links of which nothing is known', { links: { tun0: 'unknown' } }, 'network/no-address', {}],
  [
    'every link down',
    { links: { eth0: 'down', wlan0: 'down', tun0: 'unknown' }, routes: { '10.0.0.1:53': false } },
    'network/link-down',
    { linksDown: ['eth0', 'wlan0'] },
  ],
  ['every link down, and an address left over', { addresses: ['169.254.7.7'], links: { eth0: 'down' } }, 'network/link-down', {}],
]

test.each(table)('%s', async (_what, given, code, args) => {
  expect((await hostJudge.evidence()).safeParse(evidenceOf(given)).success).toBe(true)
  const [finding, ...more] = judge(given)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ id: 'network.route', check: 'host', code, status: code === 'network/has-route' ? 'ok' : 'problem', args })
  for (const language of languages) expect(finding && findingText(finding, language)).not.toMatch(/\{|undefined|^network\//)
})

describe('causes', () => {
  const catalogue = [...hostCauses, ...dnsCauses, ...pathCauses]
  const ssoAlone = { ...twoHosts, targets: twoHosts.targets.filter(({ host }) => host === sso) }
  const hkex = (says: typeof silent) => ({
    '10.0.0.1': { roles: ['hkex-1', 'configured-1'], says },
    '10.0.0.2': { roles: ['hkex-2', 'configured-2'], says },
  })

  function causes(findings: readonly Finding[]): string[] {
    const { causes: named, unexplained } = diagnose(findings, catalogue)
    for (const { code, subject, args } of named) {
      for (const language of languages) {
        const { title, why, steps } = causeText(code, subject, args, language)
        expect([title, why, ...steps].join('\n')).not.toMatch(/\{[a-z]|\bundefined\b/)
      }
    }
    return [
      ...named.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`),
      ...unexplained.map(({ id }) => `unexplained ${id}`),
    ]
  }

  test.each<[string, Given, string]>([
    ['no cable', { links: { eth0: 'down' }, routes: { '10.0.0.1:53': false } }, 'blocker network/link-down PC'],
    ['no address', { routes: { '10.0.0.1:53': false } }, 'blocker network/no-address PC'],
    ['no way', { addresses: ['192.0.2.10'], routes: { '10.0.0.1:53': false } }, 'blocker network/no-route PC'],
  ])('%s: everything that asks the network fails for it', (_what, given, expected) => {
    const everything = [
      ...judgeDns({ resolvers: hkex({ fails: 'network-unreachable' }), system: { [sso]: 'name-temporary' }, names: [sso] }, ssoAlone),
      ...judgePath([{ address: '10.1.0.20', sources: ['hosts'], route: 'network-unreachable' }]),
      page(sso, 'problem'),
    ]
    expect(causes([...judge(given), ...everything])).toEqual([expected])
  })

  const online: Given = { addresses: ['192.0.2.10'], routes: { '10.0.0.1:53': true } }
  const path = (...stories: readonly AddressStory[]) => [...judge(online), ...judgePath(stories)]

  test('one destination without a way, another reached: a route is missing', () => {
    const findings = path({ address: '10.1.0.20' }, { address: '10.2.0.20', route: 'network-unreachable' })
    expect(causes([...findings, page(sso, 'ok', '10.1.0.20')])).toEqual(['warning network/no-route PC'])
    expect(diagnose(findings, catalogue).causes[0]).toMatchObject({
      args: { destinations: ['10.2.0.20:443'] },
      explains: [connectId('10.2.0.20')],
    })
  })

  test('no way to any address of a host, on a PC that has ways to others', () => {
    const findings = path({ address: '10.1.0.20', route: 'network-unreachable' }, { address: '10.2.0.20', route: 'invalid-route' })
    expect(causes([...findings, page(sso, 'problem')])).toEqual(['blocker network/no-route PC'])
  })

  test('a PC without IPv6 is none', () => {
    expect(causes(path({ address: '10.1.0.20' }, { address: '2001:db8::20', route: 'network-unreachable' }))).toEqual([])
  })

  test('a network that is there explains no silence', () => {
    expect(causes([...path({ address: '10.1.0.20', connect: 'no-reply' }), page(sso, 'problem')])).toEqual([`blocker path/no-reply ${sso}`])
  })
})
