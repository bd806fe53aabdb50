import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import * as dnsPacket from 'dns-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { type DnsBehaviour, goodDns } from './dns-behaviour.ts'
import { startDnsServer } from './dns-server.ts'
import { onFreePlaces } from './places.ts'
import type { Running } from './running.ts'

const zone = { 'sso.hkexposttrade.com.hk': { addresses: ['127.0.1.20', '127.0.1.21'] } }
const sso = 'sso.hkexposttrade.com.hk'
/** Long enough for loopback, short enough to wait for silence. */
const PATIENCE_MS = 300

let running: Running | undefined
let place = { address: '127.0.0.1', port: 0 }

afterEach(async () => {
  await running?.stop()
  running = undefined
})

async function serve(behaviour: Partial<DnsBehaviour> = {}) {
  running = await onFreePlaces(false, ({ resolvers }) => {
    place = resolvers.preferred
    return startDnsServer(place, zone, { ...goodDns, ...behaviour })
  })
}

function questionFor(name: string, type: 'A' | 'AAAA' = 'A', udpPayloadSize?: number): Buffer {
  const opt = {
    type: 'OPT' as const,
    name: '.',
    udpPayloadSize: udpPayloadSize ?? 0,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  }
  return dnsPacket.encode({
    type: 'query',
    id: 4711,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type, name }],
    additionals: udpPayloadSize === undefined ? [] : [opt],
  })
}

/** The packets that come back, as many as are wanted or as come within the patience, or the code of the error. */
async function askByUdp(question: Buffer, wanted: number): Promise<Buffer[] | string> {
  const socket = createSocket('udp4')
  const packets: Buffer[] = []
  const enough = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => enough.resolve(undefined), PATIENCE_MS)
  socket.on('message', (packet) => {
    if (packets.push(packet) === wanted) enough.resolve(undefined)
  })
  const failed = once(socket, 'error').then(
    ([error]) => (error as NodeJS.ErrnoException).code ?? '',
    () => '',
  )
  socket.connect(place.port, place.address)
  await once(socket, 'connect')
  socket.send(question)
  const code = await Promise.race([failed, enough.promise])
  clearTimeout(timer)
  socket.close()
  return code ?? packets
}

async function askByTcp(question: Buffer): Promise<Buffer | string> {
  const socket = connect({ host: place.address, port: place.port })
  try {
    await once(socket, 'connect')
    const size = Buffer.alloc(2)
    size.writeUInt16BE(question.length)
    socket.write(Buffer.concat([size, question]))
    const [packet] = (await once(socket, 'data', { signal: AbortSignal.timeout(PATIENCE_MS) })) as [Buffer]
    return packet.subarray(2)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}

function read(packet: Buffer | undefined) {
  const decoded = dnsPacket.decode(packet as Buffer) as dnsPacket.DecodedPacket & { rcode: string }
  return {
    id: decoded.id,
    rcode: decoded.rcode,
    truncated: decoded.flag_tc,
    answers: decoded.answers?.map((record) => `${record.name} ${record.type} ${'data' in record ? String(record.data) : ''}`),
    authorities: decoded.authorities?.map(({ type }) => type),
    ttl: decoded.answers?.map((record) => ('ttl' in record ? record.ttl : undefined))[0],
  }
}

async function askOnce(name: string, type: 'A' | 'AAAA' = 'A') {
  const packets = await askByUdp(questionFor(name, type, 1232), 1)
  return read(packets[0] as Buffer)
}

describe('the zone', () => {
  test('gives the addresses of a name, with the question’s id', async () => {
    await serve()
    expect(await askOnce(sso)).toMatchObject({
      id: 4711,
      rcode: 'NOERROR',
      answers: [`${sso} A 127.0.1.20`, `${sso} A 127.0.1.21`],
      ttl: 60,
    })
  })
  test('has no IPv6 addresses, and says so with its SOA', async () => {
    await serve()
    expect(await askOnce(sso, 'AAAA')).toMatchObject({ rcode: 'NOERROR', answers: [], authorities: ['SOA'] })
  })
  test('knows no other name', async () => {
    await serve()
    expect(await askOnce('other.example')).toMatchObject({ rcode: 'NXDOMAIN', answers: [], authorities: ['SOA'] })
  })
  test('answers by TCP as well', async () => {
    await serve()
    expect(read((await askByTcp(questionFor(sso))) as Buffer)).toMatchObject({ rcode: 'NOERROR', truncated: false, ttl: 60 })
  })
})

describe('an answer that is too long', () => {
  const many = { entries: { [sso]: { addresses: Array.from({ length: 20 }, (_, at) => `127.0.5.${at + 1}`) } } }
  test('is cut without EDNS', async () => {
    await serve(many)
    const packets = (await askByUdp(questionFor(sso), 1)) as Buffer[]
    expect(read(packets[0])).toMatchObject({ truncated: true, answers: [] })
  })
  test('is whole with EDNS', async () => {
    await serve(many)
    expect((await askOnce(sso)).answers).toHaveLength(20)
  })
  test('is whole by TCP', async () => {
    await serve(many)
    expect(read((await askByTcp(questionFor(sso))) as Buffer).answers).toHaveLength(20)
  })
})

test.each<[string, Partial<DnsBehaviour>, object]>([
  ['a name that does not exist', { entries: { [sso]: { rcode: 'NXDOMAIN' } } }, { rcode: 'NXDOMAIN', answers: [] }],
  ['a name without address', { entries: { [sso]: { noData: true } } }, { rcode: 'NOERROR', answers: [], authorities: ['SOA'] }],
  ['another address', { entries: { [sso]: { addresses: ['127.0.9.1'] } } }, { answers: [`${sso} A 127.0.9.1`] }],
  [
    'an alias',
    { entries: { [sso]: { alias: 'a.example', addresses: ['127.0.1.20'] } } },
    { answers: [`${sso} CNAME a.example`, 'a.example A 127.0.1.20'] },
  ],
  [
    'a circle of aliases',
    { entries: { [sso]: { loop: ['a.example', 'b.example'] } } },
    { answers: [`${sso} CNAME a.example`, 'a.example CNAME b.example', 'b.example CNAME a.example'] },
  ],
  ['REFUSED', { refusesAll: 'REFUSED' }, { rcode: 'REFUSED', answers: [] }],
  ['SERVFAIL', { refusesAll: 'SERVFAIL' }, { rcode: 'SERVFAIL', answers: [] }],
  ['a long time to live', { ttlSeconds: 86_400 }, { ttl: 86_400 }],
  ['a cut answer', { udp: 'truncate' }, { truncated: true, answers: [] }],
  ['an answer to another question', { udp: 'wrong-id' }, { id: 4711 ^ 0xffff }],
])('answers with %s', async (_name, behaviour, expected) => {
  await serve(behaviour)
  expect(await askOnce(sso)).toMatchObject(expected)
})

test('answers names that do not exist with an address of its own', async () => {
  await serve({ rewritesUnknownTo: '127.0.4.3' })
  expect(await askOnce('other.example')).toMatchObject({ rcode: 'NOERROR', answers: ['other.example A 127.0.4.3'] })
})

test('says nothing by UDP when it is silent', async () => {
  await serve({ udp: 'silent' })
  expect(await askByUdp(questionFor(sso), 1)).toEqual([])
})

test('is refused by the system when it is closed', async () => {
  await serve({ udp: 'closed', tcp: 'closed' })
  expect(await askByUdp(questionFor(sso), 1)).toBe('ECONNREFUSED')
  expect(await askByTcp(questionFor(sso))).toBe('ECONNREFUSED')
})

test('sends noise that carries the question’s id and does not parse', async () => {
  await serve({ udp: 'garbage' })
  const [packet, ...more] = (await askByUdp(questionFor(sso), 2)) as Buffer[]
  expect(more).toEqual([])
  expect(packet?.readUInt16BE(0)).toBe(4711)
  expect(() => dnsPacket.decode(packet as Buffer)).toThrow()
})

test('sends noise first and the answer after it', async () => {
  await serve({ udp: 'garbage-first' })
  const [noise, answer] = (await askByUdp(questionFor(sso), 2)) as Buffer[]
  expect(() => dnsPacket.decode(noise as Buffer)).toThrow()
  expect(read(answer)).toMatchObject({ rcode: 'NOERROR', id: 4711 })
})

test('lets a TCP connection in and says nothing', async () => {
  await serve({ tcp: 'silent' })
  expect(await askByTcp(questionFor(sso))).toBe('ABORT_ERR')
})

test('does not answer before its delay is over', async () => {
  await serve({ delayMs: PATIENCE_MS * 2 })
  expect(await askByUdp(questionFor(sso), 1)).toEqual([])
})

test('ignores what is no question', async () => {
  await serve()
  expect(await askByUdp(Buffer.from([1, 2, 3]), 1)).toEqual([])
  expect(await askOnce(sso)).toMatchObject({ rcode: 'NOERROR' })
})
