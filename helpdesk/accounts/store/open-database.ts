/** The file of accounts: for the owner alone, every commit on the disk before it is answered, its shape by numbered steps. */

import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import { makeFolder } from '../../data/durable.ts'

/** Each runs once, in this order; one that was released is never changed. As SQLite and PostgreSQL both understand it. */
const steps: readonly string[] = [
  `CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT UNIQUE,
    password TEXT,
    created_ms BIGINT NOT NULL,
    disabled INTEGER NOT NULL
  );
  CREATE TABLE sessions (
    secret_sha256 TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    started_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL
  );
  CREATE INDEX sessions_by_account ON sessions (account_id, started_ms);
  CREATE TABLE invitations (
    secret_sha256 TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL UNIQUE REFERENCES accounts (id),
    expires_ms BIGINT NOT NULL
  );
  CREATE TABLE tries (
    counted TEXT NOT NULL PRIMARY KEY,
    wrong INTEGER NOT NULL,
    last_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL
  );
  CREATE INDEX tries_by_age ON tries (last_ms);`,
  `CREATE TABLE devices (
    secret_sha256 TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    made_ms BIGINT NOT NULL
  );
  CREATE INDEX devices_by_account ON devices (account_id, made_ms);`,
]

/** The command line and the service may write at once, each for some milliseconds. */
const LONGEST_WAIT_MS = 5000

export type Row = Readonly<Record<string, SQLOutputValue>>

export interface Database {
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  one(sql: string, ...values: readonly SQLInputValue[]): Row | null
  /** @returns how many rows it changed */
  run(sql: string, ...values: readonly SQLInputValue[]): number
  /** All of it or nothing; one process at a time. */
  together<T>(work: () => T): T
  close(): void
}

/** Throws what the disk or SQLite says, and where a newer version of the program made the file. */
export async function openDatabase(path: string): Promise<Database> {
  await makeFolder(dirname(path))
  // Before SQLite makes it readable for all; its -wal and -shm take the rights of the file itself.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: LONGEST_WAIT_MS, enableForeignKeyConstraints: true })
  // FULL: in WAL's usual NORMAL, a power cut may take back what was answered (SQLite, "PRAGMA synchronous").
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  const opened = wrap(database)
  migrate(opened, database)
  return opened
}

function wrap(database: DatabaseSync): Database {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  return {
    all: (sql, ...values) => statement(sql).all(...values),
    one: (sql, ...values) => statement(sql).get(...values) ?? null,
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    together(work) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const done = work()
        database.exec('COMMIT')
        return done
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
    close: () => database.close(),
  }
}

function migrate(opened: Database, database: DatabaseSync): void {
  opened.together(() => {
    database.exec('CREATE TABLE IF NOT EXISTS version (step INTEGER NOT NULL)')
    const done = Number(opened.one('SELECT max(step) AS step FROM version')?.step ?? 0)
    if (done > steps.length) throw new Error(`accounts were kept by a newer version of the program (step ${done} of ${steps.length})`)
    for (const [index, step] of steps.entries()) {
      if (index < done) continue
      database.exec(step)
      opened.run('INSERT INTO version (step) VALUES (?)', index + 1)
    }
  })
}
