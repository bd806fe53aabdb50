/** One bundle by its digest: what the store has of it, and the index. */

import * as z from 'zod'
import type { Desk } from '../desk.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Receipt } from '../objects/receipt.ts'

export const digest = z.string().regex(/^[0-9a-f]{64}$/)

export interface Found {
  readonly receipt: Receipt
  /** A file for the opener. */
  readonly path: string
  /** Null where the index lacks it: `helpdesk reindex` brings it back. */
  readonly row: BundleRow | null
}

/** removed: its receipt is all that is left · unknown: none ever came */
export type Missing = { readonly missing: 'removed'; readonly receipt: Receipt } | { readonly missing: 'unknown' }

export async function findBundle({ objects, index }: Pick<Desk, 'objects' | 'index'>, sha256: string): Promise<Found | Missing> {
  const receipt = await objects.receipt(sha256)
  if (receipt === null) return { missing: 'unknown' }
  const path = receipt.removedMs === null ? await objects.path(sha256) : null
  return path === null ? { missing: 'removed', receipt } : { receipt, path, row: await index.bundle(sha256) }
}
