/** Who did what, when. Lines are added, never changed: each carries the digest of the one before, so that a missing or edited line shows. */

export interface Deed {
  /** An account's name; "command line"; "nobody" for what was tried without logging on. */
  readonly who: string
  /** What was done, a word of its own: `request.made`, `bundle.removed`, `account.locked` … */
  readonly what: string
  /** Upon what: a digest, a request's id, an account's name; empty where there is nothing. */
  readonly subject: string
  /** Address that it came from; empty for the command line. */
  readonly from: string
}

export interface AuditLine extends Deed {
  readonly atMs: number
  /** SHA-256 of the line before; of nothing for the first one. */
  readonly before: string
}

export interface Audit {
  /** On the disk when it resolves. */
  add(deed: Deed): Promise<void>
  /** The newest first. */
  newest(size: number): Promise<readonly AuditLine[]>
  /** Number of the first line that doesn't follow from the one before it; null where all do. */
  firstBroken(): Promise<number | null>
}
