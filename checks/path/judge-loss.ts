/** Packets that are lost on the way, told by what had to be sent again. */

import type { Finding } from '../check.ts'
import type { Attempt, DnsEvidence, Query } from '../dns/evidence.ts'
import { FIRST_PLAIN } from '../dns/limits.ts'
import { question } from '../questions.ts'
import type { PathEvidence } from './evidence.ts'

/**
 * Of a dozen questions. A line that loses one packet in twenty, each way, loses one question in ten: it stays below the lower of these
 * but for one run in fifty, and one that loses a third comes to half of them.
 */
const MANY = { lost: 7, share: 0.35 } as const
/** Where the first packet of a connection was lost as well. */
const SOME = { lost: 4, share: 0.25 } as const
/** Questions are sent again after 600 ms: what came sooner was asked anew for another reason (RFC 6891 section 7). */
const AGAIN_MS = 500
/** TCP sends its first packet again after a second (RFC 6298 section 2). */
const SYN_AGAIN_MS = 1000

interface Count {
  readonly resolver: string
  readonly lost: number
  readonly sent: number
}

/** Only DNS servers that do answer are counted, and one alone that answers now and then may be what is wrong itself. */
export function lossFinding(dns: DnsEvidence | undefined, { connections }: PathEvidence): Finding[] {
  const queries = dns?.queries ?? []
  const counts = countsOf(queries)
  const lost = counts.reduce((sum, each) => sum + each.lost, 0)
  const sent = counts.reduce((sum, each) => sum + each.sent, 0)
  const places = counts.filter((each) => each.lost > 0).map(({ resolver }) => resolver)
  const least = losesFirstPackets(queries, connections) ? SOME : MANY
  if (lost < least.lost || lost / sent < least.share || (places.length < 2 && least === MANY)) return []
  const args = { lost, sent, percent: Math.round((lost / sent) * 100), resolvers: places }
  return [{ id: question.pathLoss(), check: 'path', code: 'path/packets-lost', status: 'warning', subject: 'network', args }]
}

function losesFirstPackets(queries: readonly Query[], connections: PathEvidence['connections']): boolean {
  const asked = queries.flatMap(({ attempts }) => attempts.filter(({ transport, failure }) => transport === 'tcp' && failure === null))
  const connected = connections.flatMap(({ connect }) => (connect !== null && connect.failure === null ? [connect] : []))
  return [...asked, ...connected].some(({ elapsedMs }) => elapsedMs > SYN_AGAIN_MS)
}

function countsOf(queries: readonly Query[]): Count[] {
  const byUdp = queries.filter(({ purpose }) => purpose !== 'tcp')
  return [...Map.groupBy(byUdp, ({ resolver }) => resolver)]
    .filter(([, own]) => own.some(({ outcome }) => outcome.kind === 'answered'))
    .map(([resolver, own]) => {
      // Where none with EDNS is ever answered, it is not chance that took them: what does not know EDNS drops it.
      const edns = own.some(({ attempts }) => answeredAt(attempts) >= 0 && answeredAt(attempts) < FIRST_PLAIN)
      const lost = own.reduce((sum, query) => sum + lostIn(query.attempts.slice(edns ? 0 : FIRST_PLAIN)), 0)
      const answered = own.filter(({ attempts }) => attempts.some(({ failure }) => failure === null)).length
      return { resolver, lost, sent: lost + answered }
    })
}

function answeredAt(attempts: readonly Attempt[]): number {
  return attempts.findIndex(({ failure }) => failure === null)
}

/** Those that had been sent before the one that was answered, or all where none was. */
function lostIn(attempts: readonly Attempt[]): number {
  const udp = attempts.filter(({ transport }) => transport === 'udp')
  const answered = udp.find(({ failure }) => failure === null)
  if (answered !== undefined) return udp.filter(({ elapsedMs }) => elapsedMs - answered.elapsedMs > AGAIN_MS).length
  return udp.every(({ failure }) => failure?.word === 'no-reply') ? udp.length : 0
}
