/** Why the collector keeps nothing, as codes; words: refusal-words.ts. A public contract (docs/helpdesk.md): codes keep their meaning. */

export const refusals = {
  'not-a-digest': 400,
  'token-missing': 401,
  'token-unknown': 401,
  'request-expired': 403,
  'request-withdrawn': 403,
  /** The request has brought another bundle. */
  'token-used': 409,
  'too-large': 413,
  'media-type': 415,
  /** What came is not what its address says: it was cut or changed on its way. */
  'digest-mismatch': 422,
  'not-a-bundle': 422,
  /** A later format, of which this helpdesk knows nothing. */
  'newer-format': 422,
  /** Signature, list or contents don't fit. */
  'not-intact': 422,
  /** Intact, but its report doesn't follow from its evidence. */
  altered: 422,
  /** Encrypted, and nothing that this helpdesk can open. */
  sealed: 422,
  /** It takes more time or memory than any bundle. */
  'too-much-work': 422,
  'answers-no-request': 422,
  'answers-other-request': 422,
  'too-slow': 408,
  'too-many': 429,
  busy: 503,
  'no-room': 503,
} as const satisfies Readonly<Record<string, number>>

export type Refusal = keyof typeof refusals

/** Seconds after which another try may do better. */
export const retryAfterS: Readonly<Partial<Record<Refusal, number>>> = { 'too-slow': 5, 'too-many': 30, busy: 5, 'no-room': 300 }
