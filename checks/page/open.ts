/** A connection to a page's server, ready to be spoken to. */

import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
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

/** RFC 8305 section 5, "Connection Attempt Delay": 250 ms is what it recommends. */
const ATTEMPT_DELAY_MS = 250

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
  const tried = await connectInOrder(io, url, vias, signal)
  const last = tried.at(-1)
  if (last === undefined) {
    const none = noneBecauseOf === 'dns' ? failure('name-unknown', 'no-address') : failure('no-data', 'no-route')
    return { reached: { ...nothing, stage: noneBecauseOf, failure: signal.aborted ? failure('cancelled') : none }, socket: null }
  }
  const attempts = tried
    .slice(0, -1)
    .flatMap(({ via, outcome, elapsedMs }) => ('failure' in outcome ? { via, failure: outcome.failure, elapsedMs } : []))
  const { via, outcome } = last
  if ('socket' in outcome) return secured(io, url, outcome.socket, { ...nothing, via, attempts }, signal)
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

interface Tried {
  readonly via: Via
  readonly outcome: { readonly socket: Socket } | NoConnection
  readonly elapsedMs: number
}

/**
 * The next way is tried when one has failed, or has not connected for a while: one that is silent would otherwise hold up all behind it
 * (RFC 8305 section 5). A proxy is waited for: what it says may be final.
 *
 * @returns those that were passed over, and then the one that counts
 */
async function connectInOrder(io: Io, url: URL, vias: readonly Via[], signal: AbortSignal): Promise<Tried[]> {
  const decided = new AbortController()
  const tried: Promise<Tried>[] = []
  let next: Promise<unknown> = Promise.resolve()
  let settled: Tried | undefined
  for (const via of vias) {
    await next
    if (settled !== undefined || signal.aborted) break
    const startedMs = io.clock.monotonicMs()
    const trying = connect(io, url, via, AbortSignal.any([signal, decided.signal])).then((outcome): Tried => {
      const result = { via, outcome, elapsedMs: io.clock.monotonicMs() - startedMs }
      if ('socket' in outcome && settled !== undefined) outcome.socket.destroy()
      else if ('socket' in outcome || !outcome.tryNext) {
        settled ??= result
        decided.abort()
      }
      return result
    })
    tried.push(trying)
    next = via.kind === 'proxy' ? trying : Promise.race([trying, sleep(ATTEMPT_DELAY_MS)])
  }
  const all = await Promise.all(tried)
  return settled === undefined ? all : [...all.filter((each) => each !== settled && !isCalledOff(each)), settled]
}

/** Another way was quicker. */
function isCalledOff({ outcome }: Tried): boolean {
  return 'socket' in outcome || outcome.failure.word === 'cancelled'
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
