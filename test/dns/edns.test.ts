import * as dnsPacket from 'dns-packet'
import { expect, test } from 'vitest'
import { ask, host } from './asking.ts'
import { a, framed, replyTo, startRaw } from './raw-server.ts'

const hasEdns = (question: Buffer) => (dnsPacket.decode(question).additionals ?? []).some(({ type }) => type === 'OPT')
const good = (question: Buffer) => replyTo(question, { answers: [a(host, '192.0.2.1')] })

/** RFC 1035 section 4.1.1 */
const FORMERR = 1
const NOTIMP = 4

test.each([
  ['FORMERR', FORMERR],
  ['NOTIMP', NOTIMP],
])('a server that says %s to EDNS is asked again without, at once', async (_name, rcode) => {
  await using server = await startRaw({
    udp: (question, from, socket) =>
      socket.send(hasEdns(question) ? replyTo(question, { flags: rcode }) : good(question), from.port, from.address),
  })
  const query = await ask(server.endpoint)
  expect(query.outcome).toMatchObject({ rcode: 'NOERROR', addresses: ['192.0.2.1'] })
  expect(query.attempts).toHaveLength(2)
})

test('a server that says FORMERR to everything has said so', async () => {
  await using server = await startRaw({
    udp: (question, from, socket) => socket.send(replyTo(question, { flags: FORMERR }), from.port, from.address),
  })
  expect((await ask(server.endpoint)).outcome).toMatchObject({ kind: 'answered', rcode: 'FORMERR' })
})

test('a server that drops questions with EDNS gets one without', async () => {
  await using server = await startRaw({
    udp: (question, from, socket) => hasEdns(question) || socket.send(good(question), from.port, from.address),
  })
  const query = await ask(server.endpoint)
  expect(query.outcome).toMatchObject({ addresses: ['192.0.2.1'] })
  expect(query.attempts.map(({ failure }) => failure?.code ?? 'ok')).toEqual(['superseded', 'superseded', 'ok'])
})

test('by TCP nothing is cut short, and nobody is asked with EDNS', async () => {
  const asked: boolean[] = []
  await using server = await startRaw({
    tcp: (socket) =>
      socket.on('data', (chunk: Buffer) => {
        const question = chunk.subarray(2)
        asked.push(hasEdns(question))
        socket.write(framed(good(question)))
      }),
  })
  expect((await ask(server.endpoint, { purpose: 'tcp' })).outcome).toMatchObject({ addresses: ['192.0.2.1'] })
  expect(asked).toEqual([false])
})
