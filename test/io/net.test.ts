import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { realNet } from '../../checks/io/net.ts'
import type { TcpOutcome } from '../../checks/io.ts'
import { startFullQueue } from '../lab/full-queue.ts'
import { onFreePlaces } from '../lab/places.ts'

const forever = new AbortController().signal
const ENOUGH_MS = 5000
const net = realNet()

const servers: Server[] = []

async function listen(address: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}))
  servers.push(server)
  server.listen(0, address)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A place where nothing listens. */
const freePlace = () => onFreePlaces(false, async ({ proxy }) => proxy)

/** A place that lets nobody in and says nothing. */
const silentPlace = () => onFreePlaces(false, async ({ proxy }) => ({ proxy, silent: await startFullQueue(proxy) }))

/** The word and code of the failure; a socket is closed and said. */
function told(outcome: TcpOutcome) {
  if ('failure' in outcome) return `${outcome.failure.word} ${outcome.failure.code}`
  outcome.socket.destroy()
  return 'connected'
}

describe('connecting', () => {
  test.each(['127.0.0.1', '::1'])('reaches %s and hands the socket over', async (address) => {
    const port = await listen(address)
    const outcome = await net.connectTcp({ address, port }, ENOUGH_MS, forever)
    if ('failure' in outcome) throw new Error(outcome.failure.code)
    expect(outcome.socket.remoteAddress).toBe(address)
    expect(outcome.socket.localAddress).toBe(address)
    expect(outcome.elapsedMs).toBeGreaterThan(0)
    outcome.socket.destroy()
  })

  test('hands over a socket that may be reset before anybody listens to it', async () => {
    const server = createServer((socket) => socket.resetAndDestroy())
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const outcome = await net.connectTcp({ address: '127.0.0.1', port: (server.address() as AddressInfo).port }, ENOUGH_MS, forever)
    if ('failure' in outcome) expect(outcome.failure.word).toBe('reset')
    // An error that nobody listens to would end the whole program.
    else await new Promise((resolve) => outcome.socket.once('close', resolve))
  })

  test('is refused where nothing listens', async () => {
    expect(told(await net.connectTcp(await freePlace(), ENOUGH_MS, forever))).toBe('refused ECONNREFUSED')
  })

  test.skipIf(process.platform !== 'linux')('gives up at its limit where no packet comes back', async () => {
    const { proxy, silent } = await silentPlace()
    try {
      const outcome = await net.connectTcp(proxy, 200, forever)
      expect(told(outcome)).toBe('no-reply limit')
      expect(outcome.elapsedMs).toBeGreaterThanOrEqual(199)
    } finally {
      await silent.stop()
    }
  })

  test.skipIf(process.platform !== 'linux')('ends at once when it is cancelled, and those who wait their turn with it', async () => {
    const { proxy, silent } = await silentPlace()
    try {
      const controller = new AbortController()
      // More than may open at once.
      const opening = Array.from({ length: 70 }, () => net.connectTcp(proxy, ENOUGH_MS, controller.signal))
      setTimeout(() => controller.abort(), 50)
      const outcomes = await Promise.all(opening)
      expect(new Set(outcomes.map(told))).toEqual(new Set(['cancelled cancelled']))
      expect(Math.max(...outcomes.map((each) => each.elapsedMs))).toBeLessThan(ENOUGH_MS)
    } finally {
      await silent.stop()
    }
  })

  test('does not begin when it is cancelled already', async () => {
    const port = await listen('127.0.0.1')
    expect(told(await net.connectTcp({ address: '127.0.0.1', port }, ENOUGH_MS, AbortSignal.abort()))).toBe('cancelled cancelled')
  })

  test('a port that cannot be is our own mistake: thrown, not recorded, and the place is given back', async () => {
    for (let time = 0; time < 65; time += 1) {
      await expect(net.connectTcp({ address: '127.0.0.1', port: 70_000 }, ENOUGH_MS, forever)).rejects.toMatchObject({
        code: 'ERR_SOCKET_BAD_PORT',
      })
    }
    const port = await listen('127.0.0.1')
    expect(told(await net.connectTcp({ address: '127.0.0.1', port }, ENOUGH_MS, forever))).toBe('connected')
  })
})

describe('what the routing table says', () => {
  test.each(['127.0.0.1', '::1'])('names the source address for %s', async (address) => {
    expect(await net.route({ address, port: 443 })).toEqual({ source: address })
  })

  // connect(2) to the broadcast address is refused on every system unless the socket asked for broadcasting.
  test('tells a refusal', async () => {
    expect(await net.route({ address: '255.255.255.255', port: 53 })).toMatchObject({
      failure: { word: 'prohibited', code: 'EACCES', syscall: 'connect' },
    })
  })
})

test('knows public roots without asking the system', () => {
  expect(net.roots('bundled').length).toBeGreaterThan(50)
  expect(net.roots('bundled')[0]).toMatch(/^-----BEGIN CERTIFICATE-----/)
})

test('a UDP socket has room for hundreds of answers at once', async () => {
  const plain = createSocket('udp4')
  const ours = net.udpSocket(4)
  for (const socket of [plain, ours]) {
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
  }
  expect(ours.getRecvBufferSize()).toBeGreaterThan(plain.getRecvBufferSize())
  for (const socket of [plain, ours]) socket.close()
})
