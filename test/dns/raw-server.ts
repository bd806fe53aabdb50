/** A name server whose every byte a test decides; the lab's own (test/lab/dns-server.ts) plays the usual faults. */

import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import * as dnsPacket from 'dns-packet'
import type { Endpoint } from '../../checks/io.ts'

export interface RawServer extends AsyncDisposable {
  readonly endpoint: Endpoint
}

export interface Handlers {
  /** `nth` counts the packets from 0. */
  readonly udp?: (question: Buffer, from: RemoteInfo, socket: UdpSocket, nth: number) => void
  readonly tcp?: (socket: Socket) => void
}

/** Both transports share a port, so it is chosen by UDP and tried by TCP. */
const ATTEMPTS = 5

export async function startRaw(handlers: Handlers, address = '127.0.0.1'): Promise<RawServer> {
  for (let attempt = 1; ; attempt += 1) {
    const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    udp.bind(0, address)
    await once(udp, 'listening')
    const { port } = udp.address()
    try {
      const tcp = handlers.tcp === undefined ? undefined : await listen(handlers.tcp, port, address)
      let nth = 0
      udp.on('message', (question, from) => handlers.udp?.(question, from, udp, nth++))
      return { endpoint: { address, port }, [Symbol.asyncDispose]: () => stop(udp, tcp) }
    } catch (error) {
      udp.close()
      if (attempt === ATTEMPTS) throw error
    }
  }
}

async function listen(onSocket: (socket: Socket) => void, port: number, address: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  })
  server.listen(port, address)
  await once(server, 'listening')
  return server
}

async function stop(udp: UdpSocket, tcp: Server | undefined): Promise<void> {
  udp.close()
  tcp?.close()
}

export interface Reply {
  readonly id?: number
  readonly flags?: number
  readonly questions?: readonly dnsPacket.Question[]
  readonly answers?: readonly dnsPacket.Answer[]
}

export const rcode = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

/** An answer to a question: its id and its question unless told otherwise. */
export function replyTo(question: Buffer, { id, flags = 0, questions, answers = [] }: Reply): Buffer {
  const asked = dnsPacket.decode(question)
  return dnsPacket.encode({
    type: 'response',
    id: id ?? asked.id ?? 0,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | flags,
    questions: [...(questions ?? asked.questions ?? [])],
    answers: [...answers],
  })
}

export function nameOf(question: Buffer): string {
  return dnsPacket.decode(question).questions?.[0]?.name ?? ''
}

export function a(name: string, data: string, ttl = 60): dnsPacket.Answer {
  return { type: 'A', name, ttl, data }
}

export function cname(name: string, data: string, ttl = 60): dnsPacket.Answer {
  return { type: 'CNAME', name, ttl, data }
}

/** A message as TCP carries it: its length in two bytes first (RFC 1035 section 4.2.2). */
export function framed(packet: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(packet.length)
  return Buffer.concat([length, packet])
}
