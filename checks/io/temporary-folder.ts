/** Folders for what is passing: made for one run, gone after it. */

import { lstatSync, readdirSync, rmdirSync, type Stats, unlinkSync } from 'node:fs'
import { lstat, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Failure, failure, failureOf } from '../failure.ts'
import type { Files, TemporaryFolder } from '../io.ts'
import { startFailure } from './children.ts'

/** mkdtemp makes six random letters and digits of its own. */
const RANDOM_LENGTH = 6
/** No run lasts so long: whose folder is older has crashed, or was killed, or lost its power. */
const CRASHED_AFTER_MS = 3_600_000
/** More are left for the start after the next. */
const MAX_SWEPT = 20

/** Windows lets nobody remove what a program that has just ended still holds; and one that is just ending may still write into it. */
const passing: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM', 'ENOTEMPTY', 'EMFILE', 'ENFILE'])
const TRIES = 25
const BETWEEN_TRIES_MS = 80
/** Nothing else happens meanwhile: a quarter of a second in all. Where a console's window is closed Windows gives a program some seconds. */
const LAST_TRIES = 3

/** The names are looked through, no content is read: a folder of a browser has some hundred. */
const MAX_ENTRIES = 20_000

/** Of the user alone (mode 0700) by mkdtemp. What runs that crashed have left behind goes meanwhile. */
export const temporaryFolder: Files['temporaryFolder'] = async (prefix) => {
  const parent = tmpdir()
  // Nobody waits for it: what it does not get done, the next start does.
  void sweepOwn(parent, prefix, Date.now() - CRASHED_AFTER_MS)
  try {
    return folderAt(keptInMind(await mkdtemp(join(parent, prefix))))
  } catch (error) {
    return { failure: startFailure(error) }
  }
}

/** Folders that are still there. */
const made = new Set<string>()

/** When the run is cut short the program ends before a browser has let go of everything, or while somebody is removing it: once more then. */
function keptInMind(path: string): string {
  if (made.size === 0) process.once('exit', removeRest)
  made.add(path)
  return path
}

function removeRest(): void {
  for (const path of made) {
    for (let left = LAST_TRIES; left > 0 && !isRemovedNow(path); left -= 1) Atomics.wait(sleeper, 0, 0, BETWEEN_TRIES_MS)
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4))

/**
 * What can be removed goes, links and not what they lead to. Not by fs.rmSync: before Node 24.13.1 that ends the program on Windows
 * where a path has Chinese in it, as a user's name may (github.com/nodejs/node/issues/58759).
 */
function isRemovedNow(path: string): boolean {
  try {
    if (!lstatSync(path).isDirectory()) unlinkSync(path)
    else if (readdirSync(path).filter((name) => !isRemovedNow(join(path, name))).length === 0) rmdirSync(path)
    else return false
    return true
  } catch (error) {
    return failureOf(error).code === 'ENOENT'
  }
}

function folderAt(path: string): TemporaryFolder {
  return {
    path,
    read: async (name, maxBytes) => {
      try {
        const { size } = await lstat(join(path, name))
        return size > maxBytes ? { failure: failure('too-large') } : { content: await readFile(join(path, name)) }
      } catch (error) {
        return { failure: startFailure(error) }
      }
    },
    size: () => sizeOf(path),
    remove: () => removePatiently(path),
  }
}

export async function removePatiently(path: string): Promise<{ readonly removed: true } | { readonly failure: Failure }> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      await rm(path, { recursive: true, force: true })
      made.delete(path)
      if (made.size === 0) process.removeListener('exit', removeRest)
      return { removed: true }
    } catch (error) {
      if (left === 0 || !passing.has(failureOf(error).code)) return { failure: startFailure(error) }
    }
    await wait(BETWEEN_TRIES_MS)
  }
}

/** A file that goes while it is looked at counts nothing. */
async function sizeOf(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true }).catch(() => [])
  const sizes = names.slice(0, MAX_ENTRIES).map((name) =>
    lstat(join(path, name)).then(
      (stats) => (stats.isFile() ? stats.size : 0),
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/**
 * On Windows nothing tells whose a folder is, and whoever may write beside it could put a link into it while it is removed, with our
 * rights: only what lies in this user's own part of the disk is swept. TEMP may be spelled in the short names of old (CHANTA~1).
 */
async function sweepOwn(parent: string, prefix: string, beforeMs: number): Promise<void> {
  if (process.platform === 'win32') {
    const [folder, own] = await Promise.all([parent, homedir()].map((path) => realpath(path).catch(() => '')))
    if (folder === undefined || !own || !folder.toLowerCase().startsWith(`${own.toLowerCase()}\\`)) return
  }
  await sweep(parent, prefix, beforeMs)
}

/**
 * Removes folders of former runs, and nothing else: of exactly such a name, a folder and no link to one (lstat), of this user
 * where the system tells, not touched since `beforeMs`. Between the look and the removal nobody else can put another in its
 * place: the system's folder lets only its owner rename it (sticky bit); for Windows see above. What lies inside is
 * removed without following links (Node, fs.rm).
 */
export async function sweep(parent: string, prefix: string, beforeMs: number): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  const ours = names.filter((name) => name.startsWith(prefix) && isRandom(name.slice(prefix.length)))
  for (const name of ours.slice(0, MAX_SWEPT)) {
    const path = join(parent, name)
    const stats = await lstat(path).catch(() => null)
    if (stats !== null && isLeftBehind(stats, beforeMs)) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

function isRandom(text: string): boolean {
  return text.length === RANDOM_LENGTH && /^[A-Za-z0-9]+$/.test(text)
}

function isLeftBehind(stats: Stats, beforeMs: number): boolean {
  const isOurs = process.getuid === undefined || stats.uid === process.getuid()
  return stats.isDirectory() && isOurs && Math.max(stats.mtimeMs, stats.ctimeMs) < beforeMs
}
