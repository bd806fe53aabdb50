/** Numbers that decide who gets in, and for how long. Milliseconds. */

import { availableParallelism } from 'node:os'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** ASVS 4.0 3.3.2, level 2, where no second factor is asked for: 30 minutes without a page, 12 hours in all. A shift is no longer. */
export const IDLE_MS = 30 * MINUTE
export const ABSOLUTE_MS = 12 * HOUR

/** A look at a page is written down this often: every write waits for the disk, and the idle limit may be that much shorter. */
export const SEEN_EVERY_MS = MINUTE

/** Some browsers on some PCs; the oldest session ends when there are more. */
export const MOST_SESSIONS = 20

/** Browsers that are known as one person's; the oldest is a stranger again when there are more. */
export const MOST_DEVICES = 20

/** ASVS 4.0 2.3.1: a first secret ends soon. A day reaches somebody who works another shift. */
export const INVITATION_MS = 24 * HOUR

export interface LockRule {
  /** So many wrong passwords cost nothing. */
  readonly free: number
  readonly firstWaitMs: number
  /** Each wait is twice the one before, up to this: never for ever, or anybody could keep a person out by guessing. */
  readonly longestWaitMs: number
  /** Without a wrong password for so long, counting begins anew. */
  readonly forgottenMs: number
}

/** ASVS 4.0 2.2.1: far below 100 tries an hour; NIST SP 800-63B 5.2.2: fewer than 100 in a row before somebody notices. */
export const accountRule: LockRule = { free: 5, firstWaitMs: 30 * SECOND, longestWaitMs: 15 * MINUTE, forgottenMs: 24 * HOUR }

/** Many people of one firm come from one address. */
export const addressRule: LockRule = { free: 20, firstWaitMs: 30 * SECOND, longestWaitMs: 15 * MINUTE, forgottenMs: HOUR }

/** Names and addresses that tries are counted of. More come only by an attack; then the oldest go. */
export const MOST_COUNTED = 100_000

/** OWASP Password Storage Cheat Sheet, scrypt: 128 MiB for each. `ln` is log2 of N. */
export const passwordCost: PasswordCost = { ln: 17, r: 8, p: 1 }

export interface PasswordCost {
  readonly ln: number
  readonly r: number
  readonly p: number
}

/** Half of the cores, and two at most: the rest, and libuv's other threads, are for the bundles that arrive meanwhile. 128 MiB each. */
export const HASHED_AT_ONCE = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)))

/** Some seconds' worth; who comes then is asked to try again. */
export const HASHES_WAITING = 20
