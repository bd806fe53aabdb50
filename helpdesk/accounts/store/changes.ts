/** What administrators change. */

import { randomUUID } from 'node:crypto'
import type { Accounts, Change } from '../accounts.ts'
import { nameKey, readName } from '../names.ts'
import type { AccountRow } from './rows.ts'
import type { Store } from './store.ts'

type Changes = Pick<Accounts, 'invite' | 'setRole' | 'setDisabled' | 'unlock' | 'endSessions'>

export function changesOf({ database, rows, sessions, invitations, tries, now }: Store): Changes {
  /** One who could log on today; whom a link has only invited doesn't count. */
  const isLastAdmin = (row: AccountRow) =>
    row.role === 'admin' &&
    row.disabled === 0 &&
    !database
      .all("SELECT id FROM accounts WHERE role = 'admin' AND disabled = 0 AND (password IS NOT NULL OR kind = 'oidc')")
      .some(({ id }) => id !== row.id)

  const changing = (id: string, change: (row: AccountRow) => Change): Change =>
    database.together(() => {
      const row = rows.byId(id)
      return row === null ? 'unknown' : change(row)
    })

  return {
    async invite(typed, role, mustBeNew = false) {
      const name = readName(typed)
      if (name === null) return { refused: 'bad-name' }
      return database.together(() => {
        const known = rows.byKey(nameKey(name))
        if (known !== null && mustBeNew) return { refused: 'exists' }
        if (known?.kind === 'oidc') return { refused: 'provider' }
        if (known !== null && known.disabled !== 0) return { refused: 'disabled' }
        if (known !== null && known.role !== role) return { refused: 'other-role' }
        const id = known?.id ?? randomUUID()
        if (known === null)
          rows.insert({ id, name, name_key: nameKey(name), role, kind: 'password', password: null, created_ms: now(), disabled: 0 }, null)
        return { ...invitations.make(id, now()), name: known?.name ?? name }
      })
    },

    setRole: async (id, role) =>
      changing(id, (row) => {
        if (row.kind === 'oidc') return 'provider'
        if (row.role === role) return 'done'
        if (isLastAdmin(row)) return 'last-admin'
        database.run('UPDATE accounts SET role = ? WHERE id = ?', role, id)
        sessions.endAll(id)
        return 'done'
      }),

    setDisabled: async (id, disabled) =>
      changing(id, (row) => {
        if (disabled && isLastAdmin(row)) return 'last-admin'
        database.run('UPDATE accounts SET disabled = ? WHERE id = ?', disabled ? 1 : 0, id)
        if (disabled) {
          sessions.endAll(id)
          invitations.voidFor(id)
        }
        return 'done'
      }),

    unlock: async (id) =>
      changing(id, (row) => {
        tries.forget(row.name_key)
        return 'done'
      }),

    endSessions: async (id) => sessions.endAll(id),
  }
}
