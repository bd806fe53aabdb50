/** A copy of everything that can't be made again, also while the service runs. The index can, and isn't in it. */

import { readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import { version } from '../../agent/version.ts'
import { failureOf } from '../../checks/failure.ts'
import { writeDurably } from '../data/durable.ts'
import { dataFolderAt } from '../data/folder.ts'
import { bundlePairs, type Found } from './backup-bundles.ts'
import { BACKUP_LIST, type BackupFile, backupListText, copiedFolders } from './backup-list.ts'
import { type BackupStore, backupStoreAt, type Copied } from './backup-store.ts'
import { readIfThere } from './read-if-there.ts'

export interface BackupWish {
  readonly dataFolder: string
  /** There already, and nobody else's (commands/backup.ts). */
  readonly backup: string
  readonly nowMs: number
  /** damaged: what lies there isn't what its name or its receipt says; it is left out, and a good copy of an earlier time stays · missing: it isn't there */
  readonly onTrouble: (trouble: BackupTrouble) => void
  readonly onProgress?: (files: number) => void
  readonly interrupted?: AbortSignal
}

export interface BackupTrouble {
  readonly kind: 'damaged' | 'missing'
  readonly path: string
}

export interface BackedUp {
  readonly files: number
  readonly bytes: number
  /** Of these, what wasn't in the backup before. */
  readonly newFiles: number
}

/** Throws what the disk says, and the signal's reason; the backup is then the one that it was before. */
export async function backUp(wish: BackupWish): Promise<BackedUp> {
  const store = backupStoreAt(wish.backup)
  const files: BackupFile[] = []
  let newFiles = 0
  const add = (path: string, { isNew, size, sha256 }: Copied) => {
    wish.interrupted?.throwIfAborted()
    files.push({ path, size, sha256 })
    if (isNew) newFiles += 1
    wish.onProgress?.(files.length)
  }
  // Bundles before requests: what a receipt names was there when it was written.
  for await (const { bundle, receipt, damaged } of bundlePairs(wish.dataFolder, await filesIn(wish.dataFolder, 'objects'), store)) {
    for (const found of [bundle, receipt]) if (found !== null) add(...found)
    for (const path of damaged) wish.onTrouble({ kind: 'damaged', path })
  }
  for (const folder of copiedFolders) {
    if (folder === 'objects') continue
    const paths = await filesIn(wish.dataFolder, folder)
    if (folder === 'keys' && paths.length === 0) wish.onTrouble({ kind: 'missing', path: 'keys' })
    for (const path of paths) add(path, await store.copy(join(wish.dataFolder, path)))
  }
  for await (const [path, copied] of singleFiles(wish, store)) add(path, copied)
  await store.sync()
  const list = { madeMs: wish.nowMs, version, files: files.toSorted((one, other) => (one.path < other.path ? -1 : 1)) }
  await writeDurably(join(wish.backup, BACKUP_LIST), backupListText(list))
  await store.prune(new Set(files.map(({ sha256 }) => sha256)))
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0), newFiles }
}

async function* singleFiles({ dataFolder, backup }: BackupWish, store: BackupStore): AsyncGenerator<Found> {
  const folder = dataFolderAt(dataFolder)
  const settings = await readIfThere(folder.settings)
  if (settings !== null) yield ['settings.json', await store.put(settings)]
  const accounts = await copyAccounts(folder.accounts, join(backup, 'accounts.part'), store)
  if (accounts !== null) yield ['accounts.sqlite', accounts]
  const audit = await readIfThere(folder.audit)
  // A line that is being written has no end yet.
  if (audit !== null) yield ['audit.jsonl', await store.put(audit.subarray(0, audit.lastIndexOf(LINE_FEED) + 1))]
}

const LINE_FEED = 0x0a

/** SQLite's own way: a whole state of the database, whoever writes meanwhile (SQLite, "Online Backup API"). */
async function copyAccounts(path: string, half: string, store: BackupStore): Promise<Copied | null> {
  if ((await readIfThere(path)) === null) return null
  await rm(half, { force: true })
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  try {
    await copyDatabase(database, half)
    return await store.copy(half)
  } finally {
    database.close()
    await rm(half, { force: true })
  }
}

/** Paths in the data folder, with forward slashes, sorted. What is half written, a lock, and what is no plain file stays out. */
async function filesIn(dataFolder: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataFolder, folder), { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (failureOf(error).word === 'file-missing') return []
    throw error
  })
  const plain = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part') && !entry.name.startsWith('.'))
  return plain.map(({ parentPath, name }) => relative(dataFolder, join(parentPath, name)).replaceAll('\\', '/')).toSorted()
}
