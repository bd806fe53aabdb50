/** Whether the index says what the files say: nothing less, nothing more. */

import type { Index } from '../index/index.ts'
import type { Checked, CheckWatching, KeptReceipts } from './check.ts'
import { confirmed } from './confirmed.ts'

interface Kept {
  readonly receipts: KeptReceipts
  /** Ids. */
  readonly requests: ReadonlySet<string>
}

export async function checkIndex(
  { index, objects, records }: Pick<Checked, 'objects' | 'records'> & { readonly index: Index },
  { receipts, requests }: Kept,
  onProblem: CheckWatching['onProblem'],
): Promise<void> {
  const [indexed, indexedRequests] = [await index.digests(), await index.requestIds()]
  const isKept = async (sha256: string) => (await objects.path(sha256)) !== null
  const there = [...receipts].filter(([, { removedMs }]) => removedMs === null).map(([sha256]) => sha256)
  const lacking = await confirmed(
    without(there, indexed),
    async (sha256) => (await isKept(sha256)) && (await index.bundle(sha256)) === null,
  )
  for (const subject of lacking) onProblem({ code: 'not-in-index', subject })
  // One that was lost was told as such, and stays in the index until it is made again.
  const wasLost = async (sha256: string) => (await objects.receipt(sha256).catch(() => null))?.removedMs === null
  const tooMany = await confirmed(
    [...indexed].filter((sha256) => receipts.get(sha256)?.removedMs !== null),
    async (sha256) => !(await isKept(sha256)) && !(await wasLost(sha256)) && (await index.bundle(sha256)) !== null,
  )
  for (const subject of tooMany) onProblem({ code: 'only-in-index', subject })
  const lackingRequests = await confirmed(without(requests, indexedRequests), async (id) => (await index.request(id)) === null)
  for (const subject of lackingRequests) onProblem({ code: 'request-not-in-index', subject })
  const tooManyRequests = await confirmed(without(indexedRequests, requests), async (id) => (await records.read(id)) === null)
  for (const subject of tooManyRequests) onProblem({ code: 'request-only-in-index', subject })
}

function without(all: Iterable<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter((each) => !others.has(each))
}
