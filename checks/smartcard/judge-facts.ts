import type { Args, Reason } from '../check.ts'
import type { Failure } from '../failure.ts'
import { question } from '../questions.ts'
import type { SmartcardCode } from './codes.ts'

/** A finding before it is known how bad it is: that is for the settings to say. */
export interface Fact {
  readonly code: SmartcardCode
  readonly id: string
  readonly subject?: string
  /** Why it was not checked. */
  readonly reason?: Reason
  readonly args?: Args
}
export type Facts = readonly Fact[]

export function notAskedFact(reason: Reason, failure?: Failure): Fact {
  return { code: 'smartcard/not-asked', id: question.smartcardReader(), reason, args: { failure: failure?.code ?? null } }
}
