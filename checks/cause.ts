/** What a cause is: a pure function of the findings, with who can mend it. Its words stand in the check's texts. */

import type { Args, Finding } from './check.ts'

export type Severity = 'blocker' | 'warning' | 'note'
export type Owner = 'terminal-user' | 'site-it' | 'site-network' | 'line-vendor' | 'hkex'

/** A bad finding that the cause would explain: the question, and where only some answers fit it, which. */
export interface Prediction {
  readonly id: string
  readonly codes?: readonly string[]
}

/** One instance of a cause that could be the truth. */
export interface Candidate {
  readonly code: string
  readonly subject: string
  readonly severity: Severity
  readonly owner: Owner
  readonly args: Args
  readonly predicts: readonly Prediction[]
  /** Findings that speak against it when they are `ok`, beyond those that it predicts. */
  readonly ruledOutBy: readonly string[]
  /** Among equal explanations the more specific wins: 0 a whole area, 1 a part of it, 2 one line of one file. */
  readonly specificity: number
}

export interface Cause {
  readonly code: string
  /** Permanent: the phone code carries it. Never reused. */
  readonly number: number
  readonly owner: Owner
  /** The command that confirms it by hand, on the terminal; `{name}` placeholders come from the instance's args. */
  readonly confirm: string
  readonly propose: (findings: Findings) => Candidate[]
}

/** The findings, indexed. */
export interface Findings {
  readonly all: readonly Finding[]
  get(id: string): Finding | undefined
  /** Findings whose question (the first word of the id) is this one. */
  asked(question: string): readonly Finding[]
  /** Bad findings with one of these codes. */
  bad(...codes: readonly string[]): readonly Finding[]
  isOk(id: string): boolean
}

export function defineCause(cause: Cause): Cause {
  return cause
}
