/**
 * The index's tables, in the order in which they came to be. A migration that was released is never changed. Written for SQLite and
 * PostgreSQL alike.
 */

import type { Sql } from './sql.ts'

/** Exported for the tests alone: how an earlier version's index comes to be. */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE bundles (
      sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, size BIGINT NOT NULL, received_ms BIGINT NOT NULL, request_id TEXT, case_name TEXT,
      bundle_id TEXT NOT NULL, started_ms BIGINT NOT NULL, signed_ms BIGINT NOT NULL, agent_version TEXT NOT NULL, redaction TEXT NOT NULL,
      terminal TEXT NOT NULL, host_name TEXT NOT NULL, signer_name TEXT NOT NULL, install TEXT, fingerprint TEXT NOT NULL,
      origin TEXT NOT NULL, origin_by TEXT, origin_since_ms BIGINT,
      said_verdict TEXT NOT NULL, said_rules TEXT NOT NULL, outcome TEXT NOT NULL, verdict TEXT NOT NULL, rules TEXT NOT NULL,
      cause_count INTEGER NOT NULL, search TEXT NOT NULL
    )`,
    'CREATE INDEX bundles_by_time ON bundles (received_ms DESC, sha256 DESC, search)',
    'CREATE INDEX bundles_by_verdict ON bundles (verdict, received_ms DESC, sha256 DESC)',
    'CREATE INDEX bundles_by_origin ON bundles (origin, received_ms DESC, sha256 DESC)',
    'CREATE INDEX bundles_by_outcome ON bundles (outcome, received_ms DESC, sha256 DESC)',
    'CREATE INDEX bundles_by_case ON bundles (case_name, received_ms DESC, sha256 DESC)',
    'CREATE INDEX bundles_by_terminal ON bundles (terminal, received_ms DESC, sha256 DESC)',
    // said_by: pc, today. once: 1 for the first of a bundle's causes of that code, so that a bundle is listed once.
    `CREATE TABLE causes (
      sha256 TEXT NOT NULL, said_by TEXT NOT NULL, position INTEGER NOT NULL, once INTEGER NOT NULL, received_ms BIGINT NOT NULL,
      code TEXT NOT NULL, severity TEXT NOT NULL, subject TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (sha256, said_by, position)
    )`,
    'CREATE INDEX causes_by_code ON causes (said_by, once, code, received_ms DESC, sha256 DESC)',
    `CREATE TABLE findings (
      sha256 TEXT NOT NULL, position INTEGER NOT NULL, check_id TEXT NOT NULL, code TEXT NOT NULL, status TEXT NOT NULL,
      subject TEXT NOT NULL, PRIMARY KEY (sha256, position)
    )`,
    `CREATE TABLE profiles (
      sha256 TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (sha256, position)
    )`,
    'CREATE TABLE signers (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, first_ms BIGINT NOT NULL, bundle_id TEXT NOT NULL)',
    `CREATE TABLE requests (
      id TEXT PRIMARY KEY, case_name TEXT NOT NULL, profiles TEXT NOT NULL, redaction TEXT NOT NULL, message TEXT,
      created_ms BIGINT NOT NULL, expires_ms BIGINT NOT NULL, made_by TEXT NOT NULL, sha256 TEXT NOT NULL,
      token_sha256 TEXT NOT NULL UNIQUE, link_sha256 TEXT NOT NULL UNIQUE, revoked_ms BIGINT, claimed_by TEXT
    )`,
    'CREATE INDEX requests_by_time ON requests (created_ms DESC, id)',
    'CREATE INDEX requests_by_case ON requests (case_name, created_ms DESC, id)',
  ],
  // Ascending, though the newest is read first: what comes then goes to the end, and SQLite leaves the pages before it full. At the
  // beginning it left them half empty, and a search reads all of them. Beside the searched text stands what else a search may narrow by:
  // it then reads no rows but those that it finds.
  [
    'DROP INDEX bundles_by_time',
    'CREATE INDEX bundles_by_time ON bundles (received_ms, sha256, search, verdict, origin, outcome)',
    'DROP INDEX bundles_by_verdict',
    'CREATE INDEX bundles_by_verdict ON bundles (verdict, received_ms, sha256)',
    'DROP INDEX bundles_by_origin',
    'CREATE INDEX bundles_by_origin ON bundles (origin, received_ms, sha256)',
    'DROP INDEX bundles_by_outcome',
    'CREATE INDEX bundles_by_outcome ON bundles (outcome, received_ms, sha256)',
    'DROP INDEX bundles_by_case',
    'CREATE INDEX bundles_by_case ON bundles (case_name, received_ms, sha256)',
    'DROP INDEX bundles_by_terminal',
    'CREATE INDEX bundles_by_terminal ON bundles (terminal, received_ms, sha256)',
    'DROP INDEX causes_by_code',
    'CREATE INDEX causes_by_code ON causes (said_by, once, code, received_ms, sha256)',
  ],
]

/** Brings a database up to date. Throws a RangeError where a later helpdesk made it. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.run([['CREATE TABLE IF NOT EXISTS index_version (version INTEGER NOT NULL)']])
  const [row] = await sql.all('SELECT version FROM index_version')
  const version = Number(row?.version ?? 0)
  if (version > migrations.length) throw new RangeError('the index was made by a later version of the helpdesk')
  for (const [at, statements] of migrations.entries()) {
    if (at < version) continue
    await sql.run([
      ...statements.map((statement) => [statement] as const),
      ['DELETE FROM index_version'],
      ['INSERT INTO index_version (version) VALUES (?)', at + 1],
    ])
  }
}
