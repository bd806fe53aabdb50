/** A new data folder from a backup: built beside its place, and there only when it is whole. */

import { copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tryLock } from '../../agent/output/file-lock.ts'
import { failureOf } from '../../checks/failure.ts'
import { makeFolder, syncFolder } from '../data/durable.ts'
import { type BackupFile, type BackupList, readBackupList } from './backup-list.ts'
import { type BackupStore, backupStoreAt, keepFile } from './backup-store.ts'
import { measureFile } from './digest.ts'
import { together } from './together.ts'

export interface RestoreWish {
  readonly backup: string
  /** Absent, or empty. */
  readonly dataFolder: string
  /** What is done with the copy before it gets its place: the index is made, the audit log told. */
  readonly finish: (dataFolder: string) => Promise<void>
  /** Bundles and receipts that aren't as they were backed up stay behind; everything else has to be whole. */
  readonly leaveOutDamaged?: boolean
  readonly onProgress?: (done: number, of: number) => void
  readonly interrupted?: AbortSignal
}

export type Restored =
  | { readonly kind: 'restored'; readonly list: BackupList; readonly leftOut: readonly BackupFile[] }
  | { readonly kind: 'no-backup' | 'damaged-list' | 'not-empty' | 'busy' }
  /** Files of the backup that aren't what its list says; nothing was written. */
  | { readonly kind: 'damaged'; readonly files: readonly BackupFile[]; readonly canBeLeftOut: boolean }

/** Where it is built. One that was killed leaves it there, and the next one begins anew. */
export function buildingPlace(dataFolder: string): string {
  return `${dataFolder}.restoring`
}

/** Throws what the disk says, what `finish` throws, and the signal's reason; then nothing is at the data folder's place. */
export async function restore(wish: RestoreWish): Promise<Restored> {
  const { backup, dataFolder, finish } = wish
  const list = await readBackupList(backup)
  if (list === null) return { kind: 'no-backup' }
  if (list === 'damaged') return { kind: 'damaged-list' }
  if (!(await isEmpty(dataFolder))) return { kind: 'not-empty' }
  const store = backupStoreAt(backup)
  const damaged = await damagedFiles(list, store, wish)
  const canBeLeftOut = damaged.every(({ path }) => path.startsWith('objects/'))
  if (damaged.length > 0 && !(wish.leaveOutDamaged === true && canBeLeftOut)) return { kind: 'damaged', files: damaged, canBeLeftOut }
  const behind = new Set(damaged)
  const whole = list.files.filter((file) => !behind.has(file))
  const building = buildingPlace(dataFolder)
  await makeFolder(dirname(dataFolder))
  const lock = await tryLock(`${building}.lock`)
  if (lock.kind === 'busy') return { kind: 'busy' }
  try {
    await rm(building, { recursive: true, force: true })
    await copyAll(whole, store, building, wish)
    await finish(building)
    // Emptied by nobody but us, and only where it is empty.
    await rmdir(dataFolder).catch((error: unknown) => {
      if (failureOf(error).word !== 'file-missing') throw error
    })
    await rename(building, dataFolder)
    await syncFolder(dirname(dataFolder))
  } finally {
    await rm(building, { recursive: true, force: true })
    if (lock.kind === 'held') lock.release()
    await rm(`${building}.lock`, { force: true })
  }
  return { kind: 'restored', list, leftOut: damaged }
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (failureOf(error).word === 'file-missing') return []
    throw error
  })
  return names.length === 0
}

async function damagedFiles(list: BackupList, store: BackupStore, { interrupted }: RestoreWish): Promise<readonly BackupFile[]> {
  const damaged: BackupFile[] = []
  for await (const found of together(list.files, async (file) => ((await isAsListed(store.pathOf(file.sha256), file)) ? [] : [file]))) {
    interrupted?.throwIfAborted()
    damaged.push(...found)
  }
  return damaged
}

async function isAsListed(path: string, { size, sha256 }: BackupFile): Promise<boolean> {
  const found = await measureFile(path).catch(() => null)
  return found !== null && found.size === size && found.sha256 === sha256
}

async function copyAll(
  files: readonly BackupFile[],
  store: BackupStore,
  building: string,
  { onProgress, interrupted }: RestoreWish,
): Promise<void> {
  await makeFolder(building)
  const folders = new Set(files.map(({ path }) => dirname(join(building, path))))
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
  let done = 0
  for await (const _path of together(files, (file) => copyOne(store.pathOf(file.sha256), join(building, file.path), file))) {
    interrupted?.throwIfAborted()
    done += 1
    onProgress?.(done, files.length)
  }
  // Names of folders are in those above them.
  for (const folder of new Set([...folders].flatMap((each) => [each, dirname(each)]))) await syncFolder(folder)
}

async function copyOne(from: string, to: string, file: BackupFile): Promise<void> {
  await copyFile(from, to)
  // The disk that it lies on is new: what was read a moment ago says nothing of it.
  if (!(await isAsListed(to, file))) throw new Error(`${file.path} was not copied as it is`)
  await keepFile(to)
}
