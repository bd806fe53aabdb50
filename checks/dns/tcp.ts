import { type Failure, failure, failureOf } from '../failure.ts'
import type { Endpoint, Io } from '../io.ts'
import { startLimit } from '../limit.ts'
import type { Attempt, Query } from './evidence.ts'
import { decodeAnswer, encodeQuery, packetId, type QueryType } from './packet.ts'

/** As long as the UDP side gets: connecting, asking and answering are three trips, and a lost SYN costs a second. */
const TCP_LIMIT_MS = 3000
/** Any id will do: the connection itself keeps strangers out. */
const TCP_ID = 0x5450

type Answered = Extract<Query['outcome'], { kind: 'answered' }>
export interface TcpReply {
  readonly attempt: Attempt
  readonly answer: Answered | undefined
}

/** Asks over TCP: two bytes of length before each message (RFC 7766 section 8). */
export async function askByTcp(io: Io, resolver: Endpoint, name: string, type: QueryType, signal: AbortSignal): Promise<TcpReply> {
  const startedMs = io.clock.monotonicMs()
  const reply = (result: { answer: Answered } | { failure: Failure }): TcpReply => ({
    attempt: {
      transport: 'tcp',
      elapsedMs: io.clock.monotonicMs() - startedMs,
      failure: 'failure' in result ? result.failure : null,
      malformedPackets: 'failure' in result && result.failure.word === 'malformed' ? 1 : 0,
    },
    answer: 'answer' in result ? result.answer : undefined,
  })
  const { promise, resolve } = Promise.withResolvers<{ answer: Answered } | { failure: Failure }>()
  const limit = startLimit(TCP_LIMIT_MS, () => resolve({ failure: failure('no-reply', 'limit') }))
  const connection = await io.net.connectTcp(resolver, TCP_LIMIT_MS, signal)
  if ('failure' in connection) {
    limit.clear()
    return reply(connection)
  }
  const { socket } = connection
  let received = Buffer.alloc(0)
  const onAbort = () => resolve({ failure: failure('cancelled') })
  signal.addEventListener('abort', onAbort, { once: true })
  socket.on('error', (error) => resolve({ failure: failureOf(error) }))
  socket.on('close', () => resolve({ failure: failure('closed') }))
  socket.on('data', (chunk: Buffer) => {
    // A message is 65,535 bytes at most, so this is bounded.
    received = Buffer.concat([received, chunk])
    if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return
    const packet = received.subarray(2, 2 + received.readUInt16BE(0))
    const answer = packetId(packet) === TCP_ID ? decodeAnswer(packet, name, type) : undefined
    resolve(answer === undefined ? { failure: failure('malformed') } : { answer })
  })
  const query = encodeQuery(TCP_ID, name, type, false)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(query.length)
  socket.write(Buffer.concat([length, query]))
  try {
    return reply(await promise)
  } finally {
    limit.clear()
    signal.removeEventListener('abort', onAbort)
    socket.destroy()
  }
}
