/** The databases that the index has to run on: SQLite, and PostgreSQL where it is installed. */

import type { Sql } from '../../../helpdesk/index/sql.ts'
import { openSqlite } from '../../../helpdesk/index/sqlite/open.ts'
import { noPostgresql, startPostgresql } from './postgresql.ts'

export interface Engine {
  readonly name: string
  /** An empty database. */
  empty(): Promise<Sql>
  stop(): Promise<void>
}

export async function startEngines(): Promise<readonly Engine[]> {
  const sqlite: Engine = { name: 'SQLite', empty: async () => openSqlite(':memory:'), stop: async () => {} }
  return noPostgresql === undefined ? [sqlite, { name: 'PostgreSQL', ...(await startPostgresql()) }] : [sqlite]
}
