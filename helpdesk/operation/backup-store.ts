/**
 * Contents of a backup, each under the name of its digest: files/ab/abcd…. What is there is never copied again and never changed, so that
 * a backup that is brought up to date stays whole as it was until its new list takes the old one's place.
 */

import { createHash, randomBytes } from 'node:crypto'
import { constants, copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder, syncFolder, writeDurably } from '../data/durable.ts'
import { type Measured, measureFile } from './digest.ts'

const FILES = 'files'
const contentName = /^[0-9a-f]{64}$/

export interface Copied extends Measured {
  /** It wasn't in the backup before. */
  readonly isNew: boolean
}

export interface BackupStore {
  pathOf(sha256: string): string
  has(measured: Measured): Promise<boolean>
  /** Copies a file that may change meanwhile: what lies in the backup is what was measured. Throws what the disk says. */
  copy(path: string): Promise<Copied>
  put(content: Uint8Array): Promise<Copied>
  /** Every new name is on the disk when it resolves. */
  sync(): Promise<void>
  /** Deletes what no list names (any more), and halves that were left. */
  prune(named: ReadonlySet<string>): Promise<void>
}

export function backupStoreAt(backup: string): BackupStore {
  const root = join(backup, FILES)
  const touched = new Set<string>()
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256)

  async function folderFor(sha256: string): Promise<string> {
    const folder = dirname(pathOf(sha256))
    if (!touched.has(folder)) await makeFolder(folder)
    touched.add(folder)
    return folder
  }

  async function has({ size, sha256 }: Measured): Promise<boolean> {
    const there = await stat(pathOf(sha256)).catch(() => null)
    return there?.isFile() === true && there.size === size
  }

  return {
    pathOf,
    has,
    async copy(path) {
      await makeFolder(root)
      const half = join(root, `${randomBytes(6).toString('hex')}.part`)
      try {
        // Shares the blocks where the disk can (btrfs, XFS, ReFS); never the file: what harms the one must not harm the other.
        await copyFile(path, half, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
        const measured = await measureFile(half)
        if (await has(measured)) return { ...measured, isNew: false }
        await keepFile(half)
        await folderFor(measured.sha256)
        await rename(half, pathOf(measured.sha256))
        return { ...measured, isNew: true }
      } finally {
        await rm(half, { force: true })
      }
    },
    async put(content) {
      const measured = { size: content.length, sha256: createHash('sha256').update(content).digest('hex') }
      if (await has(measured)) return { ...measured, isNew: false }
      await folderFor(measured.sha256)
      await writeDurably(pathOf(measured.sha256), content)
      return { ...measured, isNew: true }
    },
    async sync() {
      for (const folder of touched) await syncFolder(folder)
      touched.clear()
    },
    async prune(named) {
      for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
        const isOurs = contentName.test(entry.name) ? !named.has(entry.name) : entry.name.endsWith('.part')
        if (entry.isFile() && isOurs) await rm(join(entry.parentPath, entry.name), { force: true })
      }
    },
  }
}

/** For the owner's eyes alone, and on the disk. */
export async function keepFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    if (process.platform !== 'win32') await file.chmod(0o600)
    await file.sync()
  } finally {
    await file.close()
  }
}
