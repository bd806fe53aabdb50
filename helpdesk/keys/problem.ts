/** What can be wrong with the helpdesk's keys, as codes; words: problem-text.ts. */

import type { KeyFileProblem } from '../../agent/identity/key-file.ts'
import { keysProblemText } from './problem-text.ts'

/** `file` is a name in the keys' folder. Whatever it is, nothing is overwritten. */
export type KeysProblem =
  /** The service has never run here. */
  | { readonly code: 'none' }
  | { readonly code: 'damaged' | 'missing' | 'not-rsa' | 'weak-key' | 'same-key' | 'not-for-encryption'; readonly file: string }
  | { readonly code: 'unreadable' | 'not-written'; readonly file: string; readonly failure: string }
  | { readonly code: 'folder'; readonly failure: string }
  | { readonly code: 'key-file'; readonly file: string; readonly problem: KeyFileProblem }

export class KeysError extends Error {
  readonly problem: KeysProblem

  constructor(problem: KeysProblem) {
    super(keysProblemText(problem, 'en'))
    this.name = 'KeysError'
    this.problem = problem
  }
}

/** What somebody should know, though there are keys. */
export type KeysWarning =
  /** Its certificate ends within 90 days, or has ended; the day is ISO 8601. */
  | { readonly code: 'ends-soon' | 'ended'; readonly file: string; readonly validTo: string }
  /** Others on this machine could read it; it is closed again. */
  | { readonly code: 'was-open-to-others'; readonly file: string }
