/** The bundles: the truth, from which all else can be made again. On this PC's disk (on-disk.ts) today; another store keeps to the same. */

import type { Readable } from 'node:stream'
import type { Receipt } from './receipt.ts'

export interface Objects {
  /**
   * Keeps the file that lies at `staged`, and takes it away from there. When it resolves, bundle and receipt are on the disk, also after
   * a power cut. A repeat of a digest changes nothing.
   */
  keep(staged: string, receipt: Receipt): Promise<void>
  /** Also of a bundle that was removed; null where none ever came. */
  receipt(sha256: string): Promise<Receipt | null>
  /** A path on this PC's disk for whoever opens it; null where it isn't there (any more). */
  path(sha256: string): Promise<string | null>
  /** The bytes as they came; null where they aren't there (any more). */
  stream(sha256: string): Promise<Readable | null>
  /** Digests of all bundles that are there, in no order; by their names alone. */
  digests(): AsyncIterable<string>
  /** Every receipt, in no order. What is no receipt is told to `onDamage`, and left alone. */
  receipts(onDamage: (name: string) => void): AsyncIterable<Receipt>
  /** Deletes the bundle and leaves its receipt. */
  remove(sha256: string, removedMs: number): Promise<void>
}
