/** What the commands that look after a data folder have in common. */

import { resolve } from 'node:path'
import { noInputError, type UserError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import type { Given } from '../../agent/commands/command.ts'
import type { Terminal } from '../../agent/terminal.ts'
import { failureOf } from '../../checks/failure.ts'
import { fill, type Language } from '../../checks/text.ts'
import { isDataFolder } from '../operation/sources.ts'
import { operationWords } from '../operation/words.ts'
import { TYPED } from '../typed.ts'
import { type HelpdeskDoors, PROGRAM } from './doors.ts'

/** sysexits EX_TEMPFAIL: nothing is wrong, and the same command does it when the service has ended. */
export const TRY_LATER = exitCodes.uploadKept

/** Where `--data` says, whole. */
export function dataFolderOf(given: Given, { dataFolder }: Pick<HelpdeskDoors, 'dataFolder'>): string {
  return resolve(given.first('data') ?? dataFolder)
}

/** Where a helpdesk has kept something. */
export async function existingData(given: Given, doors: Pick<HelpdeskDoors, 'dataFolder'>): Promise<string | UserError> {
  const folder = dataFolderOf(given, doors)
  if (await isDataFolder(folder)) return folder
  return noInputError(`${quote(folder)} holds no helpdesk's data; name its folder with --data, or make one with ${TYPED} serve`)
}

/** What the disk says while something is copied, of the place that it names or else of `folder`. Throws again what is our own bug. */
export function diskError(error: unknown, folder: string): UserError {
  if (!(error instanceof Error && 'code' in error)) throw error
  const place = 'path' in error && typeof error.path === 'string' ? error.path : folder
  const { code } = failureOf(error)
  return noInputError(`${quote(place)} can't be used${code === 'ENOSPC' ? ': the disk is full' : ''} (${code})`)
}

export function tryLater({ stderr }: Pick<Terminal, 'stderr'>, line: string): typeof TRY_LATER {
  stderr.write(`${PROGRAM}: ${line}\n`)
  return TRY_LATER
}

/** What it was asked to end by, and nothing else. */
export function isInterruption(error: unknown, { interrupted }: Pick<Terminal, 'interrupted'>): boolean {
  return interrupted.aborted && error === interrupted.reason
}

const REDRAW_MS = 200

/** One line that says how far it is, where somebody watches. */
export function progressLine({ progress: stream }: Pick<Terminal, 'progress'>, language: Language) {
  const words = operationWords[language].progress
  let nextMs = 0
  const show = (done: number, of?: number) => {
    const nowMs = performance.now()
    if (stream === undefined || nowMs < nextMs) return
    nextMs = nowMs + REDRAW_MS
    stream.write(`\r\u001b[K${of === undefined ? fill(words.alone, { done }, language) : fill(words.of, { done, of }, language)}`)
  }
  return { show, clear: () => void stream?.write('\r\u001b[K') }
}
