/** What an upload may take. */

import { availableParallelism } from 'node:os'

export interface CollectorLimits {
  readonly mostBytes: number
  /** Of the disk: with less nothing is taken. */
  readonly leastFreeBytes: number
  /** Uploads under way at once. */
  readonly mostAtOnce: number
  /** Tries a minute. */
  readonly perToken: number
  readonly perAddress: number
  /** Nothing came for so long. */
  readonly idleMs: number
  /** The slowest line that is waited for, beside `graceMs`. */
  readonly bytesPerSecond: number
  readonly graceMs: number
}

export const collectorLimits: CollectorLimits = {
  // Three hundred times a usual bundle, and more than 200 targets with a picture each come to.
  mostBytes: 64 * 2 ** 20,
  // Two of the largest. What comes at once may take more; then the disk itself says so.
  leastFreeBytes: 128 * 2 ** 20,
  // Each holds a file and up to a megabyte; more than so many only wait for the disk and the threads that verify.
  mostAtOnce: 64 * availableParallelism(),
  // A token is for one bundle: one try, and those of a bad line.
  perToken: 30,
  // A firm's terminals share one address behind its gateway, and all run at the same minute of a switch.
  perAddress: 3000,
  // As the agent's own (agent/upload/limits.ts).
  idleMs: 30_000,
  bytesPerSecond: 16_000,
  graceMs: 60_000,
}
