/** Accounts as the file keeps them. */

import * as z from 'zod'
import { type Account, type ListedAccount, roles } from '../accounts.ts'
import type { Database, Row } from './open-database.ts'
import { accountCounted } from './tries.ts'

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  name_key: z.string(),
  role: z.enum(roles),
  kind: z.enum(['password', 'oidc']),
  password: z.string().nullable(),
  created_ms: z.coerce.number(),
  disabled: z.number(),
})

export type AccountRow = Readonly<z.infer<typeof rowSchema>>

export interface AccountRows {
  byId(id: string): AccountRow | null
  byKey(key: string): AccountRow | null
  bySubject(subject: string): AccountRow | null
  list(nowMs: number): readonly ListedAccount[]
  insert(row: AccountRow, subject: string | null): void
  /** As everybody else sees it. */
  shown(row: AccountRow, nowMs: number): Account
}

export function accountRows(database: Database): AccountRows {
  const read = (row: Row | null) => (row === null ? null : rowSchema.parse(row))
  const shown = (row: AccountRow, nowMs: number): Account => {
    const tries = database.one('SELECT until_ms FROM tries WHERE counted = ?', accountCounted(row.name_key))
    const untilMs = Number(tries?.until_ms ?? 0)
    const { id, name, role, kind } = row
    return {
      id,
      name,
      role,
      kind,
      createdMs: row.created_ms,
      lockedUntilMs: untilMs > nowMs ? untilMs : null,
      disabled: row.disabled !== 0,
    }
  }
  return {
    byId: (id) => read(database.one('SELECT * FROM accounts WHERE id = ?', id)),
    byKey: (key) => read(database.one('SELECT * FROM accounts WHERE name_key = ?', key)),
    bySubject: (subject) => read(database.one('SELECT * FROM accounts WHERE subject = ?', subject)),
    list: (nowMs) =>
      database
        .all('SELECT a.*, i.expires_ms FROM accounts a LEFT JOIN invitations i ON i.account_id = a.id ORDER BY a.name_key')
        .map((found) => {
          const row = rowSchema.parse(found)
          const untilMs = Number(found.expires_ms ?? 0)
          return { ...shown(row, nowMs), hasPassword: row.password !== null, invitedUntilMs: untilMs > nowMs ? untilMs : null }
        }),
    insert: (row, subject) =>
      void database.run(
        'INSERT INTO accounts (id, name, name_key, role, kind, subject, password, created_ms, disabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        ...[row.id, row.name, row.name_key, row.role, row.kind, subject, row.password, row.created_ms, row.disabled],
      ),
    shown,
  }
}
