/** What the commands of accounts open: the same files as the service, which may run at the same time. */

import { isUserError, type UserError } from '../../agent/cli/errors.ts'
import type { ExitCode } from '../../agent/cli/exit-codes.ts'
import type { Given } from '../../agent/commands/command.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { openAccounts } from '../accounts/open-accounts.ts'
import type { Audit } from '../audit/audit.ts'
import { openAudit } from '../audit/open-audit.ts'
import { dataFolderAt } from '../data/folder.ts'
import { dataFolderOf, existingData } from './data.ts'
import type { HelpdeskDoors } from './doors.ts'
import { dataError } from './request-desk.ts'

export interface AccountDesk {
  readonly root: string
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
  const root = mayBeNew ? dataFolderOf(given, doors) : await existingData(given, doors)
  if (isUserError(root)) return root
  const folder = dataFolderAt(root)
  const { clock } = doors.io
  try {
    const accounts = await openAccounts(folder.accounts, clock)
    try {
      return await work({ root, accounts, audit: await openAudit(folder.audit, clock), nowMs: clock.wallMs() })
    } finally {
      await accounts.close()
    }
  } catch (error) {
    return dataError(error, given, root)
  }
}
