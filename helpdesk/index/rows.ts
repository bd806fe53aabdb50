/** What the index knows of a bundle and of a request. All of it follows from the bundles, their receipts and the requests' records. */

import type { Origin } from '../../agent/bundle/verify.ts'
import type { Report } from '../../agent/report/schema.ts'
import type { Status } from '../../checks/check.ts'
import type { RequestRecord } from '../requests/record.ts'

export type Verdict = Report['verdict']

export interface CauseRow {
  readonly code: string
  readonly severity: 'blocker' | 'warning' | 'note'
  readonly subject: string
  readonly owner: string
}

/** What is bad, or could not be asked. */
export interface FindingRow {
  readonly check: string
  readonly code: string
  readonly status: Status
  readonly subject: string
}

export interface BundleRow {
  readonly sha256: string
  readonly kind: 'plain' | 'encrypted'
  readonly size: number
  /** By the helpdesk's clock. */
  readonly receivedMs: number
  readonly requestId: string | null
  /** As the signed request in it says; null where it answers none. */
  readonly caseName: string | null
  readonly bundleId: string
  /** By the PC's clock, which may be what is wrong. */
  readonly startedMs: number
  readonly signedMs: number
  readonly agentVersion: string
  readonly redaction: 'standard' | 'strict'
  /** What tells one terminal from another: its install, or the fingerprint of the key that IT rolled out. */
  readonly terminal: string
  /** The name it is shown by: the PC's own, as its report has it. */
  readonly hostName: string
  readonly signer: { readonly name: string; readonly install: string | null; readonly fingerprint: string }
  readonly origin: Origin
  /** What the report in it says. */
  readonly said: { readonly verdict: Verdict; readonly rules: string; readonly causes: readonly CauseRow[] }
  /** What this helpdesk's rules say; `differs` where that isn't the same. */
  readonly judged: {
    readonly outcome: 'same' | 'differs'
    readonly verdict: Verdict
    readonly rules: string
    readonly causes: readonly CauseRow[]
  }
  readonly profiles: readonly { readonly id: string; readonly verdict: Verdict }[]
  readonly findings: readonly FindingRow[]
}

/** One line of the inbox: no more than it shows. */
export type InboxRow = Pick<
  BundleRow,
  'sha256' | 'kind' | 'receivedMs' | 'requestId' | 'caseName' | 'startedMs' | 'terminal' | 'hostName'
> & {
  readonly origin: Origin['kind']
  readonly saidVerdict: Verdict
  readonly verdict: Verdict
  readonly outcome: 'same' | 'differs'
  /** The first cause of today's judgement; null where there is none. */
  readonly cause: CauseRow | null
  readonly causeCount: number
}

/** What of a request's record is looked for, with what became of it. */
export type RequestRow = Omit<RequestRecord, 'schema' | 'sealed' | 'encrypt'> & {
  /** Digest of the bundle that it brought, or that is on its way. */
  readonly claimedBy: string | null
}
