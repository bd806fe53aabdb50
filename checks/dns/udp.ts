/** One connected UDP socket for all questions to a resolver: the kernel then drops packets from any other source. */

import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { type Failure, failure, failureOf } from '../failure.ts'
import type { Endpoint, Io } from '../io.ts'
import { startLimit } from '../limit.ts'
import type { Attempt, Query } from './evidence.ts'
import { FIRST_PLAIN, SEND_AT_MS } from './limits.ts'
import { decodeAnswer, encodeQuery, packetId, type QueryType } from './packet.ts'

/** What a server says that does not know EDNS (RFC 6891 section 7): it is asked again without. */
const ednsRefusals: readonly string[] = ['FORMERR', 'NOTIMP']
/** The last one gets a second to be answered. Windows' own resolver moves on to the next server after 1 s. */
export const QUERY_LIMIT_MS = 3000

/** More packets at once overflow the queue of a slow interface (Linux' txqueuelen is 500 for tunnels), and what is lost costs a resend. */
const BURST = 64
const BURST_EVERY_MS = 2

type Answered = Extract<Query['outcome'], { kind: 'answered' }>
export type UdpResult = { readonly answer: Answered } | { readonly failure: Failure }

interface Pending {
  readonly onPacket: (packet: Buffer) => void
  readonly onError: (reason: Failure) => void
}

export interface UdpChannel {
  ask(name: string, type: QueryType, attempts: Attempt[]): Promise<UdpResult>
  close(): void
}

/** When `signal` fires whoever still waits is told so. */
export function openUdpChannel(io: Io, { address, port }: Endpoint, signal: AbortSignal): UdpChannel {
  const pending = new Map<number, Pending>()
  const socket = io.net.udpSocket(isIP(address) === 6 ? 6 : 4)
  const ready = Promise.withResolvers<void>()
  let broken: Failure | undefined
  let closed = false
  const tellAll = (reason: Failure) => {
    for (const { onError } of [...pending.values()]) onError(reason)
  }
  const failAll = (error: Error) => {
    const reason = failureOf(error)
    tellAll(reason)
    return reason
  }
  // One listener for all: hundreds of them on one signal are slow to add and to take away.
  const onAbort = () => tellAll(failure('cancelled'))
  signal.addEventListener('abort', onAbort, { once: true })
  socket.on('message', (packet) => pending.get(packetId(packet) ?? -1)?.onPacket(packet))
  socket.once('connect', ready.resolve)
  // A socket that cannot connect has no route; once connected this is an ICMP unreachable (ECONNREFUSED). On Windows libuv keeps that
  // to itself (src/win/udp.c: WSAECONNRESET), so that a closed port looks silent there.
  let connected = false
  socket.once('connect', () => {
    connected = true
  })
  socket.on('error', (error) => {
    const reason = failAll(error)
    if (!connected) broken = reason
    ready.resolve()
  })
  socket.connect(port, address)

  const waiting: Buffer[] = []

  function send(packet: Buffer): void {
    waiting.push(packet)
    if (waiting.length === 1) void ready.promise.then(sendBurst)
  }

  function sendBurst(): void {
    if (closed) return
    for (const packet of waiting.splice(0, BURST)) {
      if (broken === undefined) socket.send(packet, (error) => void (error && failAll(error)))
      else pending.get(packetId(packet) ?? -1)?.onError(broken)
    }
    if (waiting.length > 0) setTimeout(sendBurst, BURST_EVERY_MS)
  }

  return {
    async ask(name, type, attempts) {
      return signal.aborted ? { failure: failure('cancelled') } : askOnce(io, { pending, send }, { name, type }, attempts)
    },
    close() {
      closed = true
      signal.removeEventListener('abort', onAbort)
      socket.close()
    },
  }
}

interface Line {
  readonly pending: Map<number, Pending>
  readonly send: (packet: Buffer) => void
}

/** Each sending has an id of its own, so that an answer tells which of them it belongs to, however late. */
function askOnce(
  io: Io,
  { pending, send }: Line,
  { name, type }: { name: string; type: QueryType },
  attempts: Attempt[],
): Promise<UdpResult> {
  const { promise, resolve } = Promise.withResolvers<UdpResult>()
  const sent = new Map<number, { sentMs: number; malformedPackets: number }>()
  let knowsEdns = true
  const timers: NodeJS.Timeout[] = []

  function settle(result: UdpResult, answered?: number): void {
    limit.clear()
    timers.forEach(clearTimeout)
    for (const [id, { sentMs, malformedPackets }] of sent) {
      pending.delete(id)
      const reason = id === answered ? null : 'failure' in result ? result.failure : failure('no-reply', 'superseded')
      attempts.push({ transport: 'udp', elapsedMs: io.clock.monotonicMs() - sentMs, failure: reason, malformedPackets })
    }
    resolve(result)
  }

  function sendOnce(): void {
    const edns = knowsEdns && sent.size < FIRST_PLAIN
    const id = freeId(pending)
    const attempt = { sentMs: io.clock.monotonicMs(), malformedPackets: 0 }
    sent.set(id, attempt)
    pending.set(id, {
      onPacket(packet) {
        const answer = decodeAnswer(packet, name, type)
        // A packet that does not parse may be forged or garbled: it is counted, and listening goes on.
        if (answer === undefined) attempt.malformedPackets += 1
        else if (!edns || !ednsRefusals.includes(answer.rcode)) settle({ answer }, id)
        else if (knowsEdns) {
          knowsEdns = false
          sendOnce()
        }
      },
      onError: (reason) => settle({ failure: reason }),
    })
    send(encodeQuery(id, name, type, edns))
  }

  function onLimit(): void {
    const garbled = [...sent.values()].some((each) => each.malformedPackets > 0)
    settle({ failure: garbled ? failure('malformed') : failure('no-reply', 'limit') })
  }

  const limit = startLimit(QUERY_LIMIT_MS, onLimit)
  timers.push(...SEND_AT_MS.slice(1).map((atMs) => setTimeout(sendOnce, atMs)))
  sendOnce()
  return promise
}

/** Random, since a guessable id invites forged answers (RFC 5452), and not one in flight. */
function freeId(pending: ReadonlyMap<number, Pending>): number {
  for (;;) {
    const id = randomInt(0x10000)
    if (!pending.has(id)) return id
  }
}
