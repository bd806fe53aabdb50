import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText, findingText } from '../../agent/report/words.ts'
import { type Finding, isBad, type JudgeUpstream, type Status } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { hostCauses } from '../../checks/host/causes.ts'
import { type HostCode, hostCauseCodes, hostCodes } from '../../checks/host/codes.ts'
import type { HostEvidence, WindowsSettings } from '../../checks/host/evidence.ts'
import { hostJudge } from '../../checks/host/judge.ts'
import { question } from '../../checks/questions.ts'
import { languages } from '../../checks/text.ts'
import { emptySettings } from '../support/context.ts'
import { hostEvidence, windows11, wiredLink } from './evidence.ts'

const healthy = hostEvidence()
const url = 'https://sso.example/sso'
const host = 'sso.example'

function page(status: Status, code: string): Finding {
  return { id: question.pageReach(url), check: 'page', code, status, subject: url, args: { url, host, via: null } }
}
const pageComes = page('ok', 'page/landing')
const pageFails = page('problem', 'page/unreachable')

function connection(code: string): Finding {
  const args = { address: '10.1.0.20', port: 443, hosts: [host], sources: ['resolver'], host }
  return { id: question.pathConnect('10.1.0.20:443'), check: 'path', code, status: 'problem', subject: '10.1.0.20:443', args }
}

const skewed: Finding = {
  id: question.clockSkew(),
  check: 'clock',
  code: 'clock/skewed',
  status: 'problem',
  subject: 'clock',
  args: { skewMs: 86_400_000 },
}

type Others = JudgeUpstream['findings']
const good: Others = { page: [pageComes] }
const silent: Others = { page: [pageFails], path: [connection('path/no-reply')] }

function judge(evidence: HostEvidence, findings: Others = good): Finding[] {
  return hostJudge.judge(evidence, emptySettings, { evidence: {}, findings })
}

function withWindows(changes: Partial<WindowsSettings>): HostEvidence {
  return { ...healthy, windows: { ...(healthy.windows as WindowsSettings), ...changes } }
}

const vpn = { ...wiredLink, name: 'Bank VPN', type: 23, hardware: false, gateways: [] }
const twoWays: HostEvidence = {
  ...healthy,
  interfaces: [...healthy.interfaces, { name: 'Bank VPN', address: '10.99.0.2', prefix: 32, internal: false }],
  links: [wiredLink, vpn],
}
const blocking = withWindows({
  firewall: (['domain', 'private', 'public'] as const).map((profile) => ({
    profile,
    from: 'policy',
    on: profile !== 'public',
    outbound: 'block',
  })),
})
const doh = (flags: number, inUse = true) => ({ server: '192.0.2.53', flags, template: 'https://dns.example/dns-query', inUse })
const withDoh = (dohPolicy: number | null, ...dohServers: ReturnType<typeof doh>[]) =>
  withWindows({ dns: { suffixes: [], dohPolicy, dohServers } })
const restartDue = withWindows({ restart: { servicing: false, update: true, renames: 0 } })
const noTime = (start: number | null, type: string | null) => withWindows({ time: { zone: null, start, type, servers: [] } })
const system = (changes: Partial<typeof windows11>): HostEvidence => ({ ...healthy, os: { ...windows11, ...changes } })

/** What the PC's network says of itself as a whole is in judge.test.ts. */
const table: (readonly [what: string, evidence: HostEvidence, findings: Others, code: HostCode, args: object])[] = [
  ['one way out', healthy, good, 'network/ways', { ways: ['乙太網路 (192.0.2.1)'], taken: ['乙太網路'] }],
  ['one way out, and silence', healthy, silent, 'network/ways', {}],
  ['a VPN beside the network, and all goes well', twoWays, good, 'network/ways', { ways: ['乙太網路 (192.0.2.1)', 'Bank VPN'] }],
  ['a VPN beside the network, and silence', twoWays, silent, 'network/several-routes', { taken: ['乙太網路'] }],
  [
    'a VPN beside the network, and a page with a fault of its own',
    twoWays,
    { page: [page('problem', 'page/server-error')] },
    'network/ways',
    {},
  ],
  [
    'a virtual switch beside the network, and silence: no way out',
    { ...twoWays, links: [wiredLink, { ...vpn, type: 6 }] },
    silent,
    'network/ways',
    { ways: ['乙太網路 (192.0.2.1)'] },
  ],
  [
    'Wi-Fi without a link beside the network',
    { ...healthy, links: [wiredLink, { ...wiredLink, state: 'down' }] },
    silent,
    'network/ways',
    {},
  ],
  [
    'a serviced Windows',
    healthy,
    good,
    'host/os-supported',
    { os: 'Windows 11 Enterprise 25H2', build: '26200.7171', endsAt: '2028-10-10' },
  ],
  ['an old Windows', system({ build: 22621 }), good, 'host/os-unsupported', { endsAt: '2025-10-14', extended: '–' }],
  ['Windows 10', system({ build: 19045, revision: 6000 }), good, 'host/os-unsupported', { extended: '2028-10-10' }],
  ['Windows 10 with extended updates', system({ build: 19045, revision: 6700 }), good, 'host/os-extended', { endsAt: '2028-10-10' }],
  ['a Windows of tomorrow', system({ build: 99999 }), good, 'host/os-unknown', { build: '99999.7171' }],
  ['Linux', { ...system({ build: null, name: 'Debian GNU/Linux', version: '12' }), platform: 'linux' }, good, 'host/os-noted', {}],
  ['no DNS over HTTPS', healthy, silent, 'host/doh-off', {}],
  ['DNS over HTTPS for a server that is not in use', withDoh(null, doh(2, false)), good, 'host/doh-off', {}],
  ['a server whose DNS over HTTPS is switched off', withDoh(2, doh(0)), good, 'host/doh-off', {}],
  ['DNS over HTTPS prohibited by policy', withDoh(1, doh(2)), good, 'host/doh-off', {}],
  ['DNS over HTTPS alone', withDoh(null, doh(1)), good, 'host/doh', { servers: ['192.0.2.53'], required: true }],
  ['DNS over HTTPS, plainly where that fails', withDoh(2, doh(2 | 4)), good, 'host/doh', { required: false }],
  ['DNS over HTTPS required by policy', withDoh(3), good, 'host/doh', { servers: [], required: true, byPolicy: true }],
  [
    'a firewall that blocks, and all goes well',
    blocking,
    good,
    'host/firewall',
    { on: ['domain', 'private'], blocking: ['domain', 'private'] },
  ],
  ['a firewall that blocks, and silence: it would have refused', blocking, silent, 'host/firewall', {}],
  [
    'a firewall that blocks, and a connection that the PC refused itself',
    blocking,
    { page: [pageFails], path: [connection('path/local-block')] },
    'host/firewall-outbound',
    { blocking: ['domain', 'private'] },
  ],
  [
    'a firewall that allows, and a connection that the PC refused itself',
    healthy,
    { path: [connection('path/local-block')] },
    'host/firewall',
    {},
  ],
  ['no restart due', healthy, silent, 'host/no-reboot-pending', { renames: 2 }],
  ['a restart due, and all goes well', restartDue, good, 'host/reboot-noted', {}],
  ['a restart due, and trouble', restartDue, silent, 'host/reboot-pending', {}],
  ['the time service at work', healthy, { clock: [skewed] }, 'host/time-service-noted', { type: 'NT5DS' }],
  ['the time service disabled, and the clock is right', noTime(4, 'NTP'), silent, 'host/time-service-noted', { disabled: true }],
  ['the time service disabled, and the clock is wrong', noTime(4, 'NTP'), { clock: [skewed] }, 'host/time-service', { disabled: true }],
  [
    'the time service asks nobody, and the clock is wrong',
    noTime(2, 'NoSync'),
    { clock: [skewed] },
    'host/time-service',
    { type: 'NoSync' },
  ],
]

test.each(table)('%s', (_what, evidence, findings, code, args) => {
  const found = judge(evidence, findings)
  const finding = found.find((each) => each.code === code)
  expect(found.map((each) => each.code)).toContain(code)
  expect(finding).toMatchObject({ check: 'host', args })
  expect(finding && isBad(finding)).toBe((hostCauseCodes as readonly string[]).includes(code))
  for (const language of languages) expect(finding && findingText(finding, language)).not.toMatch(/\{|undefined|^(?:host|network)\//)
})

test('every code is in a table', () => {
  const ofTheNetwork = ['network/has-route', 'network/no-route', 'network/no-address', 'network/link-down']
  expect(new Set([...table.map(([, , , code]) => code), ...ofTheNetwork])).toEqual(new Set(hostCodes))
})

test('each question is asked once', () => {
  const ids = judge(healthy).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('nothing of a healthy terminal is bad, whatever is set on it that many banks set', () => {
  const busy: HostEvidence = {
    ...twoWays,
    windows: { ...(blocking.windows as WindowsSettings), restart: { servicing: true, update: true, renames: 40 } },
  }
  expect(judge(busy).filter(isBad)).toEqual([])
  expect(judge({ ...busy, windows: noTime(4, 'NoSync').windows }).filter(isBad)).toEqual([])
})

test('what was not told is not judged', () => {
  const nothing = { ...healthy, os: null, links: [], windows: { dns: null, time: null, restart: null, firewall: null } }
  expect(judge(nothing, silent).map(({ code }) => code)).toEqual(['network/has-route'])
  expect(judge({ ...nothing, windows: null }).map(({ code }) => code)).toEqual(['network/has-route'])
  expect(judge({ ...nothing, os: { ...windows11, build: null } }).map(({ code }) => code)).toEqual(['network/has-route'])
  const unread = withWindows({ restart: { servicing: null, update: null, renames: 3 } })
  expect(judge(unread).some(({ id }) => id === question.hostRestart())).toBe(false)
})

test('support is judged by the true time: a PC whose clock is years behind is not called serviced', () => {
  const behind: Finding = { ...skewed, args: { skewMs: -3 * 365 * 86_400_000 } }
  const evidence = { ...system({ build: 22621 }), wallMs: Date.UTC(2023, 10, 23) }
  const codes = (findings: Others) => judge(evidence, findings).map(({ code }) => code)
  expect(codes(good)).toContain('host/os-supported')
  expect(codes({ ...good, clock: [behind] })).toContain('host/os-unsupported')
})

describe('links', () => {
  const unplugged: HostEvidence = {
    ...healthy,
    interfaces: [{ name: 'vEthernet (Default Switch)', address: '172.28.16.1', prefix: 20, internal: false }],
    links: [
      { ...wiredLink, state: 'down', gateways: [] },
      { ...wiredLink, name: 'vEthernet (Default Switch)', hardware: false, gateways: [] },
    ],
    routes: [{ destination: '10.0.0.1:53', source: null, failure: failure('network-unreachable', 'ENETUNREACH') }],
  }

  test('a cable that is out is told, whatever address a virtual switch keeps', () => {
    expect(judge(unplugged)[0]).toMatchObject({ code: 'network/link-down', args: { linksDown: ['乙太網路'] } })
  })

  test('a VPN that has no card behind it and no way out is no address', () => {
    const up = { ...unplugged, links: [{ ...wiredLink, gateways: [] }, ...unplugged.links.slice(1)] }
    expect(judge(up)[0]).toMatchObject({ code: 'network/no-route' })
    expect(judge({ ...up, interfaces: [] })[0]).toMatchObject({ code: 'network/no-address' })
  })

  test('an address of its own making is none, on Windows too', () => {
    const own = {
      ...unplugged,
      links: [{ ...wiredLink, gateways: [] }],
      interfaces: [{ name: '乙太網路', address: '169.254.7.7', prefix: 16, internal: false }],
    }
    expect(judge(own)[0]).toMatchObject({ code: 'network/no-address' })
  })
})

describe('causes', () => {
  function causes(findings: readonly Finding[]): string[] {
    const { causes: named, unexplained } = diagnose(findings, hostCauses)
    for (const { code, subject, args } of named) {
      for (const language of languages) {
        const { title, why, steps } = causeText(code, subject, args, language)
        expect([title, why, ...steps].join('\n')).not.toMatch(/\{[a-z]|\bundefined\b/)
      }
    }
    return [
      ...named.map(({ code, severity, owner }) => `${severity} ${code} ${owner}`),
      ...unexplained.map(({ id }) => `unexplained ${id}`),
    ].toSorted()
  }

  test.each<[string, HostEvidence, Others, string]>([
    ['an old Windows will stop the log-on on another day', system({ build: 22621 }), good, 'warning host/os-unsupported site-it'],
    ['an unknown Windows is noted', system({ build: 99999 }), good, 'note host/os-unknown site-it'],
    ['DNS over HTTPS is noted', withDoh(null, doh(1)), good, 'note host/doh site-it'],
    ['two ways out are noted', twoWays, silent, 'note network/several-routes site-it'],
    ['the firewall is noted', blocking, { path: [connection('path/local-block')] }, 'note host/firewall-outbound site-it'],
    ['the restart is noted', restartDue, silent, 'note host/reboot-pending terminal-user'],
    ['the time service is noted', noTime(4, 'NTP'), { clock: [skewed] }, 'note host/time-service site-it'],
  ])('%s', (_what, evidence, findings, expected) => {
    expect(causes(judge(evidence, findings))).toEqual([expected])
  })

  test('what is noted explains nothing: a failure stays with its own cause', () => {
    const evidence = { ...twoWays, windows: restartDue.windows }
    expect(causes([...judge(evidence, silent), connection('path/no-reply')])).toContain(
      `unexplained ${question.pathConnect('10.1.0.20:443')}`,
    )
  })

  describe('names that Windows does not find', () => {
    const lookUp: Finding = {
      id: question.dnsSystem(host),
      check: 'dns',
      code: 'dns/system-fails',
      status: 'problem',
      subject: host,
      args: { host, addresses: [], failure: 'ENOTFOUND' },
    }
    const answer: Finding = {
      id: question.dnsAnswer(host, '192.0.2.53'),
      check: 'dns',
      code: 'dns/answers',
      status: 'ok',
      subject: host,
      args: { host, resolver: '192.0.2.53', addresses: ['10.1.0.20'] },
    }

    test('where it asks by HTTPS alone, and the server answers plainly, that is why', () => {
      const findings = [...judge(withDoh(null, doh(1)), { page: [pageFails], dns: [lookUp] }), lookUp, answer, pageFails]
      expect(causes(findings)).toEqual(['blocker host/doh site-it'])
    })

    test.each<[string, HostEvidence, readonly Finding[]]>([
      ['where it asks plainly too', withDoh(null, doh(1 | 4)), [lookUp, answer]],
      ['where no server answers plainly either', withDoh(null, doh(1)), [lookUp]],
    ])('%s, it is not', (_what, evidence, more) => {
      expect(causes([...judge(evidence, { dns: more }), ...more])).toEqual(['note host/doh site-it', `unexplained ${lookUp.id}`])
    })
  })

  test('numbers are the own hundred, each once', () => {
    const numbers = hostCauses.map(({ number }) => number)
    expect(numbers.toSorted()).toEqual([101, 102, 103, 104, 110, 111, 112, 113, 114, 115])
    expect(hostCauses.map(({ code }) => code).toSorted()).toEqual([...hostCauseCodes].toSorted())
  })
})
