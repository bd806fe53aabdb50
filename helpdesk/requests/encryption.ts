import type { RequestRow } from '../index/rows.ts'
import type { RequestRecords } from './record.ts'

/** Whether the answer is to be encrypted, by the request's id: the record says it. Nothing where it can't be read, or was made before it said so. */
export async function encryptionOf(
  rows: readonly Pick<RequestRow, 'id'>[],
  records: Pick<RequestRecords, 'read'>,
): Promise<ReadonlyMap<string, boolean>> {
  const found = rows.map(async ({ id }) => [id, (await records.read(id).catch(() => null))?.encrypt] as const)
  return new Map((await Promise.all(found)).filter((pair): pair is readonly [string, boolean] => pair[1] !== undefined))
}
