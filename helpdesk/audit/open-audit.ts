/** The audit log in a file of JSON lines, to which the service and the command line may add at once. */

import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { withFileLock } from '../../agent/identity/file-lock.ts'
import type { Clock } from '../../checks/io.ts'
import { makeFolder, syncFolder } from '../data/durable.ts'
import type { Audit, AuditCheck, AuditLine, AuditPage, Deed } from './audit.ts'
import { checkLog } from './check.ts'
import { digestOfNothing, lineBytes, lineDigest, readLine } from './line.ts'
import { linesBackwards, openLog } from './read.ts'

interface Waiting {
  readonly deed: Deed
  readonly atMs: number
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** Makes the folder where there is none, and the file with the first deed. Its methods throw what the disk says. */
export async function openAudit(path: string, clock: Pick<Clock, 'wallMs'>): Promise<Audit> {
  await makeFolder(dirname(path))
  let waiting: Waiting[] = []
  let isWriting = false
  /** Reading all of a long log takes seconds: once for each state of the file. */
  let checked: { readonly state: string; readonly result: AuditCheck } | undefined

  /** What came while the disk was busy goes with one write and one sync. */
  const write = async () => {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await locked(path, () => append(path, batch))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    isWriting = false
  }

  const page = async (size: number, before: number | null, subject: string | null): Promise<AuditPage> => {
    const lines: AuditLine[] = []
    return reading(path, { lines, next: null }, async (file, end) => {
      // Most lines are of other subjects: they needn't be taken apart.
      const needle = subject === null ? null : Buffer.from(JSON.stringify(subject))
      for await (const { bytes, offset } of linesBackwards(file, Math.min(before ?? end, end))) {
        if (needle !== null && !bytes.includes(needle)) continue
        const line = readLine(bytes)
        if (line === null || (subject !== null && line.subject !== subject)) continue
        // The line that is one too many tells that there is a next page, which begins behind it.
        if (lines.length === size) return { lines, next: offset + bytes.length + 1 }
        lines.push(line)
      }
      return { lines, next: null }
    })
  }

  const check = async (seen?: string): Promise<AuditCheck> =>
    reading(path, { lines: 0, breaks: [], last: digestOfNothing, hasSeen: seen === digestOfNothing }, async (file, end, changed) => {
      const state = `${end} ${changed}`
      if (seen === undefined && checked?.state === state) return checked.result
      const result = await checkLog(file, end, seen)
      checked = { state, result }
      return result
    })

  return {
    add: (deed) =>
      new Promise((resolve, reject) => {
        waiting.push({ deed, atMs: clock.wallMs(), done: resolve, failed: reject })
        void write()
      }),
    page,
    check,
  }
}

/** A line without an end stays as it is: it gets its line feed, and the next line says so and carries its digest. */
async function append(path: string, batch: readonly Waiting[]): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const tail = await lastLine(file, size)
    let before = tail.digest
    const parts: Uint8Array[] = []
    const put = (deed: Deed, atMs: number) => {
      const line = lineBytes(deed, atMs, before)
      before = lineDigest(line)
      parts.push(line, Buffer.from('\n'))
    }
    if (!tail.ended) {
      parts.push(Buffer.from('\n'))
      put({ who: 'helpdesk', what: 'audit.cut', subject: String(tail.offset), from: '' }, batch[0]?.atMs ?? 0)
    }
    for (const { deed, atMs } of batch) put(deed, atMs)
    await file.appendFile(Buffer.concat(parts))
    await file.datasync()
    if (size === 0) await syncFolder(dirname(path))
  } finally {
    await file.close()
  }
}

async function lastLine(
  file: Parameters<typeof linesBackwards>[0],
  size: number,
): Promise<{ readonly digest: string; readonly ended: boolean; readonly offset: number }> {
  for await (const { bytes, ended, offset } of linesBackwards(file, size)) return { digest: lineDigest(bytes), ended, offset }
  return { digest: digestOfNothing, ended: true, offset: 0 }
}

/** Reads up to where the file ended at a moment in which nobody wrote; `empty` where there is none. */
async function reading<T>(
  path: string,
  empty: T,
  work: (file: NonNullable<Awaited<ReturnType<typeof openLog>>>, end: number, changed: number) => Promise<T>,
): Promise<T> {
  const file = await openLog(path)
  if (file === null) return empty
  try {
    // Nobody but the system sets a file's ctime: who edits it and sets its date back has changed it all the same.
    const { size, ctimeMs } = await locked(path, () => file.stat())
    return await work(file, size, ctimeMs)
  } finally {
    await file.close()
  }
}

async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const outcome = await withFileLock(`${path}.lock`, work)
  if ('failure' in outcome) throw new Error(`the audit log can't be locked (${outcome.failure.code})`)
  return outcome.value
}
