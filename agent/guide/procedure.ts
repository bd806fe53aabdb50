/** A circular's procedure as data: what is done, by whom, when, and how success is known. */

import type { Bilingual } from '../profile/types.ts'

/** HKEX's "Users" and "DAs"; it-staff: whom the CCMS annex would have test the connection. */
export const audiences = ['users', 'delegated-administrators', 'it-staff'] as const
export type Audience = (typeof audiences)[number]

/** none: the procedure ends before anybody logs on. */
export const logOns = ['smartcard', '2fa', 'none'] as const
export type LogOn = (typeof logOns)[number]

export interface Footnote {
  /** As the circular numbers it. */
  readonly mark: string
  readonly text: Bilingual
}

interface StepText {
  readonly id: string
  readonly text: Bilingual
  /** How success is known; null where the step is only done. */
  readonly success: Bilingual | null
  readonly footnote: Footnote | null
}

/** This program looks. */
export interface MachineStep extends StepText {
  readonly kind: 'machine'
  /** Addresses as printed; the profile's target of the same host and path is what is looked at, whatever its port. */
  readonly pages: readonly string[]
  /** Whether a reader and a card are looked for. */
  readonly smartcard: boolean
}

/** Only a person can do it, and only a person can report it. */
export interface PersonStep extends StepText {
  readonly kind: 'person'
}

export type Step = MachineStep | PersonStep

export interface GuideSession {
  readonly dataCentre: 'primary' | 'secondary' | null
  /** "YYYY-MM-DD"; null: not dated. */
  readonly date: string | null
  /** "HH:MM" in Hong Kong; null: not printed. */
  readonly hours: { readonly from: string; readonly to: string } | null
  readonly steps: readonly Step[]
}

export interface Procedure {
  readonly id: string
  readonly title: Bilingual
  /** What HKEX published on it, and where in that. */
  readonly circular: { readonly name: Bilingual; readonly section: Bilingual } | null
  readonly audience: Audience
  readonly logOn: LogOn
  /** Built-in profiles or files, that the machine's steps look by; empty: the site file's. */
  readonly profiles: readonly string[]
  /** What has to be so before it begins. */
  readonly before: readonly Bilingual[]
  /** In their order; people call the first one 1. */
  readonly sessions: readonly GuideSession[]
}
