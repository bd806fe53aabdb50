/** The folder of the device key, as a whole: it is there with all that belongs to it, or it isn't there. */

import { randomBytes } from 'node:crypto'
import { chmod, open, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { patiently, realFiles } from '../../checks/io/files.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'

/** In the user's data folder. */
export const IDENTITY_FOLDER = 'identity'
export const files = { key: 'device.key', standard: 'device.pem', strict: 'device-strict.pem' } as const

/** A key of 3072 bits has 1.8 KB, and some 200 bytes more under DPAPI. */
const MOST_BYTES = 65_536

export interface DeviceFiles {
  readonly key: Uint8Array
  readonly standard: Uint8Array
  readonly strict: Uint8Array
}

/** null where there is none yet; a folder in which something is missing is a failure. */
export async function readDeviceFiles(dataFolder: string): Promise<DeviceFiles | null | { readonly failure: Failure }> {
  const io = realFiles()
  const folder = join(dataFolder, IDENTITY_FOLDER)
  const listed = await io.list(folder)
  if ('failure' in listed) return listed.failure.word === 'file-missing' ? null : listed
  if (listed.names.length === 0) return null
  const read = (name: string) => io.read(join(folder, name), MOST_BYTES)
  const [key, standard, strict] = await Promise.all([read(files.key), read(files.standard), read(files.strict)])
  if ('failure' in key) return key
  if ('failure' in standard) return standard
  if ('failure' in strict) return strict
  return { key: key.content, standard: standard.content, strict: strict.content }
}

/**
 * Writes all of it beside, and gives it its name at once. `other`: another process was first, and nothing of its files is touched. A
 * process that is killed in between leaves a folder that `removeLeftovers` knows.
 */
export async function keepDeviceFiles(dataFolder: string, content: DeviceFiles): Promise<'kept' | 'other' | { readonly failure: Failure }> {
  const folder = join(dataFolder, IDENTITY_FOLDER)
  const half = join(dataFolder, `${IDENTITY_FOLDER}.${randomBytes(6).toString('hex')}.part`)
  try {
    await makeFolder(half)
    for (const [part, name] of Object.entries(files) as [keyof DeviceFiles, string][]) {
      const written = await realFiles().write(join(half, name), content[part])
      if ('failure' in written) return (await isThere(folder)) ? 'other' : written
    }
    await syncFolder(half)
    // Another process may have taken it for a leftover, where the clock jumped.
    const listed = await realFiles().list(half)
    if (!('names' in listed) || listed.names.length < Object.keys(files).length) return { failure: failure('file-missing') }
    const outcome = await patiently(() => takeName(half, folder))
    await syncFolder(dataFolder)
    return outcome
  } catch (error) {
    return { failure: folderFailure(error) }
  } finally {
    await rm(half, { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * No system renames a folder onto one that holds something: POSIX says ENOTEMPTY or EEXIST, Windows ERROR_ACCESS_DENIED, which is also
 * what a virus scanner in the way looks like.
 */
async function takeName(half: string, folder: string): Promise<'kept' | 'other'> {
  // Windows renames onto no folder at all, not even an empty one; this removes none that holds anything.
  await rmdir(folder).catch(() => {})
  try {
    await rename(half, folder)
    return 'kept'
  } catch (error) {
    if (await isThere(folder)) return 'other'
    throw error
  }
}

async function isThere(folder: string): Promise<boolean> {
  const listed = await realFiles().list(folder)
  return 'names' in listed && listed.names.length > 0
}

/**
 * The names in it are on the disk too, where the file system can: not all do it for folders. Windows opens no folder for that, and keeps
 * a journal of names (NTFS).
 */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  await folder.sync().catch(() => {})
  await folder.close()
}

/** Nobody makes a key for so long: the folder is of a process that was ended. */
const LEFT_BEHIND_MS = 3_600_000
const leftover = new RegExp(`^${IDENTITY_FOLDER}\\.[0-9a-f]{12}\\.part$`)

/** Keys that never came to be used, which a process that was ended left behind. */
export async function removeLeftovers(dataFolder: string, nowMs: number): Promise<void> {
  const listed = await realFiles().list(dataFolder)
  if ('failure' in listed) return
  for (const name of listed.names.filter((each) => leftover.test(each))) {
    const path = join(dataFolder, name)
    const age = await stat(path).then(
      ({ mtimeMs }) => nowMs - mtimeMs,
      () => 0,
    )
    if (age > LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/** Group and others; on Windows, where the rights are the profile's, Node makes these bits up. */
const OTHERS = 0o077

/**
 * A restored backup or a careless copy opens the key to others. It is closed again rather than refused: a key that isn't used any
 * longer would be replaced by one that the helpdesk doesn't know, and what was seen was seen.
 * @param mend false: only looks
 */
export async function closeToOthers(dataFolder: string, mend: boolean): Promise<'closed' | 'was-open' | 'open'> {
  if (process.platform === 'win32') return 'closed'
  const folder = join(dataFolder, IDENTITY_FOLDER)
  const key = join(folder, files.key)
  // One that isn't there, or that we mayn't even look at, is told by who reads it.
  const mode = await stat(key).then(
    (found) => found.mode,
    () => 0,
  )
  if ((mode & OTHERS) === 0) return 'closed'
  if (!mend) return 'open'
  try {
    await chmod(folder, 0o700)
    await chmod(key, 0o600)
    return 'was-open'
  } catch {
    return 'open'
  }
}

/** EACCES and EPERM of a folder are its rights, not a firewall's. */
function folderFailure(error: unknown): Failure {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found
}
