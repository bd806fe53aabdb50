import { afterEach, describe, expect, test } from 'vitest'
import type { DnsEvent, DnsEvidence } from '../../checks/dns/evidence.ts'
import { dnsJudge } from '../../checks/dns/judge.ts'
import { dnsProbe } from '../../checks/dns/probe.ts'
import { endpointText } from '../../checks/endpoint.ts'
import { failure } from '../../checks/failure.ts'
import { type Injections, injectedIo } from '../../checks/io/injected.ts'
import type { Machine } from '../../checks/io.ts'
import type { Settings, Target } from '../../checks/settings.ts'
import { type DnsBehaviour, goodDns } from '../lab/dns-behaviour.ts'
import { startDnsServer } from '../lab/dns-server.ts'
import { onFreePlaces, type Place } from '../lab/places.ts'
import type { Running } from '../lab/running.ts'
import { emptySettings, probeContext } from '../support/context.ts'

const sso = 'sso.example'
const www = 'www.example'
const zone = { [sso]: { addresses: ['192.0.2.20'] }, [www]: { addresses: ['192.0.2.10', '192.0.2.11'] } }

const running: Running[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()))
})

async function serve(...behaviours: readonly Partial<DnsBehaviour>[]): Promise<Place[]> {
  return onFreePlaces(false, async ({ resolvers: { preferred, alternate, own } }) => {
    const places = [preferred, alternate, own].slice(0, behaviours.length)
    for (const [at, place] of places.entries()) running.push(await startDnsServer(place, zone, { ...goodDns, ...behaviours[at] }))
    return places
  })
}

function target(host: string): Target {
  return { profiles: ['p'], id: host, url: `https://${host}/`, host, port: 443, page: null }
}

function settingsOf(hosts: readonly string[], resolvers: readonly Place[] = []): Settings {
  return {
    ...emptySettings,
    targets: hosts.map(target),
    resolvers: resolvers.map((place, at) => ({ ...place, roles: [`hkex-${at + 1}` as const] })),
  }
}

/** Applications find what this says, at once. */
function finds(addresses: Readonly<Record<string, readonly string[]>>): Machine['lookup'] {
  return async (names) => Object.fromEntries(names.map((name) => [name, { addresses: addresses[name] ?? [], elapsedMs: 1 }]))
}

/** Applications wait until somebody gives up. */
const hangs: Machine['lookup'] = async (names, _limitMs, signal) => {
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  return Object.fromEntries(names.map((name) => [name, { failure: failure('cancelled'), elapsedMs: 1 }]))
}

async function run(settings: Settings, injections: Injections, signal?: AbortSignal, onEvent: (event: DnsEvent) => void = () => {}) {
  const events: DnsEvent[] = []
  const emit = (event: DnsEvent) => {
    events.push(event)
    onEvent(event)
  }
  const evidence = await dnsProbe.probe(
    probeContext<'dns'>({ settings, io: injectedIo(injections), emit, ...(signal === undefined ? {} : { signal }) }),
  )
  return { evidence, events }
}

async function expectValid(evidence: DnsEvidence) {
  const schema = await dnsJudge.evidence()
  expect(schema.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
}

describe('on a healthy network', () => {
  test('every resolver is asked by itself for everything, and what came is evidence', async () => {
    const places = await serve({}, {})
    const settings = settingsOf([www, sso, www], places)
    const machine = {
      resolvers: () => places.map(endpointText),
      lookup: finds({ [sso]: ['192.0.2.20'], [www]: ['192.0.2.10', '192.0.2.10'] }),
    }
    const { evidence } = await run(settings, { platform: 'linux', machine, files: { '/etc/hosts': `192.0.2.99 ${sso}` } })

    expect(evidence.resolvers).toEqual(
      places.map((place, at) => ({ ...place, id: endpointText(place), roles: [`hkex-${at + 1}`, `configured-${at + 1}`] })),
    )
    const asked = evidence.queries.map(
      ({ resolver, name, type, purpose }) => `${resolver} ${purpose === 'nonexistent' ? '…' : name} ${type} ${purpose}`,
    )
    expect(asked.toSorted()).toEqual(
      places
        .map(endpointText)
        .flatMap((id) => [
          `${id} ${www} A target`,
          `${id} ${www} AAAA target`,
          `${id} ${sso} A target`,
          `${id} ${sso} AAAA target`,
          `${id} … A nonexistent`,
          `${id} ${www} A tcp`,
        ])
        .toSorted(),
    )
    expect(evidence.system).toEqual([
      { name: www, addresses: ['192.0.2.10'], failure: null, elapsedMs: 1 },
      { name: sso, addresses: ['192.0.2.20'], failure: null, elapsedMs: 1 },
    ])
    expect(evidence.hosts).toEqual({ path: '/etc/hosts', failure: null, entries: [{ line: 1, address: '192.0.2.99', name: sso }] })
    expect(evidence).toMatchObject({ version: 1, policyRules: [], complete: true })
    await expectValid(evidence)
  })

  test('the name that must not exist is below .invalid and another every time', async () => {
    const places = await serve({}, {})
    const { evidence } = await run(settingsOf([sso], places), { machine: { lookup: finds({}) } })
    const names = evidence.queries.filter(({ purpose }) => purpose === 'nonexistent').map(({ name }) => name)
    expect(names).toHaveLength(2)
    expect(new Set(names).size).toBe(2)
    expect(names.every((name) => name.endsWith('.invalid'))).toBe(true)
  })

  test('a name with hundreds of addresses makes nobody scan: few are told, all are evidence', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `192.0.${index < 250 ? 2 : 3}.${index % 250}`)
    const machine = { lookup: finds({ [sso]: many }) }
    const places = await serve({ entries: { [sso]: { addresses: many } } })
    const { evidence, events } = await run(settingsOf([sso], places), { machine })
    for (const source of ['resolver', 'system'])
      expect(events.filter((event) => event.kind === 'address' && event.source === source).length).toBeLessThanOrEqual(32)
    expect(evidence.system[0]?.addresses.length).toBe(300)
  })

  test('every address is told with its source, as soon as it is known', async () => {
    const places = await serve({})
    const { events } = await run(settingsOf([sso], places), {
      platform: 'linux',
      machine: { lookup: finds({ [sso]: ['192.0.2.21'] }) },
      files: { '/etc/hosts': `192.0.2.99 ${sso}\n192.0.2.98 other.example` },
    })
    expect(events).toEqual(
      expect.arrayContaining([
        { kind: 'address', host: sso, address: '192.0.2.20', source: 'resolver' },
        { kind: 'address', host: sso, address: '192.0.2.21', source: 'system' },
        { kind: 'address', host: sso, address: '192.0.2.99', source: 'hosts' },
        { kind: 'system', host: sso, addresses: ['192.0.2.21'] },
      ]),
    )
    expect(events).toHaveLength(4)
  })
})

describe('what the PC says of itself', () => {
  test('where no helper may start, what the resolvers say stands for what applications see', async () => {
    const places = await serve({})
    const lookup: Machine['lookup'] = async () => ({ [sso]: { failure: failure('access-denied'), elapsedMs: 1 } })
    const { evidence, events } = await run(settingsOf([sso], places), { machine: { lookup } })
    expect(events).toContainEqual({ kind: 'system', host: sso, addresses: ['192.0.2.20'] })
    expect(evidence.system).toEqual([{ name: sso, addresses: [], failure: { word: 'access-denied', code: 'access-denied' }, elapsedMs: 1 }])
  })

  test('applications that find nothing are told of, too', async () => {
    const { evidence, events } = await run(settingsOf([sso]), {})
    expect(events).toEqual([{ kind: 'system', host: sso, addresses: [] }])
    expect(evidence.system).toMatchObject([{ failure: { word: 'name-unknown', code: 'ENOTFOUND' } }])
  })

  test('applications are waited for as long as they themselves wait', async () => {
    const limits: number[] = []
    const lookup: Machine['lookup'] = async (_names, limitMs) => {
      limits.push(limitMs)
      return {}
    }
    await run(settingsOf([sso]), { platform: 'win32', machine: { lookup } })
    await run(settingsOf([sso]), { platform: 'linux', machine: { lookup } })
    expect(limits).toEqual([4500, 6500])
  })

  test('rules of Windows that match are evidence', async () => {
    const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig'
    const rule = { values: { Name: ['.example'], GenericDNSServers: '192.0.2.53' }, subkeys: {} }
    const { evidence } = await run(settingsOf([sso]), { platform: 'win32', registry: { [key]: { values: {}, subkeys: { '{1}': rule } } } })
    expect(evidence.policyRules).toEqual([{ name: sso, namespace: '.example', servers: ['192.0.2.53'] }])
    await expectValid(evidence)
  })
})

test('a target that is an address needs no name server', async () => {
  const { evidence, events } = await run(settingsOf(['192.0.2.7', '2001:db8::7']), { machine: { resolvers: () => ['192.0.2.53'] } })
  expect(events).toEqual([
    { kind: 'address', host: '192.0.2.7', address: '192.0.2.7', source: 'system' },
    { kind: 'system', host: '192.0.2.7', addresses: ['192.0.2.7'] },
    { kind: 'address', host: '2001:db8::7', address: '2001:db8::7', source: 'system' },
    { kind: 'system', host: '2001:db8::7', addresses: ['2001:db8::7'] },
  ])
  expect(evidence).toMatchObject({ resolvers: [], queries: [], system: [], complete: true })
  await expectValid(evidence)
})

describe('faults', () => {
  test('each resolver’s own is recorded, and valid as evidence', async () => {
    const places = await serve({ udp: 'closed', tcp: 'closed' }, { udp: 'truncate', tcp: 'closed' }, { refusesAll: 'REFUSED' })
    const { evidence } = await run(settingsOf([sso], places), { machine: { lookup: finds({}) } })
    const outcomes = evidence.queries
      .filter(({ type, purpose }) => type === 'A' && purpose === 'target')
      .map(({ outcome }) => (outcome.kind === 'answered' ? outcome.rcode : `${outcome.failure.word} ${outcome.truncated}`))
    expect(outcomes).toEqual([expect.stringMatching(/^(?:refused|reset) false$/), 'refused true', 'REFUSED'])
    await expectValid(evidence)
  })

  test('one that is silent holds up nobody else’s answer; cancelling ends the wait with what there is', async () => {
    const places = await serve({ udp: 'silent', tcp: 'silent' }, {})
    const controller = new AbortController()
    // Only an answer fires it: were the good server's held back, the silent one's limit would come first.
    const { evidence } = await run(settingsOf([sso], places), { machine: { lookup: hangs } }, controller.signal, () =>
      setTimeout(() => controller.abort(), 100),
    )
    expect(evidence.complete).toBe(false)
    const targets = evidence.queries.filter(({ purpose, type }) => purpose === 'target' && type === 'A')
    expect(targets.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'failed', failure: { word: 'cancelled' } },
      { kind: 'answered', addresses: ['192.0.2.20'] },
    ])
    expect(evidence.system).toMatchObject([{ name: sso, addresses: [], failure: { word: 'cancelled' } }])
    await expectValid(evidence)
  })

  test('cancelled before it begins, it still says what it would have asked', async () => {
    const places = await serve({})
    const { evidence } = await run(settingsOf([sso], places), { machine: { lookup: finds({}) } }, AbortSignal.abort())
    expect(evidence.complete).toBe(false)
    expect(evidence.queries.map(({ outcome }) => outcome.kind === 'failed' && outcome.failure.word)).toEqual(Array(4).fill('cancelled'))
    await expectValid(evidence)
  })
})
