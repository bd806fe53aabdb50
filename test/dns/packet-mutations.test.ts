/** What the network may send: any bytes. Whatever comes, it is an answer or none, soon. */

import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAnswer, encodeQuery } from '../../checks/dns/packet.ts'
import { a, cname, replyTo } from './raw-server.ts'

const host = 'sso.example'
const question = encodeQuery(4711, host, 'A')
const seeds = [
  replyTo(question, { answers: [a(host, '192.0.2.1'), a(host, '192.0.2.2')] }),
  replyTo(question, { answers: [cname(host, 'a.example'), cname('a.example', 'b.example'), a('b.example', '192.0.2.1')] }),
  replyTo(question, { answers: [{ type: 'AAAA', name: host, ttl: 60, data: '2001:db8::1' }] }),
  replyTo(question, { flags: 3 }),
]

/** Fixed, so that a failure comes again. */
const SEED = 20230610
const RUNS = 10_000

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.nat(255) }),
  // The upper two bits make a compression pointer.
  fc.record({ kind: fc.constant('point' as const), at: fc.nat(), to: fc.nat(80) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat() }),
)
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

function mutate(packet: Buffer, change: Mutation): Buffer {
  if (packet.length === 0) return packet
  const at = change.at % packet.length
  switch (change.kind) {
    case 'cut':
      return packet.subarray(0, at)
    case 'repeat':
      return Buffer.concat([packet, packet.subarray(at)])
    case 'set': {
      const changed = Buffer.from(packet)
      changed[at] = change.byte
      return changed
    }
    case 'point': {
      const changed = Buffer.from(packet)
      changed[at] = 0xc0
      if (at + 1 < packet.length) changed[at + 1] = change.to
      return changed
    }
  }
}

function expectSound(packet: Buffer): boolean {
  const answer = decodeAnswer(packet, host, 'A')
  if (answer === undefined) return false
  expect(answer.addresses.filter((address) => isIP(address) !== 4)).toEqual([])
  expect(answer.records.filter(({ type, data }) => type !== 'CNAME' && isIP(data) === 0)).toEqual([])
  expect(answer.records.filter(({ ttlSeconds }) => !Number.isSafeInteger(ttlSeconds) || ttlSeconds < 0)).toEqual([])
  expect(answer.chain.length).toBeLessThanOrEqual(17)
  return true
}

test('answers with bytes changed, cut off, repeated or pointing anywhere', () => {
  let answers = 0
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }), (packet, changes) => {
      if (expectSound(changes.reduce(mutate, packet))) answers += 1
    }),
    { seed: SEED, numRuns: RUNS },
  )
  // Else the changes are such that nothing is ever read, and the test says little.
  expect(answers).toBeGreaterThan(RUNS / 20)
  expect(answers).toBeLessThan(RUNS)
})

test('noise', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void expectSound(Buffer.from(bytes))),
    { seed: SEED, numRuns: RUNS },
  )
})

test('noise behind a good header and question', () => {
  const head = replyTo(question, {})
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(0xffff), (bytes, count) => {
      const packet = Buffer.concat([head, bytes])
      packet.writeUInt16BE(count, 6)
      expectSound(packet)
    }),
    { seed: SEED, numRuns: RUNS },
  )
})
