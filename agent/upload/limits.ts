/** How long one try may take. */

export interface SendLimits {
  /** Nothing of the bundle went out. */
  readonly idleMs: number
  /** From the last byte that was handed to the system until the answer is complete. */
  readonly answerMs: number
  /** The whole of it, besides what its size allows. */
  readonly wholeMs: number
  /** The slowest line that is waited for. */
  readonly bytesPerSecond: number
  /** A large bundle begins with one piece and waits so long for a refusal. */
  readonly refusalMs: number
}

export const sendLimits: SendLimits = {
  // Three retransmissions on a bad line (1 s, 2 s, 4 s, RFC 6298) and the pause of a proxy that looks through what it has so far.
  idleMs: 30_000,
  // What the system has taken has still to cross the line, and a proxy or the server may look through the whole of it.
  answerMs: 60_000,
  // Look-up, four proxies and the handshake fit into it.
  wholeMs: 60_000,
  // 256 kbit/s: an ISDN-like reserve line, or what other traffic leaves of one.
  bytesPerSecond: 32_000,
  // More than a round trip round the world (300 ms) and the work of a server that looks a token up.
  refusalMs: 500,
}

/**
 * undici sends no `Expect: 100-continue` (lib/core/request.js: "expect header not supported"). From this size on we ask in
 * another way: head and first piece go out, then there is a pause in which a server that wants no such thing can say so (401, 413).
 * It is what curl does where a server does not know Expect. Below it, what would be saved is less than the pause costs.
 */
export const WORTH_ASKING_BYTES = 4 * 1024 * 1024

/** Of an answer; errors of S3 and Azure have less than 1 KiB. */
export const MAX_REASON_BYTES = 4096

/** A receipt is short. Where more comes, it is a page. */
export const MAX_ANSWER_BYTES = 65_536

/** More than a server behind a changed path needs, fewer than a loop takes. */
export const MAX_REDIRECTS = 3

/** Nobody who says a longer time means this run or the next (RFC 9110 section 10.2.3). */
export const MAX_RETRY_AFTER_MS = 3_600_000
