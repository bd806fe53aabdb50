/** Where a run is to write, looked at before the run: what is in the way would else be said when all the waiting is over. Nothing is written. */

import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { noInputError, type UserError } from '../cli/errors.ts'
import type { RunOptions } from '../cli/flags.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { writeProblem } from '../output/write.ts'
import { documentsOf } from './destination.ts'

/** The first place at which nothing can be written: 66. */
export async function wrongPlace(
  options: Pick<RunOptions, 'json' | 'formats' | 'outputFolder' | 'ephemeral'>,
): Promise<UserError | undefined> {
  const files = documentsOf(options).flatMap(({ flag, destination }) =>
    destination === 'stdout' ? [] : [{ flag, path: destination.file }],
  )
  for (const { flag, path } of files) {
    const wrong = await wrongFile(flag, path)
    if (wrong !== undefined) return wrong
  }
  const { outputFolder, ephemeral } = options
  return outputFolder === null || ephemeral ? undefined : refused('output', outputFolder, await folderProblem(outputFolder))
}

/** @param flag without its hyphens */
export async function wrongFile(flag: string, path: string): Promise<UserError | undefined> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return refused(flag, path, isFolder ? failure('unknown', 'EISDIR') : await folderProblem(dirname(resolve(path))))
}

/** Of the folder itself, or of the nearest one above that is there: the others are made. */
async function folderProblem(folder: string): Promise<Failure | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return failure('not-a-directory', 'EEXIST')
    // Windows says it of files alone; there the end of the run does.
    await access(folder, constants.W_OK)
    return undefined
  } catch (error) {
    const found = failureOf(error)
    const above = dirname(folder)
    return found.code === 'ENOENT' && above !== folder ? folderProblem(above) : found
  }
}

/** Whatever else is found here may have passed by the end of the run, or be no hindrance to writing. */
const certain: ReadonlySet<string> = new Set(['EISDIR', 'EEXIST', 'ENOTDIR', 'EACCES', 'EROFS'])

function refused(flag: string, path: string, found: Failure | undefined): UserError | undefined {
  if (found === undefined || !certain.has(found.code)) return undefined
  return noInputError(tell(mistakeWords.ofFile, { flag: `--${flag}`, name: printable(path), problem: writeProblem(found) }))
}
