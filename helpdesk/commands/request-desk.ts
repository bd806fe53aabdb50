/** What the commands of requests open: the same files as the service, which may run at the same time. */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { noInputError, type UserError } from '../../agent/cli/errors.ts'
import type { ExitCode } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import type { Given } from '../../agent/commands/command.ts'
import { failureOf } from '../../checks/failure.ts'
import { openAudit } from '../audit/open-audit.ts'
import { type DataFolder, dataFolderAt } from '../data/folder.ts'
import type { Desk } from '../desk.ts'
import { openIndex } from '../index/open-index.ts'
import { KeysError } from '../keys/problem.ts'
import { keysProblemText } from '../keys/problem-text.ts'
import { openRecords } from '../requests/on-disk.ts'
import { createNews } from '../server/news.ts'
import { TYPED } from '../typed.ts'
import type { HelpdeskDoors } from './doors.ts'

/** Who did it, where nobody logged on. */
export const COMMAND_LINE = 'command line'

export type RequestDesk = Pick<Desk, 'records' | 'index' | 'audit' | 'news' | 'clock'> & { readonly folder: DataFolder }

/** Only where a helpdesk has been: 66 where there is none, or what it has can't be read. */
export async function overData(
  given: Given,
  { dataFolder, io }: Pick<HelpdeskDoors, 'dataFolder' | 'io'>,
  work: (desk: RequestDesk) => Promise<ExitCode | UserError>,
): Promise<ExitCode | UserError> {
  const root = resolve(given.first('data') ?? dataFolder)
  const folder = dataFolderAt(root)
  if (!existsSync(folder.index)) return noInputError(`--data ${quote(root)} holds no helpdesk yet: ${TYPED} serve makes one`)
  try {
    const index = await openIndex(folder.index)
    try {
      const records = await openRecords(folder.requests)
      // A service that runs sees the records' folder change (live/watch-records.ts).
      return await work({ folder, index, records, audit: await openAudit(folder.audit, io.clock), news: createNews(), clock: io.clock })
    } finally {
      await index.close()
    }
  } catch (error) {
    return dataError(error, given, root)
  }
}

/** Throws again what is our own bug. */
export function dataError(error: unknown, { language }: Pick<Given, 'language'>, root: string): UserError {
  if (error instanceof KeysError) return noInputError(keysProblemText(error.problem, language))
  if (!(error instanceof Error && 'code' in error)) throw error
  return noInputError(`--data ${quote(root)} can't be used (${failureOf(error).code})`)
}
