/**
 * Who may write what lies in the machine's own folder. It decides whom this PC trusts and where bundles go unasked, and on Windows any
 * user may make %ProgramData%\TerminalPreflight where no administrator has: the name alone proves nothing.
 */

import { lstat } from 'node:fs/promises'
import { failureOf } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { pathRules } from '../profile/files.ts'
import { machineFolder } from '../profile/find-site.ts'
import { securityOf } from './windows-security.ts'

export interface OwnershipProblem {
  /**
   * elsewhere: not in the machine's own folder. owner: it belongs to somebody who is no administrator. writable: others may change or replace it. link: it stands for something
   * elsewhere. unknown: this PC doesn't say, or no native library may be loaded that asks it.
   */
  readonly code: 'elsewhere' | 'owner' | 'writable' | 'link' | 'missing' | 'unknown'
  /** The file, or the folder above it whose fault it is. */
  readonly path: string
}

/** What is wrong with one file or folder, its folders not looked at; null where only administrators may change it. */
export type JudgeEntry = (path: string) => Promise<OwnershipProblem['code'] | null>

export type MachineDoors = Pick<Io, 'platform' | 'env'>

/** True where the file or folder is in the machine's own folder, and administrators alone can have put it there. */
export async function isMachinesOwn(path: string, io: MachineDoors, judge: JudgeEntry = judgeEntry(io.platform)): Promise<boolean> {
  return (await machinesOwnProblem(path, io, judge)) === null
}

/** Why not; null where it is. */
export async function machinesOwnProblem(
  path: string,
  io: MachineDoors,
  judge: JudgeEntry = judgeEntry(io.platform),
): Promise<OwnershipProblem | null> {
  const rules = pathRules(io.platform)
  const inside = rules.relative(machineFolder(io), path)
  if (inside === '..' || inside.startsWith(`..${rules.sep}`) || rules.isAbsolute(inside)) return { code: 'elsewhere', path }
  return administratorsProblem(path, io.platform, judge)
}

/** From the root down: who may rename a folder above may put another in its place. */
export async function administratorsProblem(path: string, platform: NodeJS.Platform, judge: JudgeEntry): Promise<OwnershipProblem | null> {
  const rules = pathRules(platform)
  const whole = rules.resolve(path)
  const { root } = rules.parse(whole)
  const names = whole
    .slice(root.length)
    .split(rules.sep)
    .filter((name) => name !== '')
  for (let depth = 0; depth <= names.length; depth += 1) {
    const entry = rules.join(root, ...names.slice(0, depth))
    const code = await judge(entry)
    if (code !== null) return { code, path: entry }
  }
  return null
}

export function judgeEntry(platform: NodeJS.Platform): JudgeEntry {
  return platform === 'win32' ? judgeOnWindows : judgeByMode
}

const GROUP_OR_OTHERS_WRITE = 0o022
/** In such a folder only the owner of an entry may rename or remove it (chmod(1), "restricted deletion flag"). */
const STICKY = 0o1000

/** POSIX: root's, and written by nobody else. A link's own mode says nothing, so none is followed. */
export async function judgeByMode(path: string): Promise<OwnershipProblem['code'] | null> {
  const entry = await look(path)
  if (typeof entry === 'string') return entry
  if (entry.uid !== 0) return 'owner'
  const isSafe = (entry.mode & GROUP_OR_OTHERS_WRITE) === 0 || (entry.isDirectory() && (entry.mode & STICKY) !== 0)
  return isSafe ? null : 'writable'
}

/**
 * Windows: by owner and access list. A file has one name alone: who may add names to a folder could lend it another administrator's
 * file by a hard link.
 */
async function judgeOnWindows(path: string): Promise<OwnershipProblem['code'] | null> {
  const entry = await look(path)
  if (typeof entry === 'string') return entry
  if (entry.isFile() && entry.nlink !== 1) return 'link'
  return securityOf(path, entry.isDirectory() ? 'folder' : 'file')
}

async function look(path: string) {
  try {
    const entry = await lstat(path)
    if (entry.isSymbolicLink()) return 'link'
    return entry.isFile() || entry.isDirectory() ? entry : 'unknown'
  } catch (error) {
    return failureOf(error).word === 'file-missing' ? 'missing' : 'unknown'
  }
}
