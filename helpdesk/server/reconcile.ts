/**
 * At each start the index is brought into agreement with the files. What a service that was killed had kept but not noted yet is noted;
 * a request whose bundle never came to its end is free again. Names alone are compared, so that it is quick also with many bundles.
 */

import { rowOf } from '../collector/row.ts'
import type { Desk } from '../desk.ts'
import type { Receipt } from '../objects/receipt.ts'
import { fillIndex } from '../operation/reindex.ts'
import { rowOf as requestRowOf } from '../requests/row.ts'

type Parts = Pick<Desk, 'objects' | 'records' | 'index' | 'opener' | 'log'>

export async function reconcile(desk: Parts): Promise<void> {
  const { index, log } = desk
  if ((await index.digests()).size === 0 && (await index.requestIds()).size === 0) {
    // A new helpdesk, or one whose index was lost.
    const filled = await fillIndex(index, desk, {
      onTrouble: (trouble) => void log.error('while the index was made again', { ...trouble }),
    })
    if (filled.bundles + filled.requests > 0) log.info('the index was made again', { ...filled })
    return
  }
  await addRequests(desk)
  await addBundles(desk)
  await freeRequests(desk)
}

async function addRequests({ records, index, log }: Parts): Promise<void> {
  const known = await index.requestIds()
  for await (const record of records.all((name) => void log.error('a request’s record is damaged', { name }))) {
    if (!known.has(record.id)) await index.addRequest(requestRowOf(record, null))
  }
}

/** In the order in which they came: who is known depends on it. */
async function addBundles({ objects, index, opener, log }: Parts): Promise<void> {
  const indexed = await index.digests()
  const there = new Set<string>()
  const missing: Receipt[] = []
  for await (const sha256 of objects.digests()) {
    there.add(sha256)
    if (indexed.has(sha256)) continue
    const receipt = await objects.receipt(sha256)
    if (receipt === null || receipt.removedMs !== null) log.error('a bundle without a receipt', { sha256 })
    else missing.push(receipt)
  }
  for (const receipt of missing.toSorted((a, b) => a.receivedMs - b.receivedMs)) {
    const { sha256, requestId } = receipt
    const path = await objects.path(sha256)
    const checked = path === null ? null : await opener.check(path)
    if (checked === null || 'problem' in checked) {
      log.error('a bundle that was kept can’t be opened', { sha256, problem: checked?.problem.code ?? 'missing' })
      continue
    }
    if (requestId !== null) await index.claim(requestId, sha256)
    await index.add(await rowOf(checked.facts, receipt, index))
    log.info('a bundle was noted', { sha256 })
  }
  for (const sha256 of indexed) if (!there.has(sha256)) await index.remove(sha256)
}

/** A bundle that was deleted since leaves its receipt: that request has done its part. */
async function freeRequests({ objects, index }: Parts): Promise<void> {
  for (const { requestId, sha256 } of await index.openClaims()) {
    if ((await objects.receipt(sha256)) === null) await index.release(requestId, sha256)
  }
}
