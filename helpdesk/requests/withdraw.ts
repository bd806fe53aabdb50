import type { Desk } from '../desk.ts'
import { rowOf } from './row.ts'

export type Withdrawn = 'withdrawn' | 'already' | 'unknown'

/** From then on nothing is taken for it. A bundle that came before stays. */
export async function withdraw(
  id: string,
  { who, from }: { readonly who: string; readonly from: string },
  { records, index, clock, audit, news }: Pick<Desk, 'records' | 'index' | 'clock' | 'audit' | 'news'>,
): Promise<Withdrawn> {
  const record = await records.read(id)
  if (record === null) return 'unknown'
  if (record.revokedMs !== null) return 'already'
  const revoked = { ...record, revokedMs: clock.wallMs() }
  await records.keep(revoked)
  await index.addRequest(rowOf(revoked, (await index.request(id))?.claimedBy ?? null))
  await audit.add({ who, what: 'request.withdrawn', subject: id, from })
  news.tell({ kind: 'request', subject: id })
  return 'withdrawn'
}
