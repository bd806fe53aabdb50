import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DiffSide, diffRuns } from '../../agent/bundle/diff.ts'
import { diffSchema, type RunDiff } from '../../agent/bundle/diff-schema.ts'
import type { Evidence } from '../../agent/judge.ts'
import { isBad } from '../../checks/check.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { readSettled, settledSide, sideOf } from './sides.ts'

const names = await scenarioNames()
const sides = new Map(await Promise.all(names.map(async (name) => [name, await settledSide(name)] as const)))
const side = (name: string) => {
  const found = sides.get(name)
  if (found === undefined) throw new RangeError(name)
  return found
}
const anySide = fc.constantFrom(...sides.values())
const both = ['sso.hkexposttrade.com.hk', 'www.ccass.com']
const [sso = '', www = ''] = both

describe('the two answers', () => {
  test.each<[a: string, b: string, answer: RunDiff['answer']['kind'], change: RunDiff['change']['kind']]>([
    ['healthy', 'dns-switched', 'moved-and-green', 'same'],
    ['dns-switched', 'healthy', 'moved-and-green', 'same'],
    ['healthy', 'path-secondary-blocked', 'moved-not-green', 'broke'],
    ['path-secondary-blocked', 'healthy', 'moved-not-green', 'mended'],
    ['path-secondary-blocked', 'dns-switched', 'did-not-move', 'mended'],
    ['healthy', 'dns-hosts-on-the-day', 'some-moved', 'broke'],
    // Each data centre works, so that it is a note.
    ['healthy', 'dns-answers-differ', 'some-moved', 'same'],
    // What the PC kept lies in the same data centre.
    ['healthy', 'dns-cache-stale', 'did-not-move', 'broke'],
    ['dns-hosts-override', 'healthy', 'some-moved', 'mended'],
    ['path-no-reply', 'healthy', 'did-not-move', 'mended'],
    ['healthy', 'path-refused', 'did-not-move', 'broke'],
    ['path-no-reply', 'tls-expired', 'did-not-move', 'mixed'],
    ['tls-expired', 'tls-expired-and-alternate-silent', 'did-not-move', 'broke'],
    ['dns-both-silent', 'healthy', 'cannot-tell', 'mended'],
    ['healthy', 'dns-both-silent', 'cannot-tell', 'broke'],
    ['dns-both-silent', 'dns-both-closed', 'cannot-tell', 'mixed'],
    ['proxy-used', 'healthy', 'cannot-tell', 'same'],
    ['dns-policy-rule', 'healthy', 'did-not-move', 'mended'],
  ])('%s, then %s', (a, b, answer, change) => {
    const diff = diffRuns(side(a), side(b))
    expect({ answer: diff.answer.kind, change: diff.change.kind }).toEqual({ answer, change })
  })

  test('names the data centres and the hosts', () => {
    expect(diffRuns(side('healthy'), side('dns-switched')).answer).toEqual({
      kind: 'moved-and-green',
      from: 'primary',
      to: 'secondary',
      hosts: { moved: both, some: [], stayed: [], cannotTell: [] },
    })
    expect(diffRuns(side('healthy'), side('dns-hosts-on-the-day')).answer.hosts).toEqual({
      moved: [www],
      some: [sso],
      stayed: [],
      cannotTell: [],
    })
  })

  test('a run that is undetermined is neither green nor not', () => {
    const undetermined = { ...side('dns-switched'), report: { ...side('dns-switched').report, verdict: 'undetermined' as const } }
    const diff = diffRuns(side('healthy'), undetermined)
    expect([diff.answer.kind, diff.change.kind]).toEqual(['moved-undetermined', 'cannot-tell'])
  })

  test('without ranges the addresses alone tell, and not where they lie', async () => {
    const open = async (name: string) => {
      const scenario = await readSettled(name)
      return sideOf({ ...scenario, settings: { ...scenario.settings, ranges: { primary: [], secondary: [] } } })
    }
    expect(diffRuns(await open('healthy'), await open('dns-switched')).answer).toMatchObject({
      kind: 'moved-and-green',
      from: 'unknown',
      to: 'unknown',
    })
  })

  test('a server that turns round within its data centre has not moved', async () => {
    const scenario = await readSettled('healthy')
    const turned = (address: string) => (address === '127.0.1.10' ? '127.0.1.15' : address)
    const evidence = mapAddresses(scenario.evidence, turned)
    const diff = diffRuns(side('healthy'), sideOf({ ...scenario, evidence }))
    expect(diff.answer).toMatchObject({ kind: 'did-not-move', from: 'primary', to: 'primary' })
    expect(diff.hosts.find(({ host }) => host === www)?.addresses.b).toEqual(['127.0.1.11', '127.0.1.15'])
  })

  test('what was not looked at again is not mended', async () => {
    const scenario = await readSettled('path-no-reply')
    const { path: _path, page: _page, browser: _browser, tls: _tls, ...evidence } = scenario.evidence
    const diff = diffRuns(side('path-no-reply'), sideOf({ ...scenario, evidence }))
    expect(diff.causes.gone.map(({ code, otherSide }) => [code, otherSide])).toContainEqual(['path/no-reply', 'not-seen'])
    expect(diff.change).toMatchObject({ kind: 'cannot-tell', mended: 0 })
  })

  test('what other addresses led around is not said to be mended, nor to have broken', () => {
    const [away, back] = [
      diffRuns(side('path-secondary-blocked'), side('healthy')),
      diffRuns(side('healthy'), side('path-secondary-blocked')),
    ]
    expect(away.causes.gone.map(({ code, otherSide }) => [code, otherSide])).toEqual(Array(2).fill(['path/no-reply', 'elsewhere']))
    expect(away.change).toMatchObject({ kind: 'mended', mended: 0, goneElsewhere: 2 })
    expect(back.change).toMatchObject({ kind: 'broke', broke: 0, newElsewhere: 2 })
    expect(diffRuns(side('path-secondary-blocked'), side('dns-switched')).change).toMatchObject({
      kind: 'mended',
      mended: 2,
      goneElsewhere: 0,
    })
  })

  test('a warning that became a blocker broke', () => {
    const a = side('tls-expires-soon')
    const worse = { ...a, report: { ...a.report, causes: a.report.causes.map((cause) => ({ ...cause, severity: 'blocker' as const })) } }
    expect(diffRuns(a, worse).change).toMatchObject({ kind: 'broke', broke: 1, still: 0 })
    expect(diffRuns(a, worse).causes.still[0]?.differs).toEqual(['severity'])
  })
})

describe('by address', () => {
  test('each resolver’s addresses, by its place in the list', () => {
    const diff = diffRuns(side('healthy'), side('dns-answers-differ'))
    const rows = diff.hosts.find(({ host }) => host === sso)?.lookUps
    expect(rows?.map(({ roles, movement, a, b }) => ({ roles, movement, a: a?.addresses, b: b?.addresses }))).toEqual([
      { roles: ['hkex-1', 'configured-1'], movement: 'stayed', a: ['127.0.1.20', '127.0.1.21'], b: ['127.0.1.20', '127.0.1.21'] },
      { roles: ['hkex-2', 'configured-2'], movement: 'moved', a: ['127.0.1.20', '127.0.1.21'], b: ['127.0.2.20'] },
      { roles: ['system'], movement: 'stayed', a: ['127.0.1.20', '127.0.1.21'], b: ['127.0.1.20', '127.0.1.21'] },
    ])
    expect(rows?.[0]?.a).toMatchObject({ resolver: '127.0.3.1:5301', place: 'primary', ttlSeconds: 60, failure: null })
  })

  test('how each connects', () => {
    const ways = diffRuns(side('healthy'), side('path-some-addresses')).hosts.flatMap((host) => host.ways)
    const broken = ways.filter(({ differs }) => differs.includes('connect'))
    expect(broken.map(({ a, b }) => [a?.connect.outcome, b?.connect.outcome])).toEqual([['connected', 'failed']])
    expect(broken[0]?.b?.connect.failure).toMatch(/^E/)
  })

  test.each<[string, 'issuer' | 'expiry']>([
    ['tls-expires-soon', 'expiry'],
    ['tls-intercepted', 'issuer'],
  ])('%s: the %s of the certificate', (name, part) => {
    const host = diffRuns(side('healthy'), side(name)).hosts.find(({ certificates }) => certificates.includes(part))
    expect(host?.ways.some(({ differs }) => differs.includes(part))).toBe(true)
  })

  test('through a proxy', () => {
    const host = diffRuns(side('proxy-used'), side('proxy-used')).hosts.find(({ host }) => host === sso)
    const way = host?.ways.find(({ way }) => way.startsWith('via '))
    expect(way).toMatchObject({ place: null, a: { connect: { outcome: 'connected' } } })
    expect(host).toMatchObject({ movement: 'cannot-tell', why: 'proxy' })
  })

  test('a host that one side alone asked for', async () => {
    const scenario = await readSettled('healthy')
    const targets = scenario.settings.targets.filter(({ host }) => host === www)
    const diff = diffRuns(side('healthy'), sideOf({ ...scenario, settings: { ...scenario.settings, targets } }))
    expect(diff.hosts.map(({ host, movement, why }) => [host, movement, why])).toEqual([
      [sso, 'cannot-tell', 'not-a-target'],
      [www, 'stayed', null],
    ])
    expect(diff.notSame.map(({ what }) => what)).toEqual(['settings.targets'])
  })
})

describe('what was not alike beforehand', () => {
  test('another terminal, another profile, another redaction', async () => {
    const scenario = await readSettled('healthy')
    const settings = { ...scenario.settings, profiles: [{ id: 'other', required: [], serviceHours: null }], smartcard: 'required' as const }
    const other = sideOf({ ...scenario, settings }, { hostName: 'another' })
    const diff = diffRuns({ ...side('healthy') }, { ...other, redaction: { policy: 'strict', sha256: 'ab' } })
    expect(diff.notSame).toEqual([
      { what: 'agent.hostName', a: 'pc', b: 'another' },
      { what: 'redaction', a: 'none', b: 'strict ab' },
      { what: 'settings.profiles', a: 'lab (dns, page, path, tls)', b: 'other ()' },
      { what: 'settings.smartcard', a: 'optional', b: 'required' },
    ])
    expect(diff.answer.kind).toBe('cannot-tell')
    expect(diff.hosts.map(({ why }) => why)).toEqual(['not-comparable', 'not-comparable'])
  })

  test('under strict the addresses of two terminals mean nothing to each other', async () => {
    const redaction = { policy: 'strict', sha256: 'ab' }
    const [one, same, other] = [side('healthy'), side('dns-switched'), await settledSide('dns-switched', { hostName: 'another' })]
    expect(diffRuns({ ...one, redaction }, { ...same, redaction }).answer.kind).toBe('moved-and-green')
    expect(diffRuns({ ...one, redaction }, { ...other, redaction }).answer.kind).toBe('cannot-tell')
  })

  test('addresses that were changed alike on both sides lead to the same answer', async () => {
    const hidden = (address: string) => address.replace(/^127\.0\./, '10.77.')
    const redacted = async (name: string) => {
      const scenario = await readSettled(name)
      const { primary, secondary } = scenario.settings.ranges
      const ranges = { primary: primary.map(hidden), secondary: secondary.map(hidden) }
      return sideOf({ ...scenario, evidence: mapAddresses(scenario.evidence, hidden), settings: { ...scenario.settings, ranges } })
    }
    const [a, b] = [await redacted('healthy'), await redacted('dns-switched')]
    expect(a.files.evidence.dns?.system[0]?.addresses[0]).toMatch(/^10\.77\./)
    expect(diffRuns(a, b).answer).toEqual(diffRuns(side('healthy'), side('dns-switched')).answer)
  })

  test('which was first', async () => {
    const later = await settledSide('healthy', { laterMs: 1000 })
    expect([diffRuns(side('healthy'), later), diffRuns(later, side('healthy')), diffRuns(later, later)].map(({ order }) => order)).toEqual([
      'a-first',
      'b-first',
      'same-time',
    ])
  })
})

describe('laws', () => {
  test('a run and itself: all the same', () => {
    for (const [name, one] of sides) {
      const { answer, change, findings, causes, hosts, notSame } = diffRuns(one, one)
      expect(findings, name).toMatchObject({ appeared: [], gone: [], changed: [] })
      expect(findings.same.length, name).toBe(one.report.findings.length)
      expect({ gone: causes.gone, new: causes.new, kind: change.kind, notSame }, name).toEqual({
        gone: [],
        new: [],
        kind: 'same',
        notSame: [],
      })
      expect(
        causes.still.flatMap(({ differs }) => differs),
        name,
      ).toEqual([])
      expect(
        hosts.flatMap(({ ways, certificates }) => [...ways.flatMap(({ differs }) => differs), ...certificates]),
        name,
      ).toEqual([])
      expect(answer.kind, name).toBe(hasAnswers(one.files.evidence) ? 'did-not-move' : 'cannot-tell')
    }
  })

  test('B and A mirror A and B', () => {
    fc.assert(
      fc.property(anySide, anySide, (a, b) => {
        expect(mirrored(diffRuns(b, a))).toEqual(diffRuns(a, b))
      }),
      { numRuns: 60 },
    )
  })

  test('the order of findings, causes and records does not matter', () => {
    const shuffled = fc.tuple(anySide, anySide, fc.infiniteStream(fc.nat()))
    fc.assert(
      fc.property(shuffled, ([a, b, chance]) => {
        const next = () => Number(chance.next().value)
        expect(diffRuns(shuffle(a, next), shuffle(b, next))).toEqual(diffRuns(a, b))
      }),
      { numRuns: 40 },
    )
  })

  test('times and ports that the system chose are no difference', async () => {
    for (const name of ['healthy', 'path-no-reply', 'proxy-used', 'tls-expires-soon', 'dns-alternate-silent']) {
      const scenario = await readSettled(name)
      const text = JSON.stringify(scenario.evidence)
        .replace(/"elapsedMs":([\d.]+)/g, (_all, ms: string) => `"elapsedMs":${Number(ms) * 1.02 + 1}`)
        .replaceAll('"ttlSeconds":60', '"ttlSeconds":41')
        .replace(/preflight-[0-9a-f]+\.invalid/g, 'preflight-0123456789ab.invalid')
        .replace(/"receivedAtMs":(\d+)/g, (_all, ms: string) => `"receivedAtMs":${Number(ms) + 900}`)
        .replace(/"wallMs":(\d+)/g, (_all, ms: string) => `"wallMs":${Number(ms) + 600}`)
      const later = sideOf({ ...scenario, evidence: JSON.parse(text) }, { laterMs: 3_600_000 })
      const { findings, change, hosts } = diffRuns(side(name), later)
      expect(
        findings.changed.map(({ id, differs }) => [id, differs]),
        name,
      ).toEqual([])
      expect([findings.appeared, findings.gone, change.kind], name).toEqual([[], [], 'same'])
      expect(
        hosts.flatMap(({ ways }) => ways.flatMap(({ differs }) => differs)),
        name,
      ).toEqual([])
    }
  })

  test('keeps to its schema, and is plain JSON', () => {
    fc.assert(
      fc.property(anySide, anySide, (a, b) => {
        const diff = diffRuns(a, b)
        expect(diffSchema.parse(JSON.parse(JSON.stringify(diff)))).toEqual(diff)
      }),
      { numRuns: 25 },
    )
    expect(diffSchema.safeParse({ ...diffRuns(side('healthy'), side('healthy')), more: 1 }).success).toBe(false)
  })

  test('what is said only where it is bad is never said to be good', () => {
    const findings = [...sides.values()].flatMap(({ report }) => report.findings)
    const told = findings.filter(({ id }) => /^(?:dns\.policy|path\.loss|smartcard\.driver)(?: |$)/.test(id))
    expect(told.length).toBeGreaterThan(0)
    expect(told.every((finding) => isBad(finding) || finding.status === 'not-applicable')).toBe(true)
  })

  test('what is no range, no certificate and no date is passed over', async () => {
    const scenario = await readSettled('healthy')
    const text = JSON.stringify(scenario.evidence).replaceAll('-----BEGIN CERTIFICATE-----', '-----BEGIN NOTHING-----')
    const settings = { ...scenario.settings, ranges: { primary: ['nonsense', '127.0.1.0/99'], secondary: ['127.0.2.0/24'] } }
    const odd: DiffSide = sideOf({ ...scenario, evidence: JSON.parse(text), settings })
    expect(diffRuns(odd, odd).answer).toMatchObject({ kind: 'did-not-move', from: 'outside' })
    expect(diffRuns(odd, odd).hosts.flatMap(({ ways }) => ways.map(({ a }) => a?.certificate))).not.toContainEqual(expect.anything())
  })
})

/** By what was recorded alone: someone answered for every name, and no proxy does the look-up. */
function hasAnswers({ dns, proxy }: Evidence): boolean {
  const answered = (host: string) =>
    dns?.system.some(({ name, addresses }) => name === host && addresses.length > 0) === true ||
    dns?.queries.some(({ name, outcome }) => name === host && outcome.kind === 'answered' && outcome.addresses.length > 0) === true
  const isProxied = (host: string) =>
    proxy?.routes.some((route) => route.host === host && (route.proxies.length > 0 || !route.direct)) === true
  return both.every((host) => answered(host) && !isProxied(host))
}

function mapAddresses(evidence: Evidence, map: (address: string) => string): Evidence {
  return JSON.parse(JSON.stringify(evidence).replace(/\d+\.\d+\.\d+\.\d+/g, map))
}

/** Changes the sides of a comparison. */
function mirrored(diff: RunDiff): RunDiff {
  const swap = <T extends { a: unknown; b: unknown }>(pair: T): T => ({ ...pair, a: pair.b, b: pair.a })
  const { change, causes, findings, answer, unexplained } = diff
  const orders = { 'a-first': 'b-first', 'b-first': 'a-first', 'same-time': 'same-time' } as const
  const kinds = { mended: 'broke', broke: 'mended', same: 'same', mixed: 'mixed', 'cannot-tell': 'cannot-tell' } as const
  return {
    ...swap(diff),
    order: orders[diff.order],
    notSame: diff.notSame.map(swap),
    answer: { ...answer, from: answer.to, to: answer.from },
    change: {
      ...change,
      kind: kinds[change.kind],
      mended: change.broke,
      broke: change.mended,
      goneElsewhere: change.newElsewhere,
      newElsewhere: change.goneElsewhere,
      newlySeen: change.notSeenAgain,
      notSeenAgain: change.newlySeen,
    },
    profiles: diff.profiles.map(swap),
    causes: { gone: causes.new, new: causes.gone, still: causes.still.map(swap) },
    unexplained: { ...unexplained, gone: unexplained.new, new: unexplained.gone },
    findings: { ...findings, appeared: findings.gone, gone: findings.appeared, changed: findings.changed.map(swap) },
    hosts: diff.hosts.map((host) => ({
      ...host,
      addresses: swap(host.addresses),
      place: swap(host.place),
      hostsFile: swap(host.hostsFile),
      lookUps: host.lookUps.map(swap),
      ways: host.ways.map(swap),
    })),
  }
}

/** Turns round every list whose order says nothing. tls refers to its handshakes by number, so that they stay. */
function shuffle({ report, files, ...rest }: DiffSide, next: () => number): DiffSide {
  const turn = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => [next(), item] as const)
      .toSorted(([one], [other]) => one - other)
      .map(([, item]) => item)
  const { dns, path, tls, ...evidence } = files.evidence
  return {
    ...rest,
    report: { ...report, findings: turn(report.findings), causes: turn(report.causes), unexplained: turn(report.unexplained) },
    files: {
      ...files,
      settings: { ...files.settings, targets: turn(files.settings.targets) },
      evidence: {
        ...evidence,
        ...(dns && {
          dns: {
            ...dns,
            resolvers: turn(dns.resolvers),
            system: turn(dns.system).map((each) => ({ ...each, addresses: turn(each.addresses) })),
            queries: turn(dns.queries).map((query) => ({
              ...query,
              outcome:
                query.outcome.kind === 'failed'
                  ? query.outcome
                  : { ...query.outcome, records: turn(query.outcome.records), addresses: turn(query.outcome.addresses) },
            })),
          },
        }),
        ...(path && { path: { ...path, connections: turn(path.connections), handshakes: turn(path.handshakes) } }),
        ...(tls && { tls: { ...tls, certificates: turn(tls.certificates) } }),
      },
    },
  }
}
