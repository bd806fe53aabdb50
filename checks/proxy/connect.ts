/** A way through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6). Shared by proxy and page. */

import { isIPv6, type Socket } from 'node:net'
import { type Failure, failure, failureOf } from '../failure.ts'
import type { Endpoint, Io } from '../io.ts'
import { startLimit } from '../limit.ts'
import { USER_AGENT } from '../user-agent.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'
import { readHead } from './connect-head.ts'
import { parseProxyUri } from './proxy-server.ts'

export interface Destination {
  /** IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

export type TunnelOutcome =
  /** Open: what is sent now goes to the destination, and what came behind the answer is back in the socket. */
  | { readonly socket: Socket; readonly statusCode: number; readonly elapsedMs: number }
  /** With a status code the proxy refused, without one it could not be asked or gave no answer in HTTP. The socket is closed. */
  | {
      readonly failure: Failure
      readonly statusCode: number | null
      readonly authenticationSchemes: readonly string[]
      readonly elapsedMs: number
    }

/** The proxy has to look the name up and connect before it can answer: a dead address takes many of them 3 to 5 s to say. */
export const CONNECT_REPLY_LIMIT_MS = 8000
/** A proxy stands on the site's own network: a SYN that is sent again after 1 s and 3 s (RFC 6298) still gets its answer. */
export const REACH_LIMIT_MS = 3500

/**
 * Looks the proxy's name up, connects to the first of its addresses that lets itself be connected to, and asks for a tunnel.
 *
 * @param proxy "host:port", as a route names it; one of another kind than HTTP is `not-supported`
 * @param replyLimitMs for the answer to CONNECT; looking up and connecting have limits of their own
 */
export async function connectThroughProxy(
  io: Io,
  proxy: string,
  destination: Destination,
  replyLimitMs: number,
  signal: AbortSignal,
): Promise<TunnelOutcome> {
  const startedMs = io.clock.monotonicMs()
  const failed = (reason: Failure): TunnelOutcome => ({ ...noAnswer, failure: reason, elapsedMs: io.clock.monotonicMs() - startedMs })
  const server = parseProxyUri(proxy)
  if (server === undefined || server === 'direct' || server.scheme !== 'http') return failed(failure('not-supported', 'proxy'))
  const found = await addressesOf(io, server.host, LOOKUP_LIMIT_MS, signal)
  if ('failure' in found) return failed(found.failure)
  let last = failed(failure('no-data'))
  for (const address of found.addresses) {
    last = await openTunnel(io, { address, port: server.port }, destination, replyLimitMs, signal)
    if ('socket' in last || last.statusCode !== null || signal.aborted) return last
  }
  return last
}

const noAnswer = { statusCode: null, authenticationSchemes: [] } as const

/** The same for one address of a proxy. */
export async function openTunnel(
  io: Io,
  proxy: Endpoint,
  destination: Destination,
  replyLimitMs: number,
  signal: AbortSignal,
): Promise<TunnelOutcome> {
  const connected = await io.net.connectTcp(proxy, REACH_LIMIT_MS, signal)
  return 'failure' in connected ? { ...noAnswer, ...connected } : ask(io, connected.socket, destination, replyLimitMs, signal)
}

function ask(io: Io, socket: Socket, { host, port }: Destination, limitMs: number, signal: AbortSignal): Promise<TunnelOutcome> {
  const startedMs = io.clock.monotonicMs()
  const elapsedMs = () => io.clock.monotonicMs() - startedMs
  const { promise, resolve } = Promise.withResolvers<TunnelOutcome>()
  let received: Buffer = Buffer.alloc(0)
  const settle = (outcome: TunnelOutcome) => {
    limit.clear()
    signal.removeEventListener('abort', onAbort)
    socket.off('data', onData).off('error', onError).off('end', onEnd).off('close', onEnd)
    // Until the next one listens, an error that nobody listens to would end the program.
    socket.on('error', () => {})
    if ('failure' in outcome) socket.destroy()
    else socket.pause()
    resolve(outcome)
  }
  const fail = (reason: Failure) => settle({ ...noAnswer, failure: reason, elapsedMs: elapsedMs() })
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    const progress = readHead(received)
    if (progress.kind === 'not-http') return fail(failure('malformed', 'not-http'))
    if (progress.kind === 'too-large') return fail(failure('too-large', 'head'))
    if (progress.kind === 'more') return
    const { statusCode, authenticationSchemes } = progress.head
    if (statusCode < 200 || statusCode > 299)
      return settle({ failure: failure('unknown', `HTTP ${statusCode}`), statusCode, authenticationSchemes, elapsedMs: elapsedMs() })
    settle({ socket, statusCode, elapsedMs: elapsedMs() })
    if (progress.rest.length > 0) socket.unshift(progress.rest)
  }
  const onError = (error: Error) => fail(failureOf(error))
  const onEnd = () => fail(failure('closed', 'end'))
  const onAbort = () => fail(failure('cancelled'))
  const limit = startLimit(limitMs, () => fail(failure('no-reply', 'limit')))
  signal.addEventListener('abort', onAbort, { once: true })
  socket.on('data', onData).on('error', onError).on('end', onEnd).on('close', onEnd)
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nProxy-Connection: keep-alive\r\nUser-Agent: ${USER_AGENT}\r\n\r\n`)
  return promise
}
