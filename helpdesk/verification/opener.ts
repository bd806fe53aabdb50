/** Opening bundles, always in another thread with a limit on time and memory: what came from anywhere can neither stall nor kill the service. */

import type { RunDiff } from '../../agent/bundle/diff-schema.ts'
import type { BundleProblem } from '../../agent/bundle/problems.ts'
import type { Language } from '../../checks/text.ts'
import type { BundleRow } from '../index/rows.ts'

/** What a bundle says and what follows from it, before anybody knows whether its key was seen before. */
export type Facts = Omit<BundleRow, 'sha256' | 'kind' | 'size' | 'receivedMs' | 'requestId' | 'origin'> & {
  /** The certificate among those named by IT that vouches for its key; null where none does. */
  readonly trustedBy: string | null
  /** Of the request that it says it answers. */
  readonly request: { readonly id: string; readonly sha256: string; readonly signerSpkiSha256: string } | null
}

/**
 * encrypted: it could not be opened, or what was in it is no bundle; never told apart (padding oracle, RFC 3218) · limit: it took more time
 * or memory than any bundle takes
 */
export type OpenProblem = BundleProblem | { readonly code: 'altered' } | { readonly code: 'sealed' } | { readonly code: 'limit' }

export type Checked = { readonly facts: Facts } | { readonly problem: OpenProblem }

/** One bundle, made ready for the screen in one language. All markup is escaped, and has neither script nor style in it. */
export interface Shown {
  readonly facts: Facts
  /** Of the key that signed it: a claim, as the bundle brought it. */
  readonly certificatePem: string
  /** Causes that only today's rules name, and those that only the PC's report does: their titles. Null where the two say the same. */
  readonly difference: { readonly added: readonly string[]; readonly gone: readonly string[] } | null
  /** Today's causes with their steps, the picture of the path, every check with its findings: sections of HTML. Null: too long to show. */
  readonly sections: string | null
  /** What each check recorded, HTML. Null: too long to show. */
  readonly records: string | null
  /** How the diagnosis came to its causes, as `bundle explain` prints it. */
  readonly explained: readonly string[]
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string; readonly mediaType: string }[]
  /** Real PNGs alone. `url` is the page that the browser showed; empty where no visit names the file. */
  readonly pictures: readonly { readonly path: string; readonly url: string }[]
  readonly phoneCode: string
  readonly elapsedMs: number
  /** Whose session the run was in. */
  readonly account: { readonly name: string; readonly session: string | null }
  readonly manifest: {
    readonly created: string
    readonly redaction: string
    readonly request: { readonly case: string; readonly signer: string } | null
  }
}

export interface Compared {
  readonly diff: RunDiff
  readonly facts: { readonly a: Facts; readonly b: Facts }
  /** The comparison, HTML. Null: too long to show. */
  readonly sections: string | null
  /** As `bundle diff` prints it. */
  readonly lines: readonly string[]
}

/**
 * Paths are files of the store (`Objects.path`), or one that has just come. Every answer is plain data. Throws `OpenerBusy` (gate.ts) where too
 * many wait already, and what the disk says where a file can't be read.
 */
export interface Opener {
  check(path: string): Promise<Checked>
  show(path: string, language: Language): Promise<Shown | { readonly problem: OpenProblem }>
  /** One file of a bundle: of those that its signed list names. Null where it names none such. */
  file(
    path: string,
    name: string,
  ): Promise<{ readonly content: Uint8Array; readonly mediaType: string } | null | { readonly problem: OpenProblem }>
  compare(a: string, b: string, language: Language): Promise<Compared | { readonly problem: OpenProblem; readonly side: 'a' | 'b' }>
  close(): Promise<void>
}
