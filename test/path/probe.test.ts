import { afterEach, describe, expect, test } from 'vitest'
import type { DnsEvent } from '../../checks/dns/evidence.ts'
import type { Endpoint } from '../../checks/io.ts'
import type { PathEvent, PathEvidence } from '../../checks/path/evidence.ts'
import { pathJudge } from '../../checks/path/judge.ts'
import { pathProbe } from '../../checks/path/probe.ts'
import type { Settings, Target } from '../../checks/settings.ts'
import { createStream } from '../../checks/stream.ts'
import { hostOf, onFreePlaces, ownsLoopbackRange } from '../lab/places.ts'
import type { Running } from '../lab/running.ts'
import { goodSite, type SiteBehaviour } from '../lab/site-behaviour.ts'
import { startDoor, startSite } from '../lab/site-server.ts'
import { emptySettings, probeContext } from '../support/context.ts'

const { sso, www } = hostOf
const wholeRange = await ownsLoopbackRange()

const running: Running[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()))
})

function start(behaviour: Partial<SiteBehaviour>, address: string): Promise<{ place: Endpoint; server: Running }> {
  return onFreePlaces(false, async ({ primary }) => {
    const place = { address, port: primary.sso[0]?.port ?? 0 }
    return { place, server: await startSite('sso', place, { ...goodSite, ...behaviour }, { ssoUrl: `https://${sso}/sso` }) }
  })
}

/** A server for the 2FA name that behaves so, until the end of the test. */
async function serve(behaviour: Partial<SiteBehaviour> = {}, address = '127.0.0.1'): Promise<Endpoint> {
  const { place, server } = await start(behaviour, address)
  running.push(server)
  return place
}

function target(host: string, port: number, scheme = 'https'): Target {
  return { profiles: ['p'], id: `${host}:${port}`, url: `${scheme}://${host}:${port}/`, host, port, page: null }
}

type Named = readonly [host: string, address: string, source?: 'resolver' | 'system' | 'hosts']

interface Given {
  readonly targets: readonly Target[]
  readonly named?: readonly Named[]
  readonly extra?: readonly string[]
  readonly signal?: AbortSignal
  readonly onEvent?: (event: PathEvent) => void
}

async function run({ targets, named = [], extra = [], signal, onEvent = () => {} }: Given) {
  const dns = createStream<DnsEvent>()
  const base = probeContext<'path'>()
  const settings: Settings = { ...emptySettings, targets, extraAddresses: extra.map((address) => ({ address, dataCentre: 'secondary' })) }
  const events: PathEvent[] = []
  const emit = (event: PathEvent) => {
    events.push(event)
    onEvent(event)
  }
  const recording = pathProbe.probe({
    ...base,
    settings,
    emit,
    upstream: { ...base.upstream, dns },
    ...(signal === undefined ? {} : { signal }),
  })
  for (const [host, address, source = 'resolver'] of named) dns.push({ kind: 'address', host, address, source })
  dns.end()
  const evidence = await recording
  expect((await pathJudge.evidence()).parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
  return { evidence, events }
}

/** What came of the one server that behaves so; it is stopped here, since tests that wait wait together. */
async function reach(behaviour: Partial<SiteBehaviour>) {
  const { place, server } = await start(behaviour, '127.0.0.1')
  try {
    return await run({ targets: [target(sso, place.port)], named: [[sso, place.address]] })
  } finally {
    await server.stop()
  }
}

function hellos({ handshakes }: PathEvidence): string[] {
  return handshakes.map(({ hello, outcome }) => `${hello} ${outcome.kind === 'done' ? 'done' : outcome.failure.word}`)
}

describe('one address', () => {
  test('that answers: how it was reached, and what it presented', async () => {
    const { evidence, events } = await reach({})
    expect(evidence.connections).toMatchObject([
      {
        address: '127.0.0.1',
        hosts: [sso],
        sources: ['resolver'],
        route: { source: '127.0.0.1', failure: null },
        connect: { failure: null, source: '127.0.0.1' },
      },
    ])
    expect(evidence.handshakes).toMatchObject([
      {
        host: sso,
        via: { kind: 'direct', address: '127.0.0.1' },
        hello: 'big',
        outcome: { kind: 'done', protocol: 'TLSv1.3', alpn: 'http/1.1', clientCertificateRequested: false },
      },
    ])
    const [record] = evidence.handshakes
    expect(record?.outcome.kind === 'done' && record.outcome.chain).toHaveLength(2)
    expect(events).toEqual([{ kind: 'handshake', record }])
    expect(evidence.complete).toBe(true)
  })

  test('that refuses', async () => {
    const { evidence, events } = await reach({ tcp: 'refuse' })
    expect(evidence.connections).toMatchObject([
      { route: { failure: null }, connect: { failure: { word: 'refused', code: 'ECONNREFUSED' }, source: null } },
    ])
    expect(evidence.handshakes).toEqual([])
    expect(events).toEqual([])
  })

  test.skipIf(process.platform !== 'linux').concurrent('that lets nobody in', async () => {
    const { evidence } = await reach({ tcp: 'drop-syn' })
    expect(evidence.connections).toMatchObject([{ connect: { failure: { word: 'no-reply', code: 'limit' } } }])
    expect(evidence.handshakes).toEqual([])
  })

  test.concurrent('that lets everybody in and never says a word: both hellos are tried', async () => {
    const { evidence, events } = await reach({ tcp: 'mute' })
    expect(evidence.connections).toMatchObject([{ connect: { failure: null } }])
    expect(hellos(evidence)).toEqual(['big no-reply', 'small no-reply', 'refusable no-reply'])
    expect(evidence.handshakes.every(({ outcome }) => outcome.kind === 'failed' && outcome.bytesRead === 0)).toBe(true)
    expect(events).toHaveLength(2)
  })

  test.concurrent('that is heard where it says little: the hello that can only be refused is', async () => {
    const { evidence, events } = await reach({ tcp: 'drop-big-answer' })
    expect(hellos(evidence)).toEqual(['big no-reply', 'small no-reply', 'refusable tls-alert'])
    // What presents nothing is not handed on.
    expect(events).toHaveLength(2)
  })

  test.concurrent('that resets the connection when it is greeted', async () => {
    const { evidence } = await reach({ tcp: 'reset' })
    expect(evidence.connections).toMatchObject([{ connect: { failure: null } }])
    expect(hellos(evidence)).toEqual(['big reset', 'small reset'])
  })

  test.concurrent('that resets the connection before it is greeted, as some firewalls do', async () => {
    const { place, door } = await onFreePlaces(false, async ({ proxy }) => ({
      place: proxy,
      door: await startDoor(proxy, (socket) => socket.resetAndDestroy()),
    }))
    const { evidence } = await run({ targets: [target(sso, place.port)], named: [[sso, place.address]] })
    await door.stop()
    const [connection] = evidence.connections
    const words = connection?.connect?.failure
      ? [connection.connect.failure.word]
      : evidence.handshakes.map(({ outcome }) => outcome.kind === 'failed' && outcome.failure.word)
    expect(words).not.toEqual([])
    expect(words.filter((word) => word !== 'reset' && word !== 'closed')).toEqual([])
  })

  test.concurrent('that swallows a big hello and answers a small one', async () => {
    const { evidence } = await reach({ tcp: 'drop-big-hello' })
    expect(hellos(evidence)).toEqual(['big no-reply', 'small done', 'refusable tls-alert'])
  })

  test.concurrent('that speaks HTTP without TLS: one hello says it all', async () => {
    const { evidence } = await reach({ tcp: 'plain-http' })
    expect(hellos(evidence)).toEqual(['big not-tls'])
    const [record] = evidence.handshakes
    expect(record?.outcome.kind === 'failed' && record.outcome.bytesRead).toBeGreaterThan(0)
  })

  test.concurrent('that answers with an alert: one hello says it all', async () => {
    expect(hellos((await reach({ tcp: 'refuse-hello' })).evidence)).toEqual(['big tls-alert'])
  })

  test.concurrent('whose certificate is bad in every way is reached all the same', async () => {
    expect(hellos((await reach({ certificate: 'self-signed' })).evidence)).toEqual(['big done'])
  })

  test('by IPv6', async () => {
    const place = await serve({}, '::1')
    const { evidence } = await run({ targets: [target(sso, place.port)], named: [[sso, '::1']] })
    expect(evidence.connections).toMatchObject([{ address: '::1', route: { source: '::1' }, connect: { failure: null, source: '::1' } }])
    expect(hellos(evidence)).toEqual(['big done'])
  })

  // connect(2) refuses the broadcast address, as it does one without a route.
  test('to which the PC has no way: its own routing table says so', async () => {
    const { evidence } = await run({ targets: [target(sso, 443)], named: [[sso, '255.255.255.255']] })
    expect(evidence.connections).toMatchObject([
      { route: { source: null, failure: { code: 'EACCES' } }, connect: { failure: { syscall: 'connect' }, source: null } },
    ])
  })

  test('of a target without TLS is connected to, and not greeted', async () => {
    const place = await serve({ tcp: 'plain-http' })
    const { evidence } = await run({ targets: [target(sso, place.port, 'http')], named: [[sso, place.address]] })
    expect(evidence.connections).toMatchObject([{ connect: { failure: null } }])
    expect(evidence.handshakes).toEqual([])
  })
})

describe('who named it', () => {
  test('an address that several name is reached once, and carries its sources', async () => {
    const place = await serve()
    const named: Named[] = [
      [sso, place.address],
      [sso, place.address, 'system'],
      [sso, place.address, 'hosts'],
      [sso, place.address],
    ]
    const { evidence } = await run({ targets: [target(sso, place.port)], named })
    expect(evidence.connections).toMatchObject([{ hosts: [sso], sources: ['resolver', 'system', 'hosts'] }])
    expect(evidence.handshakes).toHaveLength(1)
  })

  test('two hosts at one address are greeted each by its name', async () => {
    const place = await serve()
    const { evidence } = await run({
      targets: [target(sso, place.port), target(www, place.port)],
      named: [
        [sso, place.address],
        [www, place.address],
      ],
    })
    expect(evidence.connections).toMatchObject([{ hosts: [sso, www] }])
    expect(evidence.handshakes.map(({ host }) => host).toSorted()).toEqual([sso, www])
  })

  test('a host on two ports is reached on both; two pages on one port are one', async () => {
    const [first, second] = [await serve(), await serve()]
    const { evidence } = await run({
      targets: [target(sso, first.port), target(sso, second.port), { ...target(sso, first.port), id: 'dms' }],
      named: [[sso, '127.0.0.1']],
    })
    expect(evidence.connections.map(({ port }) => port)).toEqual([first.port, second.port])
    expect(evidence.handshakes).toHaveLength(2)
  })

  test('nobody reaches for a host that is no target', async () => {
    const { evidence } = await run({ targets: [target(sso, 443)], named: [['other.example', '127.0.0.1']] })
    expect(evidence.connections).toEqual([])
  })

  test.skipIf(!wholeRange)('an address that the site file alone names is reached for every host, and known as such', async () => {
    const place = await serve({}, '127.0.2.20')
    const targets = [target(sso, place.port), target(www, place.port)]
    const { evidence } = await run({ targets, extra: ['127.0.2.20'], named: [[www, '127.0.2.21']] })
    expect(evidence.connections.map(({ address, hosts, sources }) => ({ address, hosts, sources }))).toEqual([
      { address: '127.0.2.20', hosts: [sso, www], sources: ['site'] },
      { address: '127.0.2.21', hosts: [www], sources: ['resolver'] },
    ])
    expect(evidence.handshakes).toHaveLength(2)
  })

  test('an address that the site file and a resolver name has both sources, and is reached once', async () => {
    const place = await serve()
    const { evidence } = await run({ targets: [target(sso, place.port)], extra: [place.address], named: [[sso, place.address]] })
    expect(evidence.connections).toMatchObject([{ sources: ['site', 'resolver'] }])
    expect(evidence.handshakes).toHaveLength(1)
  })
})

describe('in time', () => {
  test('an address is reached as soon as it is named, while others are still looked for', async () => {
    const place = await serve()
    const dns = createStream<DnsEvent>()
    const base = probeContext<'path'>()
    const heard = Promise.withResolvers<PathEvent>()
    const recording = pathProbe.probe({
      ...base,
      settings: { ...emptySettings, targets: [target(sso, place.port)] },
      emit: heard.resolve,
      upstream: { ...base.upstream, dns },
    })
    dns.push({ kind: 'address', host: sso, address: place.address, source: 'resolver' })
    expect(await heard.promise).toMatchObject({ kind: 'handshake', record: { host: sso } })
    dns.end()
    expect((await recording).handshakes).toHaveLength(1)
  })

  test('cancelling ends what is under way, and keeps what there is', async () => {
    const good = await serve()
    const controller = new AbortController()
    // Fires when the mute server has been greeted: it hears the hello, and says nothing.
    const mute = await onFreePlaces(false, async ({ proxy }) => {
      running.push(await startDoor(proxy, (socket) => socket.once('data', () => controller.abort())))
      return proxy
    })
    const { evidence } = await run({
      targets: [target(sso, good.port), target(www, mute.port)],
      named: [
        [sso, good.address],
        [www, mute.address],
      ],
      signal: controller.signal,
    })
    expect(evidence.complete).toBe(false)
    expect(evidence.connections.map(({ connect }) => connect?.failure ?? null)).toEqual([null, null])
    const muted = evidence.handshakes.filter(({ host }) => host === www).map(({ outcome }) => outcome)
    expect(muted).toMatchObject([{ kind: 'failed', failure: { word: 'cancelled' } }])
  })

  test('cancelled before it begins, it says what it would have reached', async () => {
    const { evidence } = await run({ targets: [target(sso, 443)], named: [[sso, '127.0.0.1']], signal: AbortSignal.abort() })
    expect(evidence).toMatchObject({
      complete: false,
      connections: [{ address: '127.0.0.1', connect: { failure: { word: 'cancelled' } } }],
      handshakes: [],
    })
  })
})
