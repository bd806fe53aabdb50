/** The index made again from what is true: the requests' records, and the bundles in the order in which they came. */

import { rowOf } from '../collector/row.ts'
import type { Index } from '../index/index.ts'
import type { Objects } from '../objects/objects.ts'
import type { Receipt } from '../objects/receipt.ts'
import type { RequestRecords } from '../requests/record.ts'
import { rowOf as requestRow } from '../requests/row.ts'
import type { Facts, Opener } from '../verification/opener.ts'
import { measureFile } from './digest.ts'

export interface Sources {
  readonly objects: Pick<Objects, 'receipts' | 'path'>
  readonly records: Pick<RequestRecords, 'all'>
  readonly opener: Pick<Opener, 'check'>
}

/**
 * missing: a receipt without its bundle (it was lost, or its upload was cut off before it was answered) · damaged: not the bytes that came,
 * or no bundle that can be opened · receipt, request: such a file can't be read
 */
export interface Trouble {
  readonly kind: 'missing' | 'damaged' | 'receipt' | 'request'
  /** A digest, or a file's name. */
  readonly subject: string
}

export interface Watching {
  readonly onTrouble: (trouble: Trouble) => void
  /** After each bundle. */
  readonly onProgress?: (done: number, of: number) => void
  readonly interrupted?: AbortSignal
}

export interface Filled {
  readonly bundles: number
  readonly requests: number
}

/** Bundles that are being opened while another one gets its place: as many as there are threads, and some that wait. */
const AHEAD = 8

/**
 * Fills an empty index. Bundles are opened several at a time and told one after the other: which key of an install was the first hangs on
 * the order. Throws what the disk and the index say; the signal's reason where it was interrupted.
 */
export async function fillIndex(index: Index, { objects, records, opener }: Sources, watching: Watching): Promise<Filled> {
  const { onTrouble, onProgress, interrupted } = watching
  const requests = await addRequests(index, records, onTrouble)
  const receipts = await inOrder(objects.receipts((subject) => onTrouble({ kind: 'receipt', subject })))
  const opened = receipts.slice(0, AHEAD).map((receipt) => open(receipt, { objects, opener }))
  let bundles = 0
  for (const [at, receipt] of receipts.entries()) {
    interrupted?.throwIfAborted()
    const outcome = await opened[at]
    delete opened[at]
    const following = receipts[at + AHEAD]
    if (following !== undefined) opened[at + AHEAD] = open(following, { objects, opener })
    if (outcome === 'missing' || outcome === 'damaged') onTrouble({ kind: outcome, subject: receipt.sha256 })
    if (receipt.requestId !== null) await index.claim(receipt.requestId, receipt.sha256)
    // A bundle that never got its name was never answered, and made no key known.
    if (outcome === 'removed' || outcome === 'damaged') await index.recognise(receipt.signer, receipt.receivedMs)
    if (typeof outcome === 'object') {
      await index.add(await rowOf(outcome, receipt, index))
      bundles += 1
    }
    onProgress?.(at + 1, receipts.length)
  }
  return { bundles, requests }
}

async function addRequests(index: Index, records: Sources['records'], onTrouble: Watching['onTrouble']): Promise<number> {
  let count = 0
  for await (const record of records.all((subject) => onTrouble({ kind: 'request', subject }))) {
    await index.addRequest(requestRow(record, null))
    count += 1
  }
  return count
}

/** By the helpdesk's clock; of two in one millisecond the one with the smaller digest. */
export async function inOrder(receipts: AsyncIterable<Receipt>): Promise<Receipt[]> {
  const all = await Array.fromAsync(receipts)
  return all.sort((one, other) => one.receivedMs - other.receivedMs || (one.sha256 < other.sha256 ? -1 : 1))
}

type Opened = Facts | 'removed' | 'missing' | 'damaged'

async function open(receipt: Receipt, { objects, opener }: Pick<Sources, 'objects' | 'opener'>): Promise<Opened> {
  if (receipt.removedMs !== null) return 'removed'
  try {
    const path = await objects.path(receipt.sha256)
    if (path === null) return 'missing'
    // Another bundle under this one's name would open just as well.
    const { size, sha256 } = await measureFile(path)
    if (size !== receipt.size || sha256 !== receipt.sha256) return 'damaged'
    const checked = await opener.check(path)
    return 'facts' in checked ? checked.facts : 'damaged'
  } catch {
    return 'damaged'
  }
}
