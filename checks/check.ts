/** What a check is: a probe that records, a judge that decides. Nothing here knows the agent. */

import type { ZodType } from 'zod'
import type { EventByCheck, EvidenceByCheck } from './evidence.ts'
import type { Io } from './io.ts'
import type { Settings } from './settings.ts'
import type { Upstream } from './stream.ts'

export const checkIds = ['host', 'dns', 'path', 'proxy', 'tls', 'clock', 'page', 'browser', 'smartcard'] as const
export type CheckId = (typeof checkIds)[number]

/** `warning` and `problem` are bad; `not-checked` carries its reason and is never shown as a pass; `error` is our own bug. */
export type Status = 'ok' | 'warning' | 'problem' | 'not-checked' | 'not-applicable' | 'error'

export const notCheckedReasons = [
  'not-configured',
  'upstream-failed',
  'deadline',
  'policy',
  'not-the-users-session',
  'integrated-authentication',
  'page-not-recognised',
  'no-witness',
  'not-offered',
  'not-supported',
  'proxy-decides',
  'browser-decides',
  'cancelled',
  'switched-off',
  'not-installed',
  'not-started',
  'not-in-version',
] as const
export type Reason = (typeof notCheckedReasons)[number]

export type Arg = string | number | boolean | null | readonly string[]
export type Args = Readonly<Record<string, Arg>>

/**
 * One question answered. `id` names the question and whom it was asked of (`dns.answer www.ccass.com 10.0.0.1:53`), so that a
 * cause can predict it; `code` is the answer that was seen.
 */
export interface Finding {
  readonly id: string
  readonly check: CheckId
  readonly code: string
  readonly status: Status
  readonly reason?: Reason
  /** The host name, address or resolver that the line speaks of. */
  readonly subject: string
  readonly args: Args
}

export function isBad(finding: Finding): boolean {
  return finding.status === 'warning' || finding.status === 'problem'
}

/** Joins the parts of a finding's id: the question and its subjects. */
export function findingId(question: string, ...subjects: readonly string[]): string {
  return [question, ...subjects].join(' ')
}

export interface ProbeContext<I extends CheckId> {
  readonly settings: Settings
  readonly io: Io
  /** Fires at the deadline or on Ctrl-C: the probe then returns what it has, at once. */
  readonly signal: AbortSignal
  /** Tells the probes downstream of something they can already work on. */
  readonly emit: (event: EventByCheck[I]) => void
  /** Hands over a file that belongs to the evidence and is not JSON (a picture); the evidence names it. */
  readonly attach: (name: string, content: Uint8Array) => void
  readonly upstream: { readonly [K in CheckId]: Upstream<EventByCheck[K]> }
}

/**
 * at-once: with the others · first: the others wait, shortly, until it has started its program · when-quiet: when the main thread
 * has nothing better to do
 */
export type Begin = 'at-once' | 'first' | 'when-quiet'

export interface Probe<I extends CheckId = CheckId> {
  readonly id: I
  /** When it begins; without it: at once. */
  readonly begins?: (settings: Settings) => Begin
  /** Whose events it may listen to. */
  readonly needs: readonly CheckId[]
  /** Records. Writes no prose, decides nothing, and does not throw for what the network did. */
  readonly probe: (context: ProbeContext<I>) => Promise<EvidenceByCheck[I]>
}

export function defineProbe<I extends CheckId>(probe: Probe<I>): Probe<I> {
  return probe
}

/** What a judge may look at beside its own evidence: everybody's evidence, and the findings of the checks in `judgeNeeds`. */
export interface JudgeUpstream {
  readonly evidence: { readonly [K in CheckId]?: EvidenceByCheck[K] }
  readonly findings: { readonly [K in CheckId]?: readonly Finding[] }
  /** Checks that were meant to record something and did not: a failure inside, or no time left. */
  readonly missing?: readonly CheckId[]
}

export interface Judge<I extends CheckId = CheckId> {
  readonly id: I
  readonly judgeNeeds: readonly CheckId[]
  /** Schema of the evidence as recorded, for evidence that comes back from disk. Loaded when asked for: a run on the terminal needs no zod. */
  readonly evidence: () => Promise<ZodType<EvidenceByCheck[I]>>
  /** Pure and synchronous: no clock, no io. */
  readonly judge: (evidence: EvidenceByCheck[I], settings: Settings, upstream: JudgeUpstream) => Finding[]
}

export function defineJudge<I extends CheckId>(judge: Judge<I>): Judge<I> {
  return judge
}
