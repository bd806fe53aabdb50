/** From a server's response to what it means for the bundle. Pure. */

import { type Failure, failure } from '../../checks/failure.ts'
import type { Answer } from './answer.ts'
import { MAX_RETRY_AFTER_MS } from './limits.ts'

export interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** In the server's words, made safe to show. */
  readonly reason: string
  /** It came to its end as HTTP says. */
  readonly complete: boolean
  /** It came when the whole bundle was on its way, not before. */
  readonly afterAll: boolean
}

export interface Asked {
  /** We had set a condition. */
  readonly conditional: boolean
  /** What has this name has this content: it is the digest (collector), or a try of ours may have got through unheard. */
  readonly nameIsContent: boolean
  readonly nowMs: number
}

const keptStatusCodes: ReadonlySet<number> = new Set([200, 201, 204])

/** 425: RFC 8470. The others as design and RFC 9110 have them; every 5xx comes on top. */
const laterStatusCodes: ReadonlySet<number> = new Set([408, 425, 429])

export function judgeResponse(response: Response, asked: Asked): Answer {
  const { statusCode, headers, reason } = response
  if (keptStatusCodes.has(statusCode)) {
    const doubt = doubtOf(response)
    return doubt === undefined
      ? { kind: 'kept', statusCode }
      : { kind: 'later', stage: 'answer', statusCode: null, failure: doubt, reason: '', retryAfterMs: null }
  }
  if (asked.conditional && saysSomethingIsThere(response))
    return asked.nameIsContent ? { kind: 'kept', statusCode } : { kind: 'final', problem: 'already-there', statusCode, reason }
  if (laterStatusCodes.has(statusCode) || statusCode >= 500) {
    const retryAfterMs = readRetryAfter(headers['retry-after'], asked.nowMs)
    return { kind: 'later', stage: 'answer', statusCode, failure: null, reason, retryAfterMs }
  }
  const problem = statusCode >= 400 ? 'refused' : statusCode >= 300 && statusCode !== 304 ? 'redirected' : 'unexpected'
  return { kind: 'final', problem, statusCode, reason }
}

/**
 * A "kept" that is not believed. It broke off; it came before the server can have had the bundle; or it is a page: some web filters
 * answer in the server's place with one of theirs, and 200.
 */
function doubtOf({ statusCode, headers, complete, afterAll }: Response): Failure | undefined {
  if (!complete) return failure('malformed', 'answer-cut')
  if (!afterAll) return failure('malformed', 'answer-too-early')
  if (statusCode === 200 && /^\s*text\/html\b/i.test(headers['content-type'] ?? '')) return failure('malformed', 'answer-is-a-page')
  return undefined
}

/** 412 (RFC 9110 section 15.5.13). Azure has 409 with a code of its own for it (Microsoft, "Blob service error codes"). */
function saysSomethingIsThere({ statusCode, headers }: Response): boolean {
  return statusCode === 412 || (statusCode === 409 && headers['x-ms-error-code'] === 'BlobAlreadyExists')
}

/** Seconds, or a date by the server's clock (RFC 9110 section 10.2.3); null where there is none that can be read. */
export function readRetryAfter(value: string | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? ''
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) - nowMs : Number.NaN
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS)
}
