/** A file that a flag or the site file names. What is wrong with it is told where it was named. */

import { mistakesError, type UserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable, quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { LoadedDocument } from './document.ts'
import { besideFile, type FileDoors, isAbsent, readProblem } from './files.ts'
import { fileWords } from './mistake-words.ts'

export interface NamedFile {
  /** As the person wrote it. */
  readonly name: string
  /** Where it is looked for. */
  readonly path: string
  readonly origin: 'flag' | 'site'
  readonly refuse: (exitCode: UserError['exitCode'], problem: string) => UserError
}

/** `flag` as `--root`; the path is relative to the current folder. */
export function namedByFlag(flag: string, name: string): NamedFile {
  return {
    name,
    path: name,
    origin: 'flag',
    refuse: (exitCode, problem) => ({
      kind: 'error',
      exitCode,
      line: tell(mistakeWords.ofFile, { flag, name: printable(name), problem }),
      mistakes: [],
    }),
  }
}

/** `field` is the path of the field that names it; the file is relative to the site file. */
export function namedBySite(
  site: LoadedDocument<unknown>,
  field: readonly PropertyKey[],
  name: string,
  platform: NodeJS.Platform,
): NamedFile {
  return {
    name,
    path: besideFile(site.file, name, platform),
    origin: 'site',
    refuse: (exitCode, problem) => mistakesError([site.mistakeAt(field, tell(fileWords.ofSite, { name: quote(name), problem }))], exitCode),
  }
}

/** 66 where it can't be read, 78 where it is too large. */
export async function readNamed(named: NamedFile, maxBytes: number, { files }: Pick<FileDoors, 'files'>): Promise<Buffer | UserError> {
  const read = await files.read(named.path, maxBytes)
  if ('content' in read) return read.content
  const why = readProblem(read.failure, maxBytes)
  const isElsewhere = isAbsent(read.failure) && named.path !== named.name
  const problem = isElsewhere ? tell(fileWords.withPath, { problem: why, path: printable(named.path) }) : why
  return named.refuse(read.failure.word === 'too-large' ? exitCodes.badFile : exitCodes.noInput, problem)
}
