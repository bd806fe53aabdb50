/** What is wrong with an encrypted file. A public contract: helpdesks read it in their logs. */
export type EnvelopeProblem =
  /** No CMS at all. */
  | 'not-cms'
  /** CMS of another kind: signed, but not encrypted. */
  | 'not-encrypted'
  /** Encrypted in a way that this program doesn't read: another cipher, no RSA-OAEP with SHA-2, to a password. */
  | 'unsupported'
  /** Not encrypted to this key; or it was, and what is for it was damaged, which can't be told apart. */
  | 'no-recipient'
  /** Cut, altered, or with something behind its end. */
  | 'damaged'
  /** More content than was allowed, or more recipients or a longer header than anybody has. */
  | 'too-large'

/** Thrown through the layers of the reader and caught where it was begun; what a file or a sink throws is something else, and goes on. */
export interface Refusal extends Error {
  readonly envelopeProblem: EnvelopeProblem
}

export function refusal(envelopeProblem: EnvelopeProblem): Refusal {
  return Object.assign(new Error(`envelope: ${envelopeProblem}`), { envelopeProblem })
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'envelopeProblem' in error
}
