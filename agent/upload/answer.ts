/** What became of one try to send a bundle. Kept, final or later: what is not kept stays in the spool. */

import type { Failure } from '../../checks/failure.ts'

export type Answer =
  | { readonly kind: 'kept'; readonly statusCode: number }
  /** Another try would get the same answer. */
  | {
      readonly kind: 'final'
      readonly problem: FinalProblem
      readonly statusCode: number | null
      /** In the server's own words, cleaned and short; empty where it gave none. */
      readonly reason: string
    }
  | {
      readonly kind: 'later'
      readonly stage: SendStage
      /** Of the server, or of the proxy where `stage` is `proxy`; null where none came. */
      readonly statusCode: number | null
      /** Null where the server itself asked to come back. */
      readonly failure: Failure | null
      readonly reason: string
      readonly retryAfterMs: number | null
    }

/**
 * refused: the server says no · redirected: it sends elsewhere, where a bundle does not follow · unexpected: an answer that no server
 * of this kind gives · already-there: something else has the name · insecure-address: neither https nor this PC itself
 */
export const finalProblems = ['refused', 'redirected', 'unexpected', 'already-there', 'insecure-address'] as const
export type FinalProblem = (typeof finalProblems)[number]

/** How far a try came; `answer`: the request was on its way, so that the server may have kept what it brought. */
export const sendStages = ['file', 'lookup', 'connect', 'proxy', 'tls', 'answer'] as const
export type SendStage = (typeof sendStages)[number]

/** Nobody knows whether the server has kept it: the answer was lost, or came from something in between (502, 504). */
export function leavesDoubt(answer: Answer): boolean {
  return answer.kind === 'later' && answer.stage === 'answer' && (answer.statusCode === null || answer.statusCode >= 500)
}
