/**
 * What runs that were killed have left half written. Everything gets its name when it is whole (checks/io/files.ts), so a half has a name that
 * nobody else gives: the file's, twelve digits, `.part`. Only such ones go, of this user, and not touched for an hour: no run writes so long.
 */

import { lstat, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { LEFT_BEHIND_AFTER_MS } from '../spool/limits.ts'

/** Whoever was killed was among the last; and a PC that is checked each hour has thousands. */
const MOST_RUN_FOLDERS = 200

const half = /^(?<name>.+)\.[0-9a-f]{12}\.part$/s
/** makeRunFolder */
const runFolder = /^\d{8}-\d{6}(?:-\d{1,3})?$/
/** In the data folder; `identity` has its own (identity/device-folder.ts). */
const ofData = /^(?:profiles|known-installs)\.json$/
/** Where somebody named the folder, other things lie too. */
const ofRun: readonly RegExp[] = [
  /^(?:report|evidence|settings)\.json$|^report\.html$|^agent\.log$/,
  /^browser-[\w.-]+\.png$/,
  /^\d{8}-\d{6}-[0-9a-f]{8}\.preflight\.(?:zip|p7m)$/,
  /^guide-[\w.-]+\.(?:json|json\.p7s|html)$/,
]

export interface Places {
  readonly dataFolder: string
  /** Where this run's files lie; null where it left none. */
  readonly folder: string | null
}

/** Never throws: what can't be removed stays. */
export async function sweepLeftovers({ dataFolder, folder }: Places, nowMs: number): Promise<void> {
  const beforeMs = nowMs - LEFT_BEHIND_AFTER_MS
  const reports = join(dataFolder, 'reports')
  await removeHalves(dataFolder, (name) => ofData.test(name), beforeMs)
  const runs = (await namesIn(reports)).filter((name) => runFolder.test(name)).sort()
  for (const name of runs.slice(-MOST_RUN_FOLDERS)) await tidyRun(join(reports, name), beforeMs)
  const spool = join(dataFolder, 'spool')
  if ((await namesIn(spool)).some((name) => name !== 'lock')) await (await import('../spool/disk.ts')).sweepSpool(spool, nowMs)
  if (folder === null || dirname(resolve(folder)) === resolve(reports)) return
  await removeHalves(folder, (name) => ofRun.some((each) => each.test(name)), await byItsClock(folder))
}

/** Of a file that has just been written, wherever somebody wanted it. */
export async function removeHalvesOf(file: string): Promise<void> {
  await removeHalves(dirname(file), (name) => name === basename(file), await byItsClock(file))
}

/** A share has its own clock, and other PCs that write to it: what was just written there tells the time. */
async function byItsClock(written: string): Promise<number> {
  return stat(written).then(
    ({ mtimeMs }) => mtimeMs - LEFT_BEHIND_AFTER_MS,
    () => 0,
  )
}

/** A folder in which nothing has happened lately; one in which nothing ever did goes too. */
async function tidyRun(folder: string, beforeMs: number): Promise<void> {
  if (!(await isOld(folder, beforeMs, 'folder'))) return
  await removeHalves(folder, () => true, beforeMs)
  // Removes none that holds anything.
  await rmdir(folder).catch(() => {})
}

async function removeHalves(folder: string, isOurs: (name: string) => boolean, beforeMs: number): Promise<void> {
  for (const each of await namesIn(folder)) {
    const name = half.exec(each)?.groups?.name
    if (name === undefined || !isOurs(name)) continue
    const path = join(folder, each)
    if (await isOld(path, beforeMs, 'file')) await rm(path, { force: true }).catch(() => {})
  }
}

/** A link is neither. */
async function isOld(path: string, beforeMs: number, kind: 'file' | 'folder'): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  if (found === null || !(kind === 'file' ? found.isFile() : found.isDirectory())) return false
  const isOurs = process.getuid === undefined || found.uid === process.getuid()
  return isOurs && Math.max(found.mtimeMs, found.ctimeMs) < beforeMs
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
