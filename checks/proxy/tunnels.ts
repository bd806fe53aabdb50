/** Tries the proxies: whether each is there, whether it opens a tunnel to each target, and whether TLS comes through it. */

import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Target } from '../settings.ts'
import { HELLO_LIMIT_MS, type Hello, handshake } from '../tls/handshake.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'
import { CONNECT_REPLY_LIMIT_MS, type Destination, openTunnel, REACH_LIMIT_MS, type TunnelOutcome } from './connect.ts'
import type { ReachRecord, TunnelRecord } from './evidence.ts'
import { type ProxyServer, proxyText } from './proxy-server.ts'

export interface Trials {
  /** @param obeyed whether Edge would go this way; else only the tunnel is asked for, nothing is sent through it */
  make(proxy: ProxyServer, target: Target, obeyed: boolean): Promise<void>
  readonly reach: readonly ReachRecord[]
  readonly tunnels: readonly TunnelRecord[]
  readonly handshakes: readonly HandshakeRecord[]
}

export function createTrials(io: Io, signal: AbortSignal, onHandshake: (record: HandshakeRecord) => void): Trials {
  const reach: ReachRecord[] = []
  const tunnels: TunnelRecord[] = []
  const handshakes: HandshakeRecord[] = []
  const reaching = new Map<string, Promise<string | null>>()
  const making = new Map<string, Promise<void>>()

  /** The address at which the proxy was reached. */
  const reachOf = async (proxy: ProxyServer, obeyed: boolean): Promise<string | null> => {
    const found = await reachProxy(io, proxy, signal)
    reach.push({ proxy: proxyText(proxy), obeyed, ...found })
    return found.failure === null ? found.address : null
  }

  const greet = async (proxy: ProxyServer, address: string, target: Target, hello: Hello, first?: TunnelOutcome) => {
    const destination = destinationOf(target)
    const tunnel = first ?? (await openTunnel(io, { address, port: proxy.port }, destination, CONNECT_REPLY_LIMIT_MS, signal))
    if (!('socket' in tunnel)) return undefined
    const via = { kind: 'proxy', proxy: proxyText(proxy) } as const
    const made = await handshake(io, tunnel.socket, { host: target.host, port: target.port, via, hello }, HELLO_LIMIT_MS, signal)
    handshakes.push(made)
    onHandshake(made)
    return made
  }

  const trial = async (proxy: ProxyServer, target: Target, obeyed: boolean): Promise<void> => {
    const address = await once(reaching, `${proxyText(proxy)} ${obeyed}`, () => reachOf(proxy, obeyed))
    // What is asked for in plain HTTP goes to the proxy without a tunnel.
    if (address === null || !target.url.startsWith('https:')) return
    const asked = { proxy: proxyText(proxy), host: target.host, port: target.port, obeyed }
    if (proxy.scheme !== 'http') {
      tunnels.push({
        ...asked,
        ...recordOf({ statusCode: null, authenticationSchemes: [], failure: failure('not-supported', proxy.scheme), elapsedMs: 0 }),
      })
      return
    }
    const tunnel = await openTunnel(io, { address, port: proxy.port }, destinationOf(target), CONNECT_REPLY_LIMIT_MS, signal)
    tunnels.push({ ...asked, ...recordOf(tunnel) })
    if (!obeyed && 'socket' in tunnel) tunnel.socket.destroy()
    if (!obeyed) return
    const big = await greet(proxy, address, target, 'big', tunnel)
    if (big !== undefined && wentUnanswered(big) && !signal.aborted) await greet(proxy, address, target, 'small')
  }

  return {
    reach,
    tunnels,
    handshakes,
    make: (proxy, target, obeyed) =>
      once(making, `${proxyText(proxy)} ${target.host}:${target.port} ${new URL(target.url).protocol} ${obeyed}`, () =>
        trial(proxy, target, obeyed),
      ),
  }
}

function once<T>(done: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = done.get(key) ?? work()
  done.set(key, found)
  return found
}

function destinationOf({ host, port }: Target): Destination {
  return { host: host.replace(/^\[|\]$/g, ''), port }
}

function recordOf(tunnel: TunnelOutcome): Pick<TunnelRecord, 'statusCode' | 'authenticationSchemes' | 'failure' | 'elapsedMs'> {
  const { statusCode, elapsedMs } = tunnel
  if ('socket' in tunnel) return { statusCode, authenticationSchemes: [], failure: null, elapsedMs }
  return {
    statusCode,
    authenticationSchemes: [...tunnel.authenticationSchemes],
    failure: statusCode === null ? tunnel.failure : null,
    elapsedMs,
  }
}

/** Every address of the proxy's name in turn, as Edge does, until one lets itself be connected to. */
async function reachProxy(io: Io, { host, port }: ProxyServer, signal: AbortSignal): Promise<Omit<ReachRecord, 'proxy' | 'obeyed'>> {
  const startedMs = io.clock.monotonicMs()
  const found = await addressesOf(io, host, LOOKUP_LIMIT_MS, signal)
  if ('failure' in found) return { address: null, stage: 'lookup', failure: found.failure, elapsedMs: io.clock.monotonicMs() - startedMs }
  let last: { address: string | null; failure: Failure; elapsedMs: number } = { address: null, failure: failure('no-data'), elapsedMs: 0 }
  for (const address of found.addresses) {
    const outcome = await io.net.connectTcp({ address, port }, REACH_LIMIT_MS, signal)
    if ('socket' in outcome) {
      outcome.socket.on('error', () => {})
      outcome.socket.destroy()
      return { address, stage: null, failure: null, elapsedMs: outcome.elapsedMs }
    }
    last = { address, failure: outcome.failure, elapsedMs: outcome.elapsedMs }
    if (signal.aborted) break
  }
  return { ...last, stage: 'connect' }
}

/** Silence, or a reset or an end without a single byte: what a big hello gets that does not come through. */
function wentUnanswered({ outcome }: HandshakeRecord): boolean {
  return outcome.kind === 'failed' && outcome.bytesRead === 0 && ['no-reply', 'reset', 'closed'].includes(outcome.failure.word)
}
