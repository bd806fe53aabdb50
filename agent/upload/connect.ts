/** A connection to the server of an upload, by the way that Edge takes to it on this PC, with its certificate verified. */

import { isIP, type Socket } from 'node:net'
import { type Failure, failure, failureOf, failureOfSocket } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { hostOf, portOf } from '../../checks/page/redirect.ts'
import { connectByProxy } from '../../checks/page/tunnel.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from '../../checks/proxy/addresses.ts'
import { type Way, wayTo } from '../../checks/proxy/way.ts'
import type { ProxySetting } from '../../checks/settings.ts'
import { HELLO_LIMIT_MS } from '../../checks/tls/handshake.ts'
import type { SendStage } from './answer.ts'

/** As the page check: two lost SYNs fit into it (sent again after 1 s and 3 s, RFC 6298 section 2). */
const CONNECT_LIMIT_MS = 3500

export interface NotConnected {
  readonly stage: SendStage
  readonly failure: Failure
  /** Of a proxy that refused. */
  readonly statusCode: number | null
}
export type Connected = { readonly socket: Socket } | NotConnected

export interface ConnectDoors {
  readonly io: Io
  /** What a flag or the site file says: settings.proxy. */
  readonly proxy: ProxySetting
  /** PEM of roots that vouch for the server of a PAC script: settings.trustedRoots. */
  readonly trustedRoots: readonly string[]
}

/** @param ca PEM of roots that vouch for the server besides the bundled ones and the system's */
export async function connectTo(
  { io, proxy, trustedRoots }: ConnectDoors,
  url: URL,
  ca: readonly string[],
  signal: AbortSignal,
): Promise<Connected> {
  // Plain HTTP is for this PC alone: no proxy is told a token.
  const way = url.protocol === 'http:' ? straight : await wayTo(io, url, proxy, trustedRoots, signal)
  const connected = way === undefined ? notConnected('connect', failure('cancelled')) : await firstOf(io, url, way, signal)
  if (!('socket' in connected)) return connected
  connected.socket.on('error', () => {})
  return url.protocol === 'http:' ? connected : verified(io, connected.socket, hostOf(url), ca, signal)
}

const straight: Way = { proxies: [], direct: true }

function notConnected(stage: SendStage, reason: Failure, statusCode: number | null = null): NotConnected {
  return { stage, failure: reason, statusCode }
}

/** One after the other, as Edge does: where nobody answers the next is tried, a proxy's refusal is final. */
async function firstOf(io: Io, url: URL, { proxies, direct }: Way, signal: AbortSignal): Promise<Connected> {
  let last = notConnected('proxy', failure('no-data', 'no-route'))
  for (const proxy of proxies) {
    const outcome = await connectByProxy(io, proxy, url, signal)
    if ('socket' in outcome) return outcome
    last = notConnected('proxy', outcome.failure, outcome.proxyStatusCode)
    if (!outcome.tryNext || signal.aborted) return last
  }
  return direct ? connectStraight(io, url, signal) : last
}

async function connectStraight(io: Io, url: URL, signal: AbortSignal): Promise<Connected> {
  const found = await addressesOf(io, hostOf(url), LOOKUP_LIMIT_MS, signal)
  if ('failure' in found) return notConnected('lookup', found.failure)
  let last = notConnected('lookup', failure('no-data'))
  for (const address of found.addresses) {
    const outcome = await io.net.connectTcp({ address, port: portOf(url) }, CONNECT_LIMIT_MS, signal)
    if ('socket' in outcome) return outcome
    last = notConnected('connect', outcome.failure)
    if (signal.aborted) break
  }
  return last
}

/** Closes the socket where it fails. */
async function verified(io: Io, socket: Socket, host: string, ca: readonly string[], signal: AbortSignal): Promise<Connected> {
  const ended = failureOfSocket(socket)
  if (ended !== undefined) return notConnected('tls', ended)
  const { promise, resolve } = Promise.withResolvers<Connected>()
  const fail = (reason: Failure) => {
    resolve(notConnected('tls', reason))
    socket.destroy()
  }
  const onAbort = () => fail(failure('cancelled'))
  const timer = setTimeout(() => fail(failure('no-reply', 'limit')), HELLO_LIMIT_MS)
  try {
    const secured = io.net.tls({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ca: [...io.net.roots('bundled'), ...io.net.roots('system'), ...ca],
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      // Said outright: Node would not verify where NODE_TLS_REJECT_UNAUTHORIZED is 0.
      rejectUnauthorized: true,
    })
    // Stays for the socket's whole life: an error that nobody listens to would end the program.
    secured.on('error', (error) => fail(failureOf(error)))
    secured.once('close', () => fail(failure('closed')))
    secured.once('secureConnect', () => resolve({ socket: secured }))
  } catch (error) {
    // A root of --upload-ca that OpenSSL cannot read.
    fail(failureOf(error))
  }
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  })
}
