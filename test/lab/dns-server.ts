/** A name server on one place, UDP and TCP on the same port, that does what its behaviour says. */

import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerTo, type Zone } from './dns-answer.ts'
import type { DnsBehaviour } from './dns-behaviour.ts'
import type { Place } from './places.ts'
import type { Running } from './running.ts'

export async function startDnsServer(place: Place, zone: Zone, behaviour: DnsBehaviour): Promise<Running> {
  const started = await Promise.all([startUdp(place, zone, behaviour), startTcp(place, zone, behaviour)])
  return {
    stop: async () => {
      await Promise.all(started.map((each) => each.stop()))
    },
  }
}

/** Longer than a client takes to send its first questions. */
const BURST_MS = 50

const nothing: Running = { stop: async () => {} }

async function startUdp({ address, port }: Place, zone: Zone, behaviour: DnsBehaviour): Promise<Running> {
  if (behaviour.udp === 'closed') return nothing
  const socket = createSocket('udp4')
  let open = true
  const asked = new Set<number>()
  const reply = async (question: Buffer, from: RemoteInfo) => {
    const packets = udpReplies(question, zone, behaviour)
    if (behaviour.udp === 'wrong-id') await avoidIds(packets, question, asked)
    if (behaviour.delayMs > 0) await sleep(behaviour.delayMs)
    for (const packet of packets) if (open) socket.send(packet, from.port, from.address)
  }
  socket.on('message', (question, from) => void reply(question, from))
  socket.bind(port, address)
  await once(socket, 'listening')
  return {
    stop: () => {
      open = false
      return new Promise((resolve) => socket.close(() => resolve()))
    },
  }
}

function udpReplies(question: Buffer, zone: Zone, behaviour: DnsBehaviour): Buffer[] {
  const answer = answerTo(question, zone, behaviour, 'udp')
  if (answer === undefined || behaviour.udp === 'silent') return []
  if (behaviour.udp === 'garbage') return [garbage(question)]
  if (behaviour.udp === 'garbage-first') return [garbage(question), answer]
  if (behaviour.udp === 'wrong-id') answer.writeUInt16BE(answer.readUInt16BE(0) ^ 0xffff, 0)
  return [answer]
}

/** A wrong id that is another question's right one, as one in some hundred runs would have it, is none: all that are sent at once are waited for. */
async function avoidIds(packets: readonly Buffer[], question: Buffer, asked: Set<number>): Promise<void> {
  if (question.length >= 2) asked.add(question.readUInt16BE(0))
  await sleep(BURST_MS)
  for (const packet of packets) while (asked.has(packet.readUInt16BE(0))) packet.writeUInt16BE((packet.readUInt16BE(0) + 1) & 0xffff, 0)
}

/** The question's id, the mark of a response, and counts that promise more than the packet holds. */
function garbage(question: Buffer): Buffer {
  return Buffer.concat([
    question.subarray(0, 2),
    Buffer.from([0x81, 0x80, 0x00, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc0, 0xff, 0x3f]),
  ])
}

async function startTcp({ address, port }: Place, zone: Zone, behaviour: DnsBehaviour): Promise<Running> {
  if (behaviour.tcp === 'closed') return nothing
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let held = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      for (;;) {
        // Two bytes of length stand before each message (RFC 1035 section 4.2.2)
        const length = held.length < 2 ? Number.POSITIVE_INFINITY : held.readUInt16BE(0)
        if (held.length < 2 + length) return
        const answer = answerTo(held.subarray(2, 2 + length), zone, behaviour, 'tcp')
        held = held.subarray(2 + length)
        if (behaviour.tcp === 'silent' || answer === undefined) continue
        const size = Buffer.alloc(2)
        size.writeUInt16BE(answer.length)
        socket.write(Buffer.concat([size, answer]))
      }
    })
  })
  server.listen(port, address)
  await once(server, 'listening')
  return {
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
