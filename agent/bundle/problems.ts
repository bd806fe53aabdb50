/** What can be wrong with a bundle, as codes; texts: verify-text.ts. */

import type { ArchiveProblem } from '../archive/read.ts'
import type { SignatureProblem } from '../cms/verify.ts'

export type BundleProblem =
  | { readonly code: 'archive'; readonly archive: ArchiveProblem }
  /** A ZIP without manifest or signature: somebody else's. */
  | { readonly code: 'no-manifest' }
  | { readonly code: 'newer-format'; readonly format: string }
  /** It has to be opened first, with the helpdesk's key. */
  | { readonly code: 'encrypted' }
  | { readonly code: 'signature'; readonly signature: SignatureProblem }
  | { readonly code: 'not-listed' | 'missing-file' | 'digest'; readonly file: string }
  /** Verified, and yet not what belongs there: made by a stranger, or by a later version. */
  | { readonly code: 'content'; readonly file: string; readonly field: string }

/** No bundle at all, or none that this program can tell anything of. */
export function isNoBundle({ code, ...problem }: BundleProblem): boolean {
  return (
    code === 'no-manifest' ||
    code === 'newer-format' ||
    code === 'encrypted' ||
    ('archive' in problem && problem.archive.code === 'not-an-archive')
  )
}
