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

export interface AuditPage {
  /** The newest first. What can't be read is left out here; `check` tells of it. */
  readonly lines: readonly AuditLine[]
  /** Where the next page begins; null at the end. */
  readonly next: number | null
}

/**
 * cut: a line that ends in its middle, as a power cut leaves it; the next one vouches for what is left of it · altered: the line doesn't
 * follow from the one before it
 */
export interface AuditBreak {
  /** Counted from 1. */
  readonly line: number
  readonly kind: 'cut' | 'altered'
}

export interface AuditCheck {
  readonly lines: number
  /** The first hundred. */
  readonly breaks: readonly AuditBreak[]
  /** SHA-256 of the last line; of nothing where there is none. Noted elsewhere, it shows later that no line behind it went. */
  readonly last: string
  /** Whether the digest that was asked for is that of a line. */
  readonly hasSeen: boolean
}

export interface Audit {
  /** On the disk when it resolves. */
  add(deed: Deed): Promise<void>
  /** @param before where an earlier page said that the next begins; null for the newest */
  page(size: number, before: number | null, subject: string | null): Promise<AuditPage>
  /** Reads all of it. @param seen a line's digest that was noted earlier */
  check(seen?: string): Promise<AuditCheck>
}
