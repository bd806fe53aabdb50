/** A connection by way of a proxy: a tunnel to the target, or for plain HTTP the proxy itself. */

import type { Socket } from 'node:net'
import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from '../proxy/addresses.ts'
import { CONNECT_REPLY_LIMIT_MS, connectThroughProxy, REACH_LIMIT_MS } from '../proxy/connect.ts'
import { parseProxyUri } from '../proxy/proxy-server.ts'
import { hostOf, portOf } from './redirect.ts'

export interface NoConnection {
  readonly stage: 'connect' | 'proxy'
  readonly failure: Failure
  readonly proxyStatusCode: number | null
  readonly authenticationSchemes: readonly string[]
  /** Whether Edge goes on to the next way of the route: it does where nobody answered, but takes a proxy's refusal as final. */
  readonly tryNext: boolean
}

export async function connectByProxy(
  io: Io,
  proxy: string,
  url: URL,
  signal: AbortSignal,
): Promise<{ readonly socket: Socket } | NoConnection> {
  const outcome =
    url.protocol === 'https:'
      ? await connectThroughProxy(io, proxy, { host: hostOf(url), port: portOf(url) }, CONNECT_REPLY_LIMIT_MS, signal)
      : await connectToProxy(io, proxy, signal)
  if ('socket' in outcome) return outcome
  const { statusCode: proxyStatusCode, authenticationSchemes } = outcome
  const isFinal = proxyStatusCode !== null || outcome.failure.word === 'not-supported' || outcome.failure.word === 'malformed'
  return { stage: 'proxy', failure: outcome.failure, proxyStatusCode, authenticationSchemes, tryNext: !isFinal }
}

/** Plain HTTP needs no tunnel: it is the proxy that is asked for the page (RFC 9112 section 3.2.2). */
async function connectToProxy(io: Io, proxy: string, signal: AbortSignal) {
  const failed = (reason: Failure) => ({ failure: reason, statusCode: null, authenticationSchemes: [] })
  const server = parseProxyUri(proxy)
  if (server === undefined || server === 'direct' || server.scheme !== 'http') return failed(failure('not-supported', 'proxy'))
  const found = await addressesOf(io, server.host, LOOKUP_LIMIT_MS, signal)
  if ('failure' in found) return failed(found.failure)
  let last = failed(failure('no-data'))
  for (const address of found.addresses) {
    const connected = await io.net.connectTcp({ address, port: server.port }, REACH_LIMIT_MS, signal)
    if ('socket' in connected) return connected
    last = failed(connected.failure)
  }
  return last
}
