/** What the commands of accounts open: the same files as the service, which may run at the same time. */

import { existsSync } from 'node:fs'
import { noInputError, type UserError } from '../../agent/cli/errors.ts'
import type { ExitCode } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import type { Given } from '../../agent/commands/command.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { openAccounts } from '../accounts/open-accounts.ts'
import type { Audit } from '../audit/audit.ts'
import { openAudit } from '../audit/open-audit.ts'
import { dataFolderAt } from '../data/folder.ts'
import { dataFolderOf } from './data.ts'
import type { HelpdeskDoors } from './doors.ts'
import { dataError } from './request-desk.ts'

export interface AccountDesk {
  readonly accounts: Accounts
  readonly audit: Audit
  readonly nowMs: number
}

/** @param mayBeNew the first administrator is invited before the service ever ran */
export async function overAccounts(
  given: Given,
  doors: Pick<HelpdeskDoors, 'dataFolder' | 'io'>,
  mayBeNew: boolean,
  work: (desk: AccountDesk) => Promise<ExitCode | UserError>,
): Promise<ExitCode | UserError> {
  const root = dataFolderOf(given, doors)
  const folder = dataFolderAt(root)
  if (!mayBeNew && !existsSync(folder.accounts)) return noInputError(`${quote(root)} holds no accounts; name its folder with --data`)
  const { clock } = doors.io
  try {
    const accounts = await openAccounts(folder.accounts, clock)
    try {
      return await work({ accounts, audit: await openAudit(folder.audit, clock), nowMs: clock.wallMs() })
    } finally {
      await accounts.close()
    }
  } catch (error) {
    return dataError(error, given, root)
  }
}
