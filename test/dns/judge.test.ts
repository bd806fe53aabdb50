import { describe, expect, test } from 'vitest'
import { findingText } from '../../agent/report/words.ts'
import { type Finding, isBad } from '../../checks/check.ts'
import { dnsCodes } from '../../checks/dns/codes.ts'
import { dnsJudge } from '../../checks/dns/judge.ts'
import { upgradeHostEvidence } from '../../checks/host/evidence.ts'
import { languages } from '../../checks/text.ts'
import { bothSay, good, healthy, preferredSays, server, table } from './judge-table.ts'
import { dnsEvidence, gives, judge, nxdomain, type ResolverStory, type Story, silent, sso, throughProxy, www } from './judging.ts'

function statusOf({ status, reason }: Finding): string {
  return reason === undefined ? status : `${status} ${reason}`
}

test.each(table)('%s', (_what, story, id, code, status, args) => {
  const findings = judge(story)
  const finding = findings.find((each) => each.id === id)
  expect(finding, `no finding ${id}`).toBeDefined()
  expect([finding?.check, finding?.code, finding && statusOf(finding)]).toEqual(['dns', code, status])
  expect(finding?.args).toMatchObject(args)
})

test('every code is in the table', () => {
  expect(new Set(table.map(([, , , code]) => code))).toEqual(new Set(dnsCodes))
})

test.each(table)('evidence as the schema has it, ids that are there once, words without gaps: %s', async (_what, story) => {
  expect((await dnsJudge.evidence()).safeParse(dnsEvidence(story)).success).toBe(true)
  const findings = judge(story)
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  for (const finding of findings) {
    for (const language of languages)
      expect(findingText(finding, language)).not.toMatch(/\{|undefined|Infinity|NaN|^(?:dns|path|network)\//)
  }
})

describe('what is not said', () => {
  const ids = (story: Story) => judge(story).map(({ id }) => id.split(' ')[0])

  test('nothing more of a server that does not speak at all', () => {
    expect(ids(server({ says: silent }))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^dns\.(?:rewrite|tcp|speed|range|ttl|agree)$/)]),
    )
  })

  test('nothing of agreement where one alone answers', () => {
    expect(ids(server({}))).not.toContain('dns.agree')
  })

  test('rewritten answers do not disagree', () => {
    const rewriting: ResolverStory = { roles: ['configured-1'], says: gives('192.0.2.80'), toNonexistent: gives('192.0.2.80') }
    expect(ids({ resolvers: { '10.0.0.1': good, '192.168.1.1': rewriting } })).not.toContain('dns.agree')
  })

  test('nothing of TCP or rewriting where the run was cut short before', () => {
    const said = ids(server({ byTcp: { fails: 'cancelled' }, toNonexistent: { fails: 'cancelled' } }))
    expect(said).not.toContain('dns.tcp')
    expect(said).not.toContain('dns.rewrite')
  })

  test('nothing of TCP where the same question is not answered by UDP either', () => {
    expect(ids(server({ says: silent, toNonexistent: nxdomain }))).not.toContain('dns.tcp')
  })

  test('nothing of speed where this program was late itself', () => {
    const late = { addresses: ['10.1.0.20'], elapsedMs: 1200, resentAtMs: [1125] }
    expect(ids(server({ says: late, saysToAaaa: late }))).not.toContain('dns.speed')
  })

  test('nothing of a rule whose servers are asked anyway, or that names none', () => {
    const rules = [
      { name: sso, namespace: '.', servers: ['10.0.0.1'] },
      { name: www, namespace: '.', servers: [] },
    ]
    expect(ids({ ...healthy, rules })).not.toContain('dns.policy')
  })

  test('nothing of what the PC asks where it says nothing', () => {
    expect(ids({ resolvers: { '10.0.0.1': { ...good, roles: ['hkex-1'] } } })).not.toContain('dns.configured')
  })

  test('a healthy network has nothing bad', () => {
    expect(judge(healthy).filter(({ status }) => status !== 'ok')).toEqual([])
  })
})

describe('what is not configured is said, and not judged', () => {
  test('no ranges', () => {
    const findings = judge(bothSay(gives('10.9.0.20')), { ranges: { primary: [], secondary: [] } })
    expect(findings.filter(({ code }) => code === 'site/not-configured')).toMatchObject([
      { id: 'site.value addresses', status: 'not-checked', reason: 'not-configured', check: 'dns' },
    ])
    expect(findings.some(({ id }) => id.startsWith('dns.range'))).toBe(false)
  })

  test('no servers of HKEX’s', () => {
    const findings = judge(healthy, { resolvers: [{ address: '10.0.0.9', port: 53, roles: ['custom-1'] }] })
    expect(findings.filter(({ code }) => code === 'site/not-configured')).toMatchObject([
      { id: 'site.value resolvers.hkex', reason: 'not-configured' },
    ])
    expect(findings.some(({ id }) => id === 'dns.configured')).toBe(false)
  })

  test('a range of the secondary data centre alone is judged by', () => {
    const findings = judge(bothSay(gives('10.1.0.20')), { ranges: { primary: [], secondary: ['10.2.0.0/16'] } })
    expect(findings.find(({ id }) => id === `dns.range ${sso} 10.0.0.1`)?.code).toBe('dns/address-unexpected')
  })

  test.each([
    ['beside one of the family that has ranges: not judged', ['10.1.0.20', '2001:db8::20'], 'dns/address-expected'],
    ['alone, in no range', ['2001:db8::20'], 'dns/address-unexpected'],
  ])('an address of another family, %s', (_name, addresses, code) => {
    const findings = judge(bothSay(gives(...addresses)), { ranges: { primary: ['10.1.0.0/16'], secondary: [] } })
    expect(findings.find(({ id }) => id === `dns.range ${sso} 10.0.0.1`)?.code).toBe(code)
  })
})

test('an address of another family, where those that the ranges speak of did not come: not judged', () => {
  const lost = server({ says: silent, saysToAaaa: gives('2001:db8::20') })
  const ranges = { ranges: { primary: ['10.1.0.0/16'], secondary: [] } }
  const rangeOf = (story: Story) => judge(story, ranges).find(({ id }) => id === `dns.range ${sso} 10.0.0.1`)?.code
  expect(rangeOf(lost)).toBeUndefined()
  expect(rangeOf(server({ says: gives(), saysToAaaa: gives('2001:db8::20') }))).toBe('dns/address-unexpected')
})

describe('where a proxy decides', () => {
  const faulty: Story = {
    ...preferredSays(silent),
    system: { [sso]: 'no-reply', [www]: 'no-reply' },
    hosts: [
      { line: 1, address: '192.0.2.9', name: sso },
      { line: 2, address: '192.0.2.9', name: www },
    ],
  }

  test('for every host, nothing is bad: what was is the proxy’s business', () => {
    const direct = judge(faulty).filter(isBad)
    const proxied = judge(faulty, {}, { proxy: throughProxy(sso, www) })
    expect(direct.length).toBeGreaterThan(4)
    expect(proxied.filter(isBad)).toEqual([])
    for (const { id, code, args } of direct) {
      expect(proxied.find((each) => each.id === id)).toMatchObject({ code, status: 'not-applicable', reason: 'proxy-decides', args })
    }
  })

  test('what is good stays good', () => {
    const good = (findings: readonly Finding[]) => findings.filter(({ status }) => status === 'ok')
    expect(good(judge(faulty, {}, { proxy: throughProxy(sso, www) }))).toEqual(good(judge(faulty)))
  })

  test('for one host, the other and the servers themselves are judged as ever', () => {
    const bad = judge(faulty, {}, { proxy: throughProxy(sso) }).filter(isBad)
    expect(bad.map(({ id }) => id).toSorted()).toEqual([`dns.hosts ${www}`, `dns.system ${www}`])
  })

  test('a host that Edge may reach directly, too, is judged', () => {
    const proxy = throughProxy(sso, www)
    const direct = { ...proxy, routes: [...proxy.routes, { ...(proxy.routes[0] as (typeof proxy.routes)[0]), proxies: [], direct: true }] }
    expect(
      judge(faulty, {}, { proxy: direct })
        .filter(isBad)
        .map(({ args }) => args.host),
    ).toContain(sso)
  })
})

describe('DNS servers that this PC lets the system ask, and not this program', () => {
  const blocked: ResolverStory = { ...good, says: { fails: 'prohibited' } }
  const forbidden: Story = {
    resolvers: { '10.0.0.1': blocked, '10.0.0.2': { ...blocked, roles: ['hkex-2', 'configured-2'] } },
    system: { [sso]: ['10.1.0.20'], [www]: ['10.1.0.10'] },
  }
  const host = (platform: NodeJS.Platform) => ({
    host: upgradeHostEvidence({ version: 1, platform, interfaces: [], links: [], routes: [], complete: true }),
  })
  const answers = (story: Story, platform: NodeJS.Platform) =>
    judge(story, {}, host(platform))
      .filter(({ id }) => id.startsWith(`dns.answer ${sso} `))
      .map(({ code, status, reason }) => `${code} ${status} ${reason ?? ''}`.trim())

  test('are not checked where the system finds the names', () => {
    expect(new Set(answers(forbidden, 'win32'))).toEqual(new Set(['dns/local-block not-checked policy']))
  })

  test.each<[string, Story, NodeJS.Platform, string]>([
    [
      'the system finds nothing either',
      { ...forbidden, system: { [sso]: 'name-unknown', [www]: 'name-unknown' } },
      'win32',
      'dns/local-block',
    ],
    [
      'a line of the hosts file gives the address',
      { ...forbidden, hosts: [{ line: 1, address: '10.1.0.20', name: sso }] },
      'win32',
      'dns/local-block',
    ],
    ['a router forbids it, as Linux tells it', forbidden, 'linux', 'dns/resolver-unreachable'],
  ])('are judged where %s', (_, story, platform, code) => {
    expect(new Set(answers(story, platform))).toEqual(new Set([`${code} problem`]))
  })
})
