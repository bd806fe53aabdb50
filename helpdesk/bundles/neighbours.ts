/** The bundles of the same terminal that came before and after one. */

import type { Index } from '../index/index.ts'
import type { BundleRow, InboxRow } from '../index/rows.ts'

export interface Neighbours {
  /** Null where it is the first of its terminal. */
  readonly before: InboxRow | null
}

export async function neighboursOf(
  index: Pick<Index, 'inbox'>,
  { terminal, receivedMs, sha256 }: Pick<BundleRow, 'terminal' | 'receivedMs' | 'sha256'>,
): Promise<Neighbours> {
  const { rows } = await index.inbox({ terminal }, 1, { receivedMs, sha256 })
  return { before: rows[0] ?? null }
}
