/** Files that a person named: read through the doors, with words for what went wrong. */

import { posix, win32 } from 'node:path'
import type { Failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { tell } from '../cli/told.ts'
import { fileWords } from './mistake-words.ts'

/** What configuration needs of the machine. */
export type FileDoors = Pick<Io, 'files' | 'env' | 'platform'>

/** A site file for a large site has some hundred lines; a profile fewer. */
export const MAX_FILE_BYTES = 256 * 1024

/** Completes "… : ". */
export function readProblem({ word, code }: Failure, maxBytes: number): string {
  if (code === 'EISDIR') return tell(fileWords.isFolder)
  if (word === 'file-missing' || word === 'not-a-directory') return tell(fileWords.notThere)
  if (word === 'access-denied') return tell(fileWords.mayNotBeRead)
  if (word === 'too-large') return tell(fileWords.tooLarge, { kib: maxBytes / 1024 })
  return tell(fileWords.cannotBeRead, { code })
}

/** True where there is no such file, and not a file that can't be read. */
export function isAbsent({ word, code }: Failure): boolean {
  return code !== 'EISDIR' && (word === 'file-missing' || word === 'not-a-directory')
}

/** Paths are joined by the rules of the PC that the files are on. */
export function pathRules(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}

/** A file named in another file stands relative to that one. */
export function besideFile(file: string, named: string, platform: NodeJS.Platform): string {
  const path = pathRules(platform)
  return path.isAbsolute(named) ? named : path.join(path.dirname(file), named)
}
