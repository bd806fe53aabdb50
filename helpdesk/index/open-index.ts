/** The index over a database: each of its parts in its own file. */

import { bundlesIn } from './bundles.ts'
import { inboxIn } from './inbox.ts'
import type { Index } from './index.ts'
import { migrate } from './migrations.ts'
import { requestsIn } from './requests.ts'
import { signersIn } from './signers.ts'
import type { Sql } from './sql.ts'
import { openSqlite } from './sqlite/open.ts'

/** @param path a file of SQLite's, made where there is none; ":memory:" for one that goes with the process */
export async function openIndex(path: string): Promise<Index> {
  return indexOver(openSqlite(path))
}

export async function indexOver(sql: Sql): Promise<Index> {
  await migrate(sql)
  return {
    ...bundlesIn(sql),
    ...inboxIn(sql),
    ...signersIn(sql),
    ...requestsIn(sql),
    close: () => sql.close(),
  }
}
