/** Packets that are lost on the way, told by what had to be sent again. */

import type { Finding } from '../check.ts'
import type { Attempt, DnsEvidence, Query } from '../dns/evidence.ts'
import { question } from '../questions.ts'
import type { PathEvidence } from './evidence.ts'

/** Of a dozen questions: a line that loses one packet in twenty (two ways, so one question in ten) stays below it all but never. */
const LEAST_LOST = 5
const LEAST_SHARE = 0.3
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
  const counts = countsOf(dns?.queries ?? [])
  const lost = counts.reduce((sum, each) => sum + each.lost, 0)
  const sent = counts.reduce((sum, each) => sum + each.sent, 0)
  const places = counts.filter((each) => each.lost > 0).map(({ resolver }) => resolver)
  const byTcp = connections.some(({ connect }) => connect?.failure === null && connect.elapsedMs > SYN_AGAIN_MS)
  if (lost < LEAST_LOST || lost / sent < LEAST_SHARE || (places.length < 2 && !byTcp)) return []
  const args = { lost, sent, percent: Math.round((lost / sent) * 100), resolvers: places }
  return [{ id: question.pathLoss(), check: 'path', code: 'path/packets-lost', status: 'warning', subject: 'network', args }]
}

function countsOf(queries: readonly Query[]): Count[] {
  const byUdp = queries.filter(({ purpose }) => purpose !== 'tcp')
  return [...Map.groupBy(byUdp, ({ resolver }) => resolver)]
    .filter(([, own]) => own.some(({ outcome }) => outcome.kind === 'answered'))
    .map(([resolver, own]) => {
      const lost = own.reduce((sum, query) => sum + lostIn(query.attempts), 0)
      const answered = own.filter(({ attempts }) => attempts.some(({ failure }) => failure === null)).length
      return { resolver, lost, sent: lost + answered }
    })
}

/** Those that had been sent before the one that was answered, or all where none was. */
function lostIn(attempts: readonly Attempt[]): number {
  const udp = attempts.filter(({ transport }) => transport === 'udp')
  const answered = udp.find(({ failure }) => failure === null)
  if (answered !== undefined) return udp.filter(({ elapsedMs }) => elapsedMs - answered.elapsedMs > AGAIN_MS).length
  return udp.every(({ failure }) => failure?.word === 'no-reply') ? udp.length : 0
}
