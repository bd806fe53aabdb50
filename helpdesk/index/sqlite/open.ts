/** SQLite, in the Node that the helpdesk runs on. */

import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Sql, SqlRow, Statement } from '../sql.ts'

/** A command that writes beside the service holds the file for milliseconds. */
const BUSY_LIMIT_MS = 10_000
/** A search that finds nothing goes through some 25 MB for a hundred thousand bundles: read from the file, it takes half as long again. */
const PAGE_CACHE_KIB = 65_536

/**
 * Commits are atomic and ordered, but may be lost in a power cut (synchronous NORMAL): the index is made again from what is missing at
 * the next start (SQLite, "Write-Ahead Logging": performance).
 * @param path a file, or ":memory:"
 */
export function openSqlite(path: string): Sql {
  // For the owner's eyes alone; what SQLite puts beside it gets the same rights.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: BUSY_LIMIT_MS })
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${PAGE_CACHE_KIB}`)
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    const made = database.prepare(text)
    prepared.set(text, made)
    return made
  }
  const execute = ([text, ...values]: Statement): number => Number(prepare(text).run(...values).changes)
  return {
    async all(text, ...values) {
      return prepare(text).all(...values) as unknown as readonly SqlRow[]
    },
    async run(statements) {
      const [only] = statements
      if (statements.length === 1 && only !== undefined) return execute(only)
      // Without a pause in between: no other statement of this process gets into it.
      database.exec('BEGIN IMMEDIATE')
      try {
        const changes = statements.reduce((_before, statement) => execute(statement), 0)
        database.exec('COMMIT')
        return changes
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
    async close() {
      prepared.clear()
      database.close()
    },
  }
}
