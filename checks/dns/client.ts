/** Asks one resolver, by itself: getaddrinfo and c-ares hide which server answered what, and why not. */

import type { Endpoint, Io } from '../io.ts'
import type { Attempt, Query } from './evidence.ts'
import type { QueryType } from './packet.ts'
import { resolverText } from './resolvers.ts'
import { askByTcp } from './tcp.ts'
import { openUdpChannel, type UdpChannel } from './udp.ts'

export interface DnsClient {
  ask(name: string, type: QueryType, purpose: Query['purpose']): Promise<Query>
  close(): void
}

export function createDnsClient(io: Io, resolver: Endpoint, signal: AbortSignal): DnsClient {
  const udp = openUdpChannel(io, resolver, signal)
  return {
    async ask(name, type, purpose) {
      const startedMs = io.clock.monotonicMs()
      const attempts: Attempt[] = []
      const outcome = await (purpose === 'tcp' ? byTcp(false) : byUdp(udp))
      return { resolver: resolverText(resolver), name, type, purpose, attempts, outcome, elapsedMs: io.clock.monotonicMs() - startedMs }

      async function byUdp(channel: UdpChannel): Promise<Query['outcome']> {
        const result = await channel.ask(name, type, attempts)
        if ('failure' in result) return { kind: 'failed', failure: result.failure, truncated: false }
        return result.answer.flags.truncated ? byTcp(true) : result.answer
      }

      async function byTcp(truncated: boolean): Promise<Query['outcome']> {
        const { attempt, answer } = await askByTcp(io, resolver, name, type, signal)
        attempts.push(attempt)
        return answer ?? { kind: 'failed', failure: attempt.failure ?? { word: 'unknown', code: 'none' }, truncated }
      }
    },
    close: udp.close,
  }
}
