/** Writing so that it is still there after a power cut: content first, then the name, then the folder that holds the name. */

import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The whole file or none of it, for the owner's eyes alone. Throws what the disk says. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const half = await writeHalf(path, content)
  await rename(half, path).catch(async (error: unknown) => {
    await rm(half, { force: true })
    throw error
  })
  await syncFolder(dirname(path))
}

/** Content that is on the disk under a passing name beside `path`; whoever renames it syncs the folder. */
export async function writeHalf(path: string, content: string | Uint8Array): Promise<string> {
  const half = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(half, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.datasync()
  } catch (error) {
    await file.close()
    await rm(half, { force: true })
    throw error
  }
  await file.close()
  return half
}

/** A name counts when its folder is on the disk. Windows has no such thing: NTFS logs names by itself (Microsoft, "FlushFileBuffers"). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder for the owner alone, and its name lasting. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(dirname(made))
}
