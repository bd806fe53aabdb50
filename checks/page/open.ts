/** A connection to a page's server, ready to be spoken to. */

import type { Socket } from 'node:net'
import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io.ts'
import type { Via } from '../schema.ts'
import type { Hop } from './evidence.ts'
import { hostOf, portOf } from './redirect.ts'
import { secure } from './secure.ts'
import { connectByProxy, type NoConnection } from './tunnel.ts'
import type { Ways } from './ways.ts'

/** As the path check: two lost SYNs fit into it (sent again after 1 s and 3 s, RFC 6298 section 2). */
const CONNECT_LIMIT_MS = 3500

/** How far it came, in the words of the evidence. */
export type Reached = Pick<Hop, 'via' | 'source' | 'attempts' | 'stage' | 'failure' | 'proxyStatusCode' | 'authenticationSchemes'>
export interface Opening {
  readonly reached: Reached
  /** Null where it failed. */
  readonly socket: Socket | null
}

/**
 * Tries the ways in order until one connects, as a browser does: an address or a proxy that does not answer is passed over;
 * once connected, a proxy's refusal or a failed TLS handshake is final.
 */
export async function open(io: Io, url: URL, { vias, noneBecauseOf }: Ways, signal: AbortSignal): Promise<Opening> {
  const attempts: Hop['attempts'] = []
  for (const [index, via] of vias.entries()) {
    const startedMs = io.clock.monotonicMs()
    const outcome = await connect(io, url, via, signal)
    if ('socket' in outcome) return secured(io, url, outcome.socket, { ...nothing, via, attempts }, signal)
    if (index === vias.length - 1 || !outcome.tryNext || signal.aborted) {
      const { stage, proxyStatusCode, authenticationSchemes } = outcome
      const reached = {
        ...nothing,
        via,
        attempts,
        stage,
        failure: outcome.failure,
        proxyStatusCode,
        authenticationSchemes: [...authenticationSchemes],
      }
      return { reached, socket: null }
    }
    attempts.push({ via, failure: outcome.failure, elapsedMs: io.clock.monotonicMs() - startedMs })
  }
  const none = noneBecauseOf === 'dns' ? failure('name-unknown', 'no-address') : failure('no-data', 'no-route')
  return { reached: { ...nothing, stage: noneBecauseOf, failure: signal.aborted ? failure('cancelled') : none }, socket: null }
}

const nothing: Reached = {
  via: null,
  source: null,
  attempts: [],
  stage: null,
  failure: null,
  proxyStatusCode: null,
  authenticationSchemes: [],
}

async function connect(io: Io, url: URL, via: Via, signal: AbortSignal): Promise<{ readonly socket: Socket } | NoConnection> {
  if (via.kind === 'proxy') return connectByProxy(io, via.proxy, url, signal)
  const outcome = await io.net.connectTcp({ address: via.address, port: portOf(url) }, CONNECT_LIMIT_MS, signal)
  if ('socket' in outcome) return outcome
  return { stage: 'connect', failure: outcome.failure, proxyStatusCode: null, authenticationSchemes: [], tryNext: true }
}

async function secured(io: Io, url: URL, socket: Socket, found: Reached, signal: AbortSignal): Promise<Opening> {
  const reached = { ...found, source: socket.localAddress ?? null }
  socket.on('error', () => {})
  if (url.protocol === 'http:') return { reached, socket }
  const outcome = await secure(io, socket, hostOf(url), signal)
  return 'socket' in outcome
    ? { reached, socket: outcome.socket }
    : { reached: { ...reached, stage: 'tls', failure: outcome.failure }, socket: null }
}

/** A failure that came because the visit had lasted too long is silence; what the run's end cut off is not. */
export function orSilence(reason: Failure, run: AbortSignal): Failure {
  return reason.word === 'cancelled' && !run.aborted ? failure('no-reply', 'limit') : reason
}
