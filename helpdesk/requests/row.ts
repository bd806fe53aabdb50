import type { RequestRow } from '../index/rows.ts'
import type { RequestRecord } from './record.ts'

/** What the index knows of a record. @param claimedBy the bundle that it brought */
export function rowOf(
  { schema: _schema, sealed: _sealed, encrypt: _encrypt, ...rest }: RequestRecord,
  claimedBy: string | null,
): RequestRow {
  return { ...rest, claimedBy }
}

export type RequestState = 'open' | 'answered' | 'withdrawn' | 'expired'

/** What came stays answered, whatever happened afterwards. */
export function stateOf(
  { claimedBy, revokedMs, expiresMs }: Pick<RequestRow, 'claimedBy' | 'revokedMs' | 'expiresMs'>,
  nowMs: number,
): RequestState {
  if (claimedBy !== null) return 'answered'
  if (revokedMs !== null) return 'withdrawn'
  return nowMs >= expiresMs ? 'expired' : 'open'
}
