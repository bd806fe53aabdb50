import type { Desk } from '../desk.ts'

/** Who did it, in the audit log. */
const WHO = 'retention'

/**
 * Deletes what came longer ago than it is kept; the receipts stay, so that a repeat is told that it had come and a known key stays known.
 * The audit log has its line first: one too many there is better than a bundle that went without.
 * @returns how many went. Throws what the disk says; what was left goes the next time.
 */
export async function removeOld(
  {
    options,
    objects,
    index,
    audit,
    news,
  }: Pick<Desk, 'objects' | 'index' | 'audit' | 'news'> & { readonly options: Pick<Desk['options'], 'keepMs'> },
  nowMs: number,
  interrupted?: AbortSignal,
): Promise<number> {
  if (options.keepMs === null) return 0
  const old = await index.receivedBefore(nowMs - options.keepMs)
  let removed = 0
  for (const sha256 of old) {
    if (interrupted?.aborted === true) break
    await audit.add({ who: WHO, what: 'bundle.removed', subject: sha256, from: '' })
    await objects.remove(sha256, nowMs)
    await index.remove(sha256)
    news.tell({ kind: 'removed', subject: sha256 })
    removed += 1
  }
  return removed
}
