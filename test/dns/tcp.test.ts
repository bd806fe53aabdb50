import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Query } from '../../checks/dns/evidence.ts'
import { ask, askLab, host } from './asking.ts'
import { a, framed, replyTo, startRaw } from './raw-server.ts'

const TRUNCATED = 0x0200
const answered = { kind: 'answered', rcode: 'NOERROR', addresses: ['192.0.2.1', '192.0.2.2'] }

/** Packets that another one made needless, as a busy machine sends them, are left out. */
function attempts({ attempts: all }: Query): string[] {
  return all
    .filter(({ failure }) => failure?.code !== 'superseded')
    .map(({ transport, failure }) => `${transport} ${failure?.word ?? 'ok'}`)
}

/** A server that says by UDP that its answer is cut, and hands each question by TCP on. */
function cutting(onQuestion: (question: Buffer, socket: Socket) => void) {
  return startRaw({
    udp: (question, from, socket) => socket.send(replyTo(question, { flags: TRUNCATED }), from.port, from.address),
    tcp: (socket) => socket.once('data', (message: Buffer) => onQuestion(message.subarray(2), socket)),
  })
}

describe('a cut answer is asked for again by TCP', () => {
  test('and taken from there', async () => {
    const query = await askLab({ udp: 'truncate' })
    expect(query.outcome).toMatchObject({ ...answered, flags: { truncated: false } })
    expect(attempts(query)).toEqual(['udp ok', 'tcp ok'])
  })

  test.concurrent('which stays silent', async () => {
    const query = await askLab({ udp: 'truncate', tcp: 'silent' })
    expect(query.outcome).toEqual({ kind: 'failed', failure: { word: 'no-reply', code: 'limit' }, truncated: true })
    expect(attempts(query)).toEqual(['udp ok', 'tcp no-reply'])
  })

  test.concurrent('which is closed', async () => {
    const query = await askLab({ udp: 'truncate', tcp: 'closed' })
    expect(query.outcome).toMatchObject({ kind: 'failed', failure: { word: 'refused', code: 'ECONNREFUSED' }, truncated: true })
    expect(attempts(query)).toEqual(['udp ok', 'tcp refused'])
  })

  test.concurrent.each<[string, (question: Buffer, socket: Socket) => void, string]>([
    ['hangs up', (_question, socket) => socket.end(), 'closed'],
    [
      'hangs up in the middle of its answer',
      (question, socket) => socket.end(framed(replyTo(question, { answers: [a(host, '192.0.2.1')] })).subarray(0, 20)),
      'closed',
    ],
    ['resets the connection', (_question, socket) => void socket.resetAndDestroy(), 'reset'],
    ['sends noise', (_question, socket) => socket.write(framed(Buffer.from('no answer at all, by any reading'))), 'malformed'],
    ['sends a message of no bytes', (_question, socket) => socket.write(framed(Buffer.alloc(0))), 'malformed'],
    [
      'answers with another id',
      (question, socket) => socket.write(framed(replyTo(question, { id: question.readUInt16BE(0) ^ 1, answers: [a(host, '192.0.2.1')] }))),
      'malformed',
    ],
    [
      'answers another question',
      (question, socket) => socket.write(framed(replyTo(question, { questions: [{ type: 'A', name: 'other.example' }] }))),
      'malformed',
    ],
  ])('which %s', async (_name, onQuestion, word) => {
    await using server = await cutting(onQuestion)
    const query = await ask(server.endpoint)
    expect(query.outcome).toMatchObject({ kind: 'failed', failure: { word }, truncated: true })
    expect(attempts(query)).toEqual(['udp ok', `tcp ${word}`])
    expect(query.attempts.at(-1)?.malformedPackets).toBe(word === 'malformed' ? 1 : 0)
  })

  test.concurrent('and read whole, in however many pieces it comes', async () => {
    await using server = await cutting(async (question, socket) => {
      const message = framed(replyTo(question, { answers: Array.from({ length: 40 }, (_, each) => a(host, `192.0.2.${each}`)) }))
      for (const at of [1, 2, 3, 100, message.length]) {
        socket.write(message.subarray(socket.bytesWritten, at))
        await sleep(5)
      }
    })
    const { outcome } = await ask(server.endpoint)
    expect(outcome.kind === 'answered' && outcome.addresses).toHaveLength(40)
  })

  test.concurrent('and the first of two messages is the answer', async () => {
    await using server = await cutting((question, socket) => {
      const one = framed(replyTo(question, { answers: [a(host, '192.0.2.1')] }))
      socket.write(Buffer.concat([one, framed(replyTo(question, { answers: [a(host, '192.0.2.66')] }))]))
    })
    expect((await ask(server.endpoint)).outcome).toMatchObject({ addresses: ['192.0.2.1'] })
  })

  test.concurrent('and a server that drips without end is left at the limit', async () => {
    await using server = await cutting((_question, socket) => {
      socket.write(Buffer.from([0xff, 0xff]))
      const drip = setInterval(() => socket.write('.'), 20)
      socket.once('close', () => clearInterval(drip))
    })
    expect((await ask(server.endpoint)).outcome).toMatchObject({ kind: 'failed', failure: { word: 'no-reply' }, truncated: true })
  })
})

describe('a question by TCP alone', () => {
  test('sends nothing by UDP', async () => {
    const query = await askLab({ udp: 'closed' }, { purpose: 'tcp' })
    expect(query).toMatchObject({ purpose: 'tcp', outcome: answered })
    expect(attempts(query)).toEqual(['tcp ok'])
  })

  test('that nobody hears was not cut', async () => {
    expect((await askLab({ tcp: 'closed' }, { purpose: 'tcp' })).outcome).toMatchObject({ kind: 'failed', truncated: false })
  })

  test('by IPv6', async () => {
    await using server = await startRaw(
      {
        tcp: (socket) =>
          socket.once('data', (message: Buffer) => socket.write(framed(replyTo(message.subarray(2), { answers: [a(host, '192.0.2.1')] })))),
      },
      '::1',
    )
    expect(await ask(server.endpoint, { purpose: 'tcp' })).toMatchObject({ outcome: { addresses: ['192.0.2.1'] } })
  })

  test('hangs up when it has its answer', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await startRaw({
      tcp: (socket) => {
        socket.once('data', (message: Buffer) => socket.write(framed(replyTo(message.subarray(2), { answers: [a(host, '192.0.2.1')] }))))
        socket.once('close', () => closed.resolve())
      },
    })
    await ask(server.endpoint, { purpose: 'tcp' })
    await closed.promise
  })
})
