/** What can be wrong with a request, as codes; texts: problem-text.ts. No arg ever holds its token or the query of its address. */

import type { RecipientProblem } from '../cms/recipient.ts'
import type { SignatureProblem } from '../cms/verify.ts'

/** A request has some 3 KB; with a chain of certificates and its signer's own, 10. */
export const MAX_REQUEST_BYTES = 64 * 1024

export type RequestProblem =
  // The file.
  | { readonly code: 'not-there' | 'is-a-folder' | 'access-denied'; readonly args: Nothing }
  | { readonly code: 'unreadable'; readonly args: { readonly failure: string } }
  | { readonly code: 'too-large'; readonly args: { readonly kib: number } }
  /** Names, without their folder. */
  | { readonly code: 'several'; readonly args: { readonly files: readonly string[] } }
  // The signature: no signed document at all or one that is damaged, one of a kind that can't be checked, one that doesn't fit.
  | { readonly code: 'not-signed' | 'signature-unknown' | 'altered'; readonly args: { readonly signature: SignatureProblem } }
  // The document.
  | { readonly code: 'not-json' | 'nested' | 'newer'; readonly args: Nothing }
  | { readonly code: 'twice'; readonly args: { readonly field: string } }
  /** `problem` completes "FIELD …", in English as every mistake in a file is told. */
  | { readonly code: 'mistake'; readonly args: { readonly field: string; readonly problem: string } }
  // The dates, ISO 8601; `now` is this PC's clock.
  | { readonly code: 'ends-before-it-begins'; readonly args: { readonly created: string; readonly expires: string } }
  | { readonly code: 'expired'; readonly args: { readonly expires: string; readonly now: string } }
  | { readonly code: 'not-yet'; readonly args: { readonly created: string; readonly now: string } }
  // Whom it is encrypted to.
  | { readonly code: 'recipient'; readonly args: Nothing; readonly recipient: RecipientProblem }

type Nothing = Readonly<Record<string, never>>
