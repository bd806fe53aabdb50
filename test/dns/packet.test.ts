import * as dnsPacket from 'dns-packet'
import { describe, expect, test } from 'vitest'
import type { DnsRecord } from '../../checks/dns/evidence.ts'
import { decodeAnswer, encodeQuery, followChain, packetId } from '../../checks/dns/packet.ts'
import { a, cname, replyTo } from './raw-server.ts'

const host = 'sso.example'
const question = encodeQuery(4711, host, 'A')

describe('a question', () => {
  test('asks one thing, wants recursion, and tells how long an answer may be', () => {
    const decoded = dnsPacket.decode(question)
    expect(decoded).toMatchObject({ type: 'query', id: 4711, flag_rd: true, questions: [{ type: 'A', name: host, class: 'IN' }] })
    expect(decoded.additionals).toMatchObject([{ type: 'OPT', name: '.', udpPayloadSize: 1232 }])
  })

  test('of the root’s dot means the same', () => {
    expect(encodeQuery(1, `${host}.`, 'AAAA')).toEqual(encodeQuery(1, host, 'AAAA'))
  })
})

describe('the id of a packet', () => {
  test.each<[Buffer, number | undefined]>([
    [Buffer.from([]), undefined],
    [Buffer.from([0x12]), undefined],
    [Buffer.from([0x12, 0x67]), 4711],
    [question, 4711],
  ])('%j', (packet, id) => {
    expect(packetId(packet)).toBe(id)
  })
})

describe('an answer', () => {
  const decode = (reply: Parameters<typeof replyTo>[1]) => decodeAnswer(replyTo(question, reply), host, 'A')

  test('is known whatever case the name comes back in', () => {
    expect(decode({ questions: [{ type: 'A', name: 'SSO.Example' }], answers: [a('sso.EXAMPLE', '192.0.2.1')] })).toMatchObject({
      addresses: ['192.0.2.1'],
    })
  })

  test('keeps addresses and aliases of what it brought', () => {
    const others = { type: 'TXT', name: host, ttl: 1, data: 'noise' } as const
    expect(
      decode({ answers: [others, a(host, '192.0.2.1', 0), { type: 'AAAA', name: host, ttl: 1, data: '2001:db8::1' }] })?.records,
    ).toEqual([
      { name: host, type: 'A', ttlSeconds: 0, data: '192.0.2.1' },
      { name: host, type: 'AAAA', ttlSeconds: 1, data: '2001:db8::1' },
    ])
  })

  test('gives the addresses of the type that was asked for, and of that name alone', () => {
    expect(
      decode({
        answers: [a('other.example', '192.0.2.66'), a(host, '192.0.2.1'), { type: 'AAAA', name: host, ttl: 1, data: '2001:db8::1' }],
      }),
    ).toMatchObject({
      addresses: ['192.0.2.1'],
    })
  })

  test('may be known to be cut', () => {
    expect(decode({ flags: dnsPacket.TRUNCATED_RESPONSE })).toMatchObject({ flags: { truncated: true }, addresses: [] })
  })

  test.each<[string, Buffer]>([
    ['a question', question],
    ['no packet at all', Buffer.alloc(0)],
    ['a header alone', question.subarray(0, 12)],
    ['cut within the address', replyTo(question, { answers: [a(host, '192.0.2.1')] }).subarray(0, -2)],
    ['cut within the record', replyTo(question, { answers: [a(host, '192.0.2.1')] }).subarray(0, -7)],
    ['another name', replyTo(question, { questions: [{ type: 'A', name: 'other.example' }] })],
    ['another type', replyTo(question, { questions: [{ type: 'AAAA', name: host }] })],
    ['an answer to nothing', replyTo(question, { questions: [], answers: [a(host, '192.0.2.1')] })],
    ['a name that points to itself', pointingName(12)],
    ['a name that points ahead', pointingName(40)],
    ['a name that points beyond the end', pointingName(0x3fff)],
  ])('is not: %s', (_name, packet) => {
    expect(decodeAnswer(packet, host, 'A')).toBeUndefined()
  })
})

/** A response whose question is a compression pointer to `offset` (RFC 1035 section 4.1.4). */
function pointingName(offset: number): Buffer {
  const header = Buffer.from([0x12, 0x67, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([header, Buffer.from([0xc0 | (offset >> 8), offset & 0xff, 0, 1, 0, 1])])
}

describe('a chain of aliases', () => {
  const follow = (...records: readonly DnsRecord[]) => followChain(records, host, 'A')
  const alias = (from: string, to: string): DnsRecord => ({ name: from, type: 'CNAME', ttlSeconds: 1, data: to })
  const address = (name: string, data = '192.0.2.1'): DnsRecord => ({ name, type: 'A', ttlSeconds: 1, data })
  /** host → 1 → 2 → … → length, whose address is there. */
  const chainOf = (length: number) => [
    ...Array.from({ length }, (_, at) => alias(at === 0 ? host : `${at}.example`, `${at + 1}.example`)),
    address(length === 0 ? host : `${length}.example`),
  ]

  test('of none ends at the name itself', () => {
    expect(follow(address(host))).toEqual({ chain: [], chainEnds: 'address', addresses: ['192.0.2.1'] })
  })

  test('is followed in any order and any case', () => {
    expect(follow(address('B.example'), alias('A.EXAMPLE', 'b.example'), alias('sso.EXAMPLE', 'a.example'))).toEqual({
      chain: ['a.example', 'b.example'],
      chainEnds: 'address',
      addresses: ['192.0.2.1'],
    })
  })

  test('may lead to a name without address, or out of the answer', () => {
    expect(follow(alias(host, 'a.example'))).toEqual({ chain: ['a.example'], chainEnds: 'no-address', addresses: [] })
    expect(follow()).toEqual({ chain: [], chainEnds: 'no-address', addresses: [] })
  })

  test.each([
    ['itself', [alias(host, host)], [host]],
    ['itself in another case', [alias(host, 'SSO.example')], ['SSO.example']],
    ['each other', [alias(host, 'a.example'), alias('a.example', host)], ['a.example', host]],
    [
      'a circle further on',
      [alias(host, 'a.example'), alias('a.example', 'b.example'), alias('b.example', 'a.example')],
      ['a.example', 'b.example', 'a.example'],
    ],
  ])('that leads to %s is a loop', (_name, records, chain) => {
    expect(follow(...records, address(host))).toEqual({ chain, chainEnds: 'loop', addresses: [] })
  })

  test('has a length', () => {
    expect(follow(...chainOf(16))).toMatchObject({ chainEnds: 'address', addresses: ['192.0.2.1'] })
    expect(follow(...chainOf(17))).toMatchObject({ chainEnds: 'too-long', addresses: [] })
  })

  test('comes out of a packet just so', () => {
    const packet = replyTo(question, { answers: [cname(host, 'a.example'), a('a.example', '192.0.2.1')] })
    expect(decodeAnswer(packet, host, 'A')).toMatchObject({ chain: ['a.example'], chainEnds: 'address', addresses: ['192.0.2.1'] })
  })
})
