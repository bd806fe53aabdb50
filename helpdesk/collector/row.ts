/** From what a bundle says, and what the helpdesk knows of it, to its line in the index: the same on arrival and when the index is made again. */

import type { Index } from '../index/index.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Receipt } from '../objects/receipt.ts'
import type { Facts } from '../verification/opener.ts'

/** Remembers the key, too. Bundles are to be told in the order in which they came. */
export async function rowOf(facts: Facts, receipt: Receipt, index: Pick<Index, 'recognise' | 'request'>): Promise<BundleRow> {
  const { trustedBy, request: _claimed, ...rest } = facts
  const { sha256, kind, size, receivedMs, requestId, signer } = receipt
  const recognised = await index.recognise(signer, receivedMs)
  // A case is what the helpdesk called it. What a bundle says of a request that it did not come with is a stranger's word.
  const request = requestId === null ? null : await index.request(requestId)
  return {
    ...rest,
    sha256,
    kind,
    size,
    receivedMs,
    requestId,
    caseName: request?.case ?? null,
    origin: trustedBy === null ? recognised : { kind: 'trusted', by: trustedBy },
  }
}

export function receiptOf(facts: Facts, arrived: Pick<Receipt, 'sha256' | 'size' | 'kind' | 'receivedMs' | 'requestId'>): Receipt {
  const { signer, bundleId } = facts
  return { schema: 'terminal-preflight/receipt/1', ...arrived, signer: { ...signer, bundleId }, removedMs: null }
}
