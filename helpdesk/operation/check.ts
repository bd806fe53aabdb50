/** Whether everything in a data folder is as it was kept. Looks, changes nothing, and may run beside the service. */

import { DatabaseSync } from 'node:sqlite'
import { failureOf } from '../../checks/failure.ts'
import type { Audit } from '../audit/audit.ts'
import type { DataFolder } from '../data/folder.ts'
import type { Index } from '../index/index.ts'
import type { Objects } from '../objects/objects.ts'
import type { Receipt } from '../objects/receipt.ts'
import type { RequestRecords } from '../requests/record.ts'
import { checkIndex } from './check-index.ts'
import { confirmed } from './confirmed.ts'
import { measureFile } from './digest.ts'

/**
 * missing: a receipt without its bundle · altered: not the bytes that came · unreadable: the disk doesn't give it · receipt-damaged,
 * request-damaged: such a file is none · no-receipt: a bundle without one · request-missing: a bundle came for a request of which there is
 * no record · not-in-index, only-in-index: a bundle; request-not-in-index, request-only-in-index · audit-altered, audit-cut: a line of it ·
 * database: SQLite finds a file of its own damaged, or there is no index
 */
export interface CheckProblem {
  readonly code:
    | 'missing'
    | 'altered'
    | 'unreadable'
    | 'receipt-damaged'
    | 'no-receipt'
    | 'request-damaged'
    | 'request-missing'
    | 'not-in-index'
    | 'only-in-index'
    | 'request-not-in-index'
    | 'request-only-in-index'
    | 'audit-altered'
    | 'audit-cut'
    | 'database'
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
  /** After each bundle: how many so far. */
  readonly onProgress?: (bundles: number) => void
  readonly interrupted?: AbortSignal
}

export interface CheckCounts {
  readonly bundles: number
  /** Receipts of bundles that were deleted. */
  readonly removed: number
  readonly requests: number
  readonly auditLines: number
}

export type KeptReceipts = ReadonlyMap<string, Pick<Receipt, 'removedMs' | 'requestId'>>

/** Throws what the disk says of a folder, and the signal's reason. */
export async function checkData(parts: Checked, watching: CheckWatching): Promise<CheckCounts> {
  const { folder, audit, index } = parts
  const { onProblem } = watching
  const receipts = await checkBundles(parts, watching)
  const requests = await checkRequests(parts, receipts, onProblem)
  if (index !== null) await checkIndex({ ...parts, index }, { receipts, requests }, onProblem)
  if (isDamaged(folder.accounts)) onProblem({ code: 'database', subject: folder.accounts })
  if (index === null || isDamaged(folder.index)) onProblem({ code: 'database', subject: folder.index })
  const { lines: auditLines, breaks } = await audit.check()
  for (const { line, kind } of breaks) onProblem({ code: `audit-${kind}`, subject: String(line) })
  const bundles = [...receipts.values()].filter(({ removedMs }) => removedMs === null).length
  return { bundles, removed: receipts.size - bundles, requests: requests.size, auditLines }
}

async function checkBundles({ objects }: Checked, { onProblem, onProgress, interrupted }: CheckWatching): Promise<KeptReceipts> {
  const receipts = new Map<string, Pick<Receipt, 'removedMs' | 'requestId'>>()
  const missing: string[] = []
  for await (const receipt of objects.receipts((subject) => onProblem({ code: 'receipt-damaged', subject }))) {
    interrupted?.throwIfAborted()
    receipts.set(receipt.sha256, receipt)
    const problem = await bundleProblem(receipt, objects)
    if (problem === 'missing') missing.push(receipt.sha256)
    else if (problem !== null) onProblem({ code: problem, subject: receipt.sha256 })
    onProgress?.(receipts.size)
  }
  // Renamed into its place a moment after its receipt, or deleted meanwhile.
  const isMissing = async (sha256: string) => (await objects.receipt(sha256))?.removedMs === null && (await objects.path(sha256)) === null
  for (const subject of await confirmed(missing, isMissing)) onProblem({ code: 'missing', subject })
  for await (const sha256 of objects.digests()) {
    if (!receipts.has(sha256) && (await hasNoReceipt(objects, sha256))) onProblem({ code: 'no-receipt', subject: sha256 })
  }
  return receipts
}

async function bundleProblem(receipt: Receipt, objects: Objects): Promise<'missing' | 'altered' | 'unreadable' | null> {
  if (receipt.removedMs !== null) return null
  const path = await objects.path(receipt.sha256)
  const measured = path === null ? null : await measureFile(path).catch((error: unknown) => failureOf(error).word)
  if (measured === null || measured === 'file-missing') return 'missing'
  if (typeof measured === 'string') return 'unreadable'
  return measured.size === receipt.size && measured.sha256 === receipt.sha256 ? null : 'altered'
}

/** One that is damaged was told already. */
async function hasNoReceipt(objects: Objects, sha256: string): Promise<boolean> {
  return (await objects.receipt(sha256).catch(() => 'damaged')) === null
}

/** @returns their ids */
async function checkRequests(
  { records }: Checked,
  receipts: KeptReceipts,
  onProblem: CheckWatching['onProblem'],
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const { id } of records.all((subject) => onProblem({ code: 'request-damaged', subject }))) ids.add(id)
  for (const { requestId } of receipts.values()) {
    if (requestId !== null && !ids.has(requestId)) onProblem({ code: 'request-missing', subject: requestId })
  }
  return ids
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
    return !isNoFile(error)
  }
}

/** SQLITE_CANTOPEN (SQLite, "Result and Error Codes") */
function isNoFile(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 14
}
