/** Bundles for a backup, each with its receipt as the two are at one moment, while others come and go. */

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'
import { type Receipt, receiptSchema } from '../objects/receipt.ts'
import type { BackupStore, Copied } from './backup-store.ts'
import { readIfThere } from './read-if-there.ts'
import { together } from './together.ts'

export interface BundlePair {
  /** Paths in the data folder; null where it is left out. */
  readonly bundle: Found | null
  readonly receipt: Found | null
  /** What lies there and isn't what it has to be. */
  readonly damaged: readonly string[]
}

export type Found = readonly [path: string, copied: Copied]

/** As objects/on-disk.ts names them. */
const RECEIPT = '.receipt.json'
const named = /^(?<stem>objects\/[0-9a-f]{2}\/(?<sha256>[0-9a-f]{64}))\./

/** @param names paths in the data folder, of everything in objects */
export async function* bundlePairs(dataFolder: string, names: readonly string[], store: BackupStore): AsyncGenerator<BundlePair> {
  const bundles = new Map<string, string | null>()
  for (const name of names) {
    const stem = named.exec(name)?.groups?.stem
    if (stem !== undefined) bundles.set(stem, name.endsWith(RECEIPT) ? (bundles.get(stem) ?? null) : name)
  }
  const places = [...bundles].map(([stem, bundle]) => ({ stem, bundle }))
  yield* together(places, (place) => pairOf(dataFolder, place, store))
}

interface Place {
  readonly stem: string
  readonly bundle: string | null
}

async function pairOf(dataFolder: string, { stem, bundle }: Place, store: BackupStore): Promise<BundlePair> {
  const receiptPath = `${stem}${RECEIPT}`
  const readReceipt = async () => receiptIn(await readIfThere(join(dataFolder, receiptPath)))
  const before = await readReceipt()
  const expected = { sha256: stem.slice(-64), size: before.receipt?.size }
  const copied = bundle === null ? null : await copyBundle(join(dataFolder, bundle), expected, store)
  // One that was removed meanwhile has a receipt that says so.
  const { content, receipt } = await readReceipt()
  const isThere = copied !== null && copied !== 'damaged'
  const damaged = [...(receipt === null ? [receiptPath] : []), ...(copied === 'damaged' && bundle !== null ? [bundle] : [])]
  const wasRemoved = receipt !== null && receipt.removedMs !== null
  // A receipt without its bundle is that of an upload that nobody was answered yet.
  const isKept = content !== null && receipt !== null && (isThere || copied === 'damaged' || wasRemoved)
  return {
    bundle: bundle !== null && isThere && !wasRemoved ? [bundle, copied] : null,
    receipt: isKept ? [receiptPath, await store.put(content)] : null,
    damaged,
  }
}

function receiptIn(content: Buffer | null): { readonly content: Buffer | null; readonly receipt: Receipt | null } {
  try {
    return { content, receipt: content === null ? null : receiptSchema.parse(JSON.parse(content.toString('utf8'))) }
  } catch {
    return { content, receipt: null }
  }
}

interface Expected {
  readonly sha256: string
  /** Undefined where there is no receipt that could say it. */
  readonly size: number | undefined
}

/** Null where it is gone. What the backup has is not read again: bundles never change. */
async function copyBundle(path: string, { sha256, size }: Expected, store: BackupStore): Promise<Copied | null | 'damaged'> {
  try {
    const measured = { sha256, size: size ?? (await stat(path)).size }
    if (await store.has(measured)) return { ...measured, isNew: false }
    const copied = await store.copy(path)
    return copied.sha256 === sha256 ? copied : 'damaged'
  } catch (error) {
    if (failureOf(error).word === 'file-missing') return null
    throw error
  }
}
