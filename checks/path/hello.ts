/** What became of a TLS hello on its way: shared by the judges of direct connections and of proxies' tunnels. */

import type { Failure } from '../failure.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { PathCode } from './codes.ts'

export interface HelloAnswer {
  readonly code: PathCode
  /** Null where it was answered. */
  readonly failure: Failure | null
}

/** Any TLS answer, an alert included, shows that the path carries a hello; what the answer says is the tls check's business. */
export function helloAnswer(records: readonly HandshakeRecord[]): HelloAnswer {
  const greeted = (hello: HandshakeRecord['hello']) => records.find((record) => record.hello === hello)
  const small = greeted('small')
  const reason = unansweredBecause(greeted('big') ?? small)
  if (reason === null) return { code: 'path/hello-answered', failure: null }
  if (reason.word === 'cancelled') return { code: 'path/cut-short', failure: reason }
  if (reason.word === 'not-tls') return { code: 'path/not-tls', failure: reason }
  if (small !== undefined && unansweredBecause(small) === null) return { code: 'path/large-packets-lost', failure: reason }
  if (reason.word === 'no-reply') return { code: isHeard(records) ? 'path/large-answers-lost' : 'path/no-reply', failure: reason }
  if (reason.word === 'reset' || reason.word === 'closed') return { code: 'path/reset-on-hello', failure: reason }
  return { code: 'path/fails', failure: reason }
}

/**
 * Whether something small came of any of them: an alert to the one that can only be refused (a reset may be anybody's), or the request
 * for another hello (RFC 8446 section 4.1.4, some 100 bytes) before the answer itself, which never came.
 */
function isHeard(records: readonly HandshakeRecord[]): boolean {
  return records.some(
    ({ outcome }) => outcome.kind === 'failed' && (['tls-alert', 'tls-protocol'].includes(outcome.failure.word) || outcome.bytesRead > 0),
  )
}

function unansweredBecause(hello: HandshakeRecord | undefined): Failure | null {
  if (hello === undefined || hello.outcome.kind === 'done') return null
  const { failure } = hello.outcome
  return failure.word === 'tls-alert' || failure.word === 'tls-protocol' ? null : failure
}
