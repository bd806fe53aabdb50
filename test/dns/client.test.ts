import { createSocket } from 'node:dgram'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDnsClient } from '../../checks/dns/client.ts'
import type { Query } from '../../checks/dns/evidence.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { DnsBehaviour } from '../lab/dns-behaviour.ts'
import { ask, askLab, host } from './asking.ts'
import { a, nameOf, replyTo, startRaw } from './raw-server.ts'

const answered = { kind: 'answered', rcode: 'NOERROR', chainEnds: 'address', addresses: ['192.0.2.1', '192.0.2.2'] }
const sent = { transport: 'udp', failure: null, malformedPackets: 0 }

/** Transports of the packets sent, with what became of each; a busy machine may send one more than it needs. */
function attempts({ attempts: all }: Query): string[] {
  return all.map(({ transport, failure }) => `${transport} ${failure === null ? 'ok' : `${failure.word} ${failure.code}`}`)
}

describe('what a server says is recorded', () => {
  test.each<[string, Partial<DnsBehaviour>, object]>([
    ['addresses', {}, answered],
    ['SERVFAIL', { refusesAll: 'SERVFAIL' }, { kind: 'answered', rcode: 'SERVFAIL', addresses: [] }],
    ['REFUSED', { refusesAll: 'REFUSED' }, { kind: 'answered', rcode: 'REFUSED', addresses: [] }],
    ['NOTIMP', { refusesAll: 'NOTIMP' }, { kind: 'answered', rcode: 'NOTIMP', addresses: [] }],
    ['FORMERR', { refusesAll: 'FORMERR' }, { kind: 'answered', rcode: 'FORMERR', addresses: [] }],
    [
      'a name that does not exist',
      { entries: { [host]: { rcode: 'NXDOMAIN' } } },
      { rcode: 'NXDOMAIN', chainEnds: 'no-address', addresses: [] },
    ],
    ['a name without address', { entries: { [host]: { noData: true } } }, { rcode: 'NOERROR', chainEnds: 'no-address', addresses: [] }],
    [
      'an alias',
      { entries: { [host]: { alias: 'centre.example', addresses: ['192.0.2.9'] } } },
      { rcode: 'NOERROR', chain: ['centre.example'], chainEnds: 'address', addresses: ['192.0.2.9'] },
    ],
    [
      'aliases in a circle',
      { entries: { [host]: { loop: ['a.example', 'b.example'] } } },
      { chain: ['a.example', 'b.example', 'a.example'], chainEnds: 'loop', addresses: [] },
    ],
  ])('%s', async (_name, behaviour, outcome) => {
    const query = await askLab(behaviour)
    expect(query).toMatchObject({ name: host, type: 'A', purpose: 'target', outcome })
    expect(query.attempts).toContainEqual(expect.objectContaining(sent))
    expect(query.elapsedMs).toBeGreaterThan(0)
  })

  test('with its flags and the time that each record lives', async () => {
    expect((await askLab({ ttlSeconds: 300 })).outcome).toMatchObject({
      flags: { authoritative: false, truncated: false, recursionAvailable: true },
      records: [
        { name: host, type: 'A', ttlSeconds: 300, data: '192.0.2.1' },
        { name: host, type: 'A', ttlSeconds: 300, data: '192.0.2.2' },
      ],
    })
  })

  test('a refusal without the question, as some servers send it', async () => {
    await using server = await startRaw({
      udp: (question, from, socket) => socket.send(replyTo(question, { flags: 5, questions: [] }), from.port, from.address),
    })
    expect(await ask(server.endpoint)).toMatchObject({ outcome: { kind: 'answered', rcode: 'REFUSED' } })
  })

  test('by IPv6, on a port of its own', async () => {
    await using server = await startRaw(
      { udp: (question, from, socket) => socket.send(replyTo(question, { answers: [a(host, '192.0.2.1')] }), from.port, from.address) },
      '::1',
    )
    expect(await ask(server.endpoint)).toMatchObject({ resolver: `[::1]:${server.endpoint.port}`, outcome: { addresses: ['192.0.2.1'] } })
  })
})

describe('packets that are not the answer', () => {
  test.concurrent('one with another id is ignored', async () => {
    const query = await askLab({ udp: 'wrong-id' })
    expect(query.outcome).toEqual({ kind: 'failed', failure: { word: 'no-reply', code: 'limit' }, truncated: false })
    expect(query.attempts.map((each) => each.malformedPackets)).toEqual([0, 0, 0, 0])
  })

  test.concurrent('one from another source is ignored', async () => {
    await using server = await startRaw({
      udp: (question, from) => void strangerSends(replyTo(question, { answers: [a(host, '192.0.2.66')] }), from.port),
    })
    expect((await ask(server.endpoint)).outcome).toMatchObject({ kind: 'failed', failure: { word: 'no-reply' } })
  })

  test.concurrent('one from another source does not spoil the good one', async () => {
    await using server = await startRaw({
      udp: (question, from, socket) =>
        void strangerSends(replyTo(question, { answers: [a(host, '192.0.2.66')] }), from.port).then(() =>
          socket.send(replyTo(question, { answers: [a(host, '192.0.2.1')] }), from.port, from.address),
        ),
    })
    expect((await ask(server.endpoint)).outcome).toMatchObject({ addresses: ['192.0.2.1'] })
  })

  test.concurrent('noise with the right id is counted, and the good answer after it is taken', async () => {
    const query = await askLab({ udp: 'garbage-first' })
    expect(query.outcome).toMatchObject(answered)
    expect(query.attempts).toContainEqual(expect.objectContaining({ failure: null, malformedPackets: 1 }))
  })

  test.concurrent('noise alone is a malformed answer', async () => {
    const query = await askLab({ udp: 'garbage' })
    expect(query.outcome).toEqual({ kind: 'failed', failure: { word: 'malformed', code: 'malformed' }, truncated: false })
    expect(query.attempts.map((each) => each.malformedPackets)).toEqual([1, 1, 1, 1])
  })

  test.concurrent.each<[string, Parameters<typeof replyTo>[1]]>([
    ['to another name', { questions: [{ type: 'A', name: 'other.example' }], answers: [a('other.example', '192.0.2.66')] }],
    ['to another type', { questions: [{ type: 'AAAA', name: host }], answers: [a(host, '192.0.2.66')] }],
    ['without a question that is no refusal', { questions: [], answers: [a(host, '192.0.2.66')] }],
  ])('an answer %s is none', async (_name, reply) => {
    await using server = await startRaw({
      udp: (question, from, socket) => {
        socket.send(replyTo(question, reply), from.port, from.address)
        socket.send(replyTo(question, { answers: [a(host, '192.0.2.1')] }), from.port, from.address)
      },
    })
    const query = await ask(server.endpoint)
    expect(query.outcome).toMatchObject({ addresses: ['192.0.2.1'] })
    expect(query.attempts).toContainEqual(expect.objectContaining({ failure: null, malformedPackets: 1 }))
  })

  test.concurrent('a question sent back is no answer', async () => {
    await using server = await startRaw({ udp: (question, from, socket) => socket.send(question, from.port, from.address) })
    expect((await ask(server.endpoint)).outcome).toMatchObject({ kind: 'failed', failure: { word: 'malformed' } })
  })
})

/** From a port that nobody asked. */
async function strangerSends(packet: Buffer, port: number): Promise<void> {
  const socket = createSocket('udp4')
  await new Promise((resolve) => socket.send(packet, port, '127.0.0.1', resolve))
  socket.close()
}

describe('packets that get lost', () => {
  test.concurrent('are sent again, each with an id of its own', async () => {
    const ids: number[] = []
    await using server = await startRaw({
      udp: (question, from, socket, nth) => {
        ids.push(question.readUInt16BE(0))
        if (nth === 1) socket.send(replyTo(question, { answers: [a(host, '192.0.2.1')] }), from.port, from.address)
      },
    })
    const query = await ask(server.endpoint)
    expect(query.outcome).toMatchObject({ addresses: ['192.0.2.1'] })
    expect(attempts(query).slice(0, 2)).toEqual(['udp no-reply superseded', 'udp ok'])
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.concurrent('a late answer to the first one is still an answer', async () => {
    let first: Buffer | undefined
    await using server = await startRaw({
      udp: (question, from, socket) => {
        // The answer to the first packet comes when the second one has been sent.
        if (first === undefined) first = question
        else socket.send(replyTo(first, { answers: [a(host, '192.0.2.1')] }), from.port, from.address)
      },
    })
    const query = await ask(server.endpoint)
    expect(query.outcome).toMatchObject({ addresses: ['192.0.2.1'] })
    expect(attempts(query).slice(0, 2)).toEqual(['udp ok', 'udp no-reply superseded'])
    expect(query.attempts[0]?.elapsedMs).toBeGreaterThan(500)
  })

  test.concurrent('silence ends at the limit, after four packets', async () => {
    const packets: Buffer[] = []
    await using server = await startRaw({ udp: (packet) => packets.push(packet) })
    const query = await ask(server.endpoint)
    expect(query.outcome).toEqual({ kind: 'failed', failure: { word: 'no-reply', code: 'limit' }, truncated: false })
    expect(attempts(query)).toEqual(Array(4).fill('udp no-reply limit'))
    expect(packets).toHaveLength(4)
  })

  test.concurrent('a closed port is told by the system, at once', async () => {
    const query = await askLab({ udp: 'closed', tcp: 'closed' })
    expect(query.outcome).toMatchObject({ kind: 'failed', failure: { word: expect.stringMatching(/^(?:refused|reset)$/) } })
    expect(query.attempts).toHaveLength(1)
  })

  // connect(2) refuses the broadcast address, as it does one without a route.
  test.concurrent('a server to which no way leads is told by the system, at once', async () => {
    const query = await ask({ address: '255.255.255.255', port: 53 })
    expect(query.outcome).toMatchObject({ kind: 'failed', failure: { word: 'prohibited', code: 'EACCES' } })
    expect(query.attempts).toHaveLength(1)
  })
})

describe('many questions at once', () => {
  test('share one socket, and each gets its own answer', async () => {
    const ports = new Set<number>()
    const held: (() => void)[] = []
    await using server = await startRaw({
      udp: (question, from, socket) => {
        ports.add(from.port)
        const number = /\d+/.exec(nameOf(question))?.[0]
        held.push(() => socket.send(replyTo(question, { answers: [a(nameOf(question), `192.0.2.${number}`)] }), from.port, from.address))
        // Answered when all have come, the last one first.
        if (held.length === 50) for (const send of held.toReversed()) send()
      },
    })
    const client = createDnsClient(injectedIo({}), server.endpoint, new AbortController().signal)
    const queries = await Promise.all(Array.from({ length: 50 }, (_, number) => client.ask(`n${number}.example`, 'A', 'target')))
    client.close()
    expect(queries.map(({ outcome }) => (outcome.kind === 'answered' ? outcome.addresses : outcome))).toEqual(
      Array.from({ length: 50 }, (_, number) => [`192.0.2.${number}`]),
    )
    expect(ports.size).toBe(1)
  })
})

describe('cancelling', () => {
  test('ends every question at once', async () => {
    const controller = new AbortController()
    await using server = await startRaw({ tcp: () => {} })
    const client = createDnsClient(injectedIo({}), server.endpoint, controller.signal)
    const asked = Promise.all([client.ask(host, 'A', 'target'), client.ask(host, 'AAAA', 'target'), client.ask(host, 'A', 'tcp')])
    await sleep(50)
    controller.abort()
    const queries = await asked
    client.close()
    expect(queries.map(({ outcome }) => outcome)).toEqual(
      Array(3).fill({ kind: 'failed', failure: { word: 'cancelled', code: 'cancelled' }, truncated: false }),
    )
    expect(Math.max(...queries.map(({ elapsedMs }) => elapsedMs))).toBeLessThan(2500)
  })

  test('before the question asks nothing', async () => {
    const packets: Buffer[] = []
    await using server = await startRaw({ udp: (packet) => packets.push(packet) })
    const query = await ask(server.endpoint, { signal: AbortSignal.abort() })
    expect(query).toMatchObject({ outcome: { kind: 'failed', failure: { word: 'cancelled' } }, attempts: [] })
    await sleep(20)
    expect(packets).toEqual([])
  })
})
