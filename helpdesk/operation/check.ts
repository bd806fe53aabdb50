/** Whether everything in a data folder is as it was kept. Looks, changes nothing, and may run beside the service. */

import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { failureOf } from '../../checks/failure.ts'
import type { Audit } from '../audit/audit.ts'
import type { DataFolder } from '../data/folder.ts'
import type { Index } from '../index/index.ts'
import type { Objects } from '../objects/objects.ts'
import type { Receipt } from '../objects/receipt.ts'
import type { RequestRecords } from '../requests/record.ts'
import { measureFile } from './digest.ts'

/**
 * missing: a receipt without its bundle · altered: not the bytes that came · unreadable: the disk doesn't give it · receipt-damaged,
 * request-damaged: such a file is none · no-receipt: a bundle without one · request-missing: a bundle came for a request of which there is
 * no record · not-in-index, only-in-index: a bundle; request-not-in-index, request-only-in-index · audit-altered, audit-cut: a line of it ·
 * database: SQLite finds a file of its own damaged
 */
export const checkProblems = [
  'missing',
  'altered',
  'unreadable',
  'receipt-damaged',
  'no-receipt',
  'request-damaged',
  'request-missing',
  'not-in-index',
  'only-in-index',
  'request-not-in-index',
  'request-only-in-index',
  'audit-altered',
  'audit-cut',
  'database',
] as const

export interface CheckProblem {
  readonly code: (typeof checkProblems)[number]
  /** A digest, a request's id, a file's name, a line's number. */
  readonly subject: string
}

export interface Checked {
  readonly folder: DataFolder
  readonly objects: Objects
  readonly records: RequestRecords
  /** Null where there is none, or one that can't be opened. */
  readonly index: Index | null
  readonly audit: Pick<Audit, 'check'>
}

export interface CheckWatching {
  readonly onProblem: (problem: CheckProblem) => void
  readonly onProgress?: (bundles: number) => void
  readonly interrupted?: AbortSignal
}

export interface CheckCounts {
  readonly bundles: number
  readonly removed: number
  readonly requests: number
  readonly auditLines: number
}

/** The service writes the files first, and the index a moment later. */
const MOMENT_MS = 500

export async function checkData(parts: Checked, watching: CheckWatching): Promise<CheckCounts> {
  const { objects, folder, audit } = parts
  const { onProblem, onProgress, interrupted } = watching
  const receipts = new Map<string, Pick<Receipt, 'removedMs' | 'requestId'>>()
  let bundles = 0
  for await (const receipt of objects.receipts((subject) => onProblem({ code: 'receipt-damaged', subject }))) {
    interrupted?.throwIfAborted()
    receipts.set(receipt.sha256, receipt)
    const problem = await bundleProblem(receipt, objects)
    if (problem !== null) onProblem({ code: problem, subject: receipt.sha256 })
    if (receipt.removedMs === null) bundles += 1
    onProgress?.(bundles)
  }
  for await (const sha256 of objects.digests()) {
    if (!receipts.has(sha256) && (await hasNoReceipt(objects, sha256))) onProblem({ code: 'no-receipt', subject: sha256 })
  }
  const requests = await checkRequests(parts, receipts, onProblem)
  await checkIndex(parts, receipts, onProblem)
  for (const file of [folder.accounts, folder.index]) if (isDamaged(file)) onProblem({ code: 'database', subject: file })
  const { lines: auditLines, breaks } = await audit.check()
  for (const { line, kind } of breaks) onProblem({ code: `audit-${kind}`, subject: String(line) })
  return { bundles, removed: receipts.size - bundles, requests, auditLines }
}

async function bundleProblem(receipt: Receipt, objects: Objects): Promise<'missing' | 'altered' | 'unreadable' | null> {
  if (receipt.removedMs !== null) return null
  const path = await objects.path(receipt.sha256)
  const measured = path === null ? null : await measureFile(path).catch((error: unknown) => failureOf(error).word)
  if (measured === null || measured === 'file-missing') {
    // Removed meanwhile, or renamed into its place a moment after its receipt.
    await wait(MOMENT_MS)
    const { removedMs } = (await objects.receipt(receipt.sha256)) ?? receipt
    return removedMs === null && (await objects.path(receipt.sha256)) === null ? 'missing' : null
  }
  if (typeof measured === 'string') return 'unreadable'
  return measured.size === receipt.size && measured.sha256 === receipt.sha256 ? null : 'altered'
}

/** One that is damaged was told already. */
async function hasNoReceipt(objects: Objects, sha256: string): Promise<boolean> {
  return (await objects.receipt(sha256).catch(() => 'damaged')) === null
}

type Receipts = ReadonlyMap<string, Pick<Receipt, 'removedMs' | 'requestId'>>

async function checkRequests({ records, index }: Checked, receipts: Receipts, onProblem: CheckWatching['onProblem']): Promise<number> {
  const ids = new Set<string>()
  for await (const { id } of records.all((subject) => onProblem({ code: 'request-damaged', subject }))) ids.add(id)
  for (const { requestId } of receipts.values()) {
    if (requestId !== null && !ids.has(requestId) && (await records.read(requestId)) === null)
      onProblem({ code: 'request-missing', subject: requestId })
  }
  if (index === null) return ids.size
  const indexed = await settled(
    async () => {
      const there = await index.requestIds()
      return [...ids].every((id) => there.has(id)) ? there : null
    },
    () => index.requestIds(),
  )
  for (const id of ids) if (!indexed.has(id)) onProblem({ code: 'request-not-in-index', subject: id })
  for (const id of indexed) {
    if (!ids.has(id) && (await records.read(id)) === null) onProblem({ code: 'request-only-in-index', subject: id })
  }
  return ids.size
}

async function checkIndex({ index, objects }: Checked, receipts: Receipts, onProblem: CheckWatching['onProblem']): Promise<void> {
  if (index === null) return
  const kept = [...receipts].filter(([, { removedMs }]) => removedMs === null).map(([sha256]) => sha256)
  const indexed = await settled(
    async () => {
      const there = await index.digests()
      return kept.every((sha256) => there.has(sha256)) ? there : null
    },
    () => index.digests(),
  )
  for (const sha256 of kept) {
    // What is missing was told already.
    if (!indexed.has(sha256) && (await objects.path(sha256)) !== null) onProblem({ code: 'not-in-index', subject: sha256 })
  }
  for (const sha256 of indexed) if (await isOnlyThere(sha256, index, objects)) onProblem({ code: 'only-in-index', subject: sha256 })
}

async function isOnlyThere(sha256: string, index: Index, objects: Objects): Promise<boolean> {
  if ((await objects.path(sha256)) !== null) return false
  const receipt = await objects.receipt(sha256).catch(() => null)
  // A lost bundle was told as such.
  if (receipt !== null && receipt.removedMs === null) return false
  await wait(MOMENT_MS)
  return (await index.bundle(sha256)) !== null
}

/** Asks once more after a moment where the first answer leaves something open. */
async function settled<T>(first: () => Promise<T | null>, last: () => Promise<T>): Promise<T> {
  const answer = await first()
  if (answer !== null) return answer
  await wait(MOMENT_MS)
  return last()
}

/** SQLite's own look at its pages (SQLite, "PRAGMA quick_check"). False where there is no such file. */
function isDamaged(path: string): boolean {
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
    try {
      return database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok'
    } finally {
      database.close()
    }
  } catch (error) {
    return !isMissing(error)
  }
}

/** SQLITE_CANTOPEN: there is none. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 14
}
