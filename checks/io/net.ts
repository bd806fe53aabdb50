import { createSocket, type Socket } from 'node:dgram'
import { connect as connectSocket, isIP } from 'node:net'
import * as tls from 'node:tls'
import { failure, failureOf } from '../failure.ts'
import type { Endpoint, Net, Route, TcpOutcome } from '../io.ts'
import { startLimit } from '../limit.ts'
import { monotonicMs } from '../monotonic.ts'
import { createGate } from './gate.ts'

/** Half-open connections at once: enough for the network's delay to be shared by 200 targets, few enough not to look like a scan. */
const OPENING_AT_ONCE = 64

export function realNet(): Net {
  const gate = createGate(OPENING_AT_ONCE)
  return {
    udpSocket,
    route,
    async connectTcp(endpoint, limitMs, signal) {
      const leave = await gate.enter(signal).catch(() => undefined)
      if (leave === undefined) return cancelled
      try {
        return await connectOnce(endpoint, limitMs, signal)
      } finally {
        leave()
      }
    },
    tls: (options) => tls.connect(options),
    roots: (store) => (store === 'bundled' ? tls.rootCertificates : tls.getCACertificates('system')),
  }
}

/**
 * Hundreds of answers come at once, while the program is busy with the first of them. The system's own size holds some 250;
 * what does not fit is lost, and asked for again after 600 ms.
 */
const RECEIVE_BUFFER_BYTES = 1_048_576

function udpSocket(family: 4 | 6): Socket {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  socket.once('listening', () => {
    try {
      socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES)
    } catch {
      // A system that gives no more gives what it has.
    }
  })
  return socket
}

const cancelled: TcpOutcome = { failure: failure('cancelled'), elapsedMs: 0 }

function connectOnce({ address, port }: Endpoint, limitMs: number, signal: AbortSignal): Promise<TcpOutcome> {
  const startedMs = monotonicMs()
  const { promise, resolve } = Promise.withResolvers<TcpOutcome>()
  // autoSelectFamily off: an address is asked for by itself, and happy eyeballs would hide its own error.
  const socket = connectSocket({ host: address, port, autoSelectFamily: false, noDelay: true })
  const settle = (outcome: TcpOutcome) => {
    limit.clear()
    signal.removeEventListener('abort', onAbort)
    socket.removeListener('error', onError)
    // Stays: the peer may reset before the next one listens, and an error that nobody listens to would end the program.
    socket.on('error', () => {})
    if ('failure' in outcome) socket.destroy()
    resolve(outcome)
  }
  const elapsedMs = () => monotonicMs() - startedMs
  const onAbort = () => settle({ failure: failure('cancelled'), elapsedMs: elapsedMs() })
  const onError = (error: Error) => settle({ failure: failureOf(error), elapsedMs: elapsedMs() })
  const limit = startLimit(limitMs, () => settle({ failure: failure('no-reply', 'limit'), elapsedMs: elapsedMs() }))
  signal.addEventListener('abort', onAbort, { once: true })
  socket.once('error', onError)
  socket.once('connect', () => settle({ socket, elapsedMs: elapsedMs() }))
  return promise
}

/** connect(2) on a UDP socket asks the routing table and picks the source address without sending anything. */
function route({ address, port }: Endpoint): Promise<Route> {
  const { promise, resolve } = Promise.withResolvers<Route>()
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4')
  const finish = (outcome: Route) => {
    resolve(outcome)
    socket.close()
  }
  // Without a callback to connect(): with one, Node gives it the refusal and tells nobody else.
  socket.once('error', (error) => finish({ failure: failureOf(error) }))
  socket.once('connect', () => finish({ source: socket.address().address }))
  socket.connect(port, address)
  return promise
}
