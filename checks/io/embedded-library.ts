/**
 * A native library that the single executable carries. The system loads libraries from files alone, so it is laid into a folder of the
 * user's, named by its content, and looked at again, byte by byte, each time before it is loaded.
 */

import { createHash, randomUUID } from 'node:crypto'
import { lstat, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failureOf } from '../failure.ts'
import { makeFolder } from './make-folder.ts'
import { LIBRARY_FOLDER_PREFIX, removeWhenWeEnd } from './remove-later.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface EmbeddedLibrary {
  /** As it is called in its folder. */
  readonly name: string
  /** Small hexadecimal digits. */
  readonly sha256: string
  /** Asked for only where it is not in its folder yet. */
  readonly bytes: () => Buffer
}

/** Where a run that keeps files keeps it; null: in a temporary folder that goes when the program ends. */
export type LibraryPlace = string | null

/** No process takes so long to write a megabyte: who began has ended before it was done. */
const LEFT_BEHIND_AFTER_MS = 3_600_000

/** Loads it as Node loads an addon. Throws what the system says where it may not be written or not be loaded. */
export async function loadEmbeddedLibrary(library: EmbeddedLibrary, place: LibraryPlace): Promise<unknown> {
  const kept =
    place === null ? undefined : await keptFile(library, join(place, 'library', library.sha256.slice(0, 16))).catch(() => undefined)
  if (kept !== undefined) return load(kept)
  const folder = await temporaryFolder(LIBRARY_FOLDER_PREFIX)
  if ('failure' in folder) throw Object.assign(new Error(`no folder for ${library.name}`), { code: folder.failure.code })
  const file = join(folder.path, library.name)
  try {
    await write(file, library)
    if (!(await isWhole(file, library))) throw new Error(`${library.name} was changed while it was written`)
  } catch (error) {
    // The half of it would fill a disk on which a report still finds room.
    await folder.remove()
    throw error
  }
  try {
    return load(file)
  } finally {
    // What is loaded needs no name any more, but on Windows, where it can be removed only when nobody has it loaded.
    if (process.platform === 'win32') removeWhenWeEnd(folder.path)
    else await folder.remove()
  }
}

function load(file: string): unknown {
  const module: { exports: unknown } = { exports: {} }
  process.dlopen(module, file)
  return module.exports
}

/** The library in a folder that is kept, laid there first where it is not; throws where it can't be. */
async function keptFile(library: EmbeddedLibrary, folder: string): Promise<string> {
  const file = join(folder, library.name)
  await makeFolder(folder)
  if (!(await isOurs(folder))) throw new Error(`${folder} is open to others`)
  if (await isWhole(file, library)) return file
  await sweep(folder, library.name)
  // Written aside and renamed: nobody ever finds a part of it, and two that begin at once end with the same.
  const aside = `${file}.${randomUUID()}`
  try {
    await write(aside, library)
    await rename(aside, file)
  } catch (error) {
    await rm(aside, { force: true })
    // Windows lets nobody replace a library that another process has just loaded; it is looked at like any other.
    if (!(await isWhole(file, library))) throw error
  }
  if (await isWhole(file, library)) return file
  throw new Error(`${file} is not what was written`)
}

/** Names in a folder that others may write to can be exchanged between the look and the loading. Windows keeps LOCALAPPDATA to its user. */
async function isOurs(folder: string): Promise<boolean> {
  if (process.getuid === undefined) return true
  const { uid, mode } = await lstat(folder)
  return uid === process.getuid() && (mode & 0o022) === 0
}

function write(file: string, { bytes }: EmbeddedLibrary): Promise<void> {
  return writeFile(file, bytes(), { flag: 'wx', mode: 0o700 })
}

async function isWhole(file: string, { sha256 }: EmbeddedLibrary): Promise<boolean> {
  try {
    if (!(await lstat(file)).isFile()) return false
    return (
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex') === sha256
    )
  } catch (error) {
    if (failureOf(error).code === 'ENOENT') return false
    throw error
  }
}

/** What a process that was killed had written aside. */
async function sweep(folder: string, name: string): Promise<void> {
  for (const each of await readdir(folder)) {
    if (!each.startsWith(`${name}.`)) continue
    const path = join(folder, each)
    const stats = await lstat(path).catch(() => undefined)
    if (stats !== undefined && stats.mtimeMs < Date.now() - LEFT_BEHIND_AFTER_MS) await rm(path, { force: true })
  }
}
