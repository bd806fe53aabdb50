/** What the helpdesk looks things up in. Never the truth: `helpdesk reindex` makes it again from the files. In SQLite (sqlite/) today. */

import type { Origin } from '../../agent/bundle/verify.ts'
import type { BundleRow, InboxRow, RequestRow, Verdict } from './rows.ts'

/** Each that is there narrows the list. */
export interface InboxFilter {
  readonly verdict?: Verdict
  readonly origin?: Origin['kind']
  /** Code of a cause, by today's rules. */
  readonly cause?: string
  readonly caseName?: string
  readonly terminal?: string
  readonly differs?: true
  /** Found anywhere in case, terminal's name, its install, causes' codes and subjects; capitals don't matter. */
  readonly text?: string
}

/** The last line of a page; the next page begins behind it. */
export interface Cursor {
  readonly receivedMs: number
  readonly sha256: string
}

export interface InboxPage {
  readonly rows: readonly InboxRow[]
  /** Null at the end. */
  readonly next: Cursor | null
}

export interface SignedBy {
  readonly install: string | null
  readonly name: string
  readonly fingerprint: string
  readonly bundleId: string
}

export type Claim = 'claimed' | 'same' | 'other'

export interface Index {
  /** Repeated, it replaces what was there for the digest. */
  add(bundle: BundleRow): Promise<void>
  remove(sha256: string): Promise<void>
  bundle(sha256: string): Promise<BundleRow | null>
  /** The newest first. */
  inbox(filter: InboxFilter, size: number, after: Cursor | null): Promise<InboxPage>
  /** How many bundles there are of each verdict, by today's rules. */
  counts(): Promise<Readonly<Record<Verdict, number>>>
  /** Codes of causes that some bundle has, the most frequent first. */
  causeCodes(): Promise<readonly { readonly code: string; readonly count: number }[]>
  /** Of all bundles that are in it. */
  digests(): Promise<ReadonlySet<string>>
  /** Only what follows from the rules; nothing where it isn't there (any more). */
  judgeAgain(sha256: string, judgement: Pick<BundleRow, 'judged' | 'profiles' | 'findings'>): Promise<void>
  /** Only whose key it is; nothing where it isn't there (any more). */
  setOrigin(sha256: string, origin: Origin): Promise<void>
  /** Digests of what other rules judged (`BundleRow.judged.rules`), the newest first. */
  judgedOtherwise(rules: string): Promise<readonly string[]>
  /** Digests of what came before. */
  receivedBefore(ms: number): Promise<readonly string[]>

  /**
   * Whether a key is known for its install, before this bundle counts; remembers the first one. Like ssh's known hosts: a changed key
   * never replaces the first.
   */
  recognise(signer: SignedBy, receivedMs: number): Promise<Extract<Origin, { kind: 'known' | 'first-sight' | 'changed-key' }>>

  addRequest(request: RequestRow): Promise<void>
  request(id: string): Promise<RequestRow | null>
  requestByToken(tokenSha256: string): Promise<RequestRow | null>
  requestByLink(linkSha256: string): Promise<RequestRow | null>
  /** The newest first. */
  requests(
    filter: { readonly caseName?: string; readonly open?: true; readonly nowMs: number },
    size: number,
  ): Promise<readonly RequestRow[]>
  /** Binds a request to the first digest that it brings: of two at once one is `claimed`, the other `other`. A repeat is `same`. */
  claim(requestId: string, sha256: string): Promise<Claim>
  /** Gives back a claim that came to nothing. */
  release(requestId: string, sha256: string): Promise<void>

  requestIds(): Promise<ReadonlySet<string>>
  /** Claims of which no bundle is in the index: what was under way when the service ended, and bundles that were removed since. */
  openClaims(): Promise<readonly { readonly requestId: string; readonly sha256: string }[]>

  close(): Promise<void>
}
