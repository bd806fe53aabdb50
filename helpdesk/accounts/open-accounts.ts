/** Accounts in a file of SQLite. */

import type { Clock } from '../../checks/io.ts'
import type { Accounts, Session } from './accounts.ts'
import { type PasswordCost, passwordCost } from './limits.ts'
import { passwordHasher } from './password-hash.ts'
import { changesOf } from './store/changes.ts'
import { devicesOf } from './store/devices.ts'
import { invitationsOf } from './store/invitations.ts'
import { logOnsOf } from './store/log-ons.ts'
import { openDatabase } from './store/open-database.ts'
import { accountRows } from './store/rows.ts'
import { sessionsOf } from './store/sessions.ts'
import { triesOf } from './store/tries.ts'

/**
 * Makes the file where there is none.
 *
 * @param cost of a password; tests take a smaller one
 * Throws what the disk or SQLite says, and where a newer version of the program made the file.
 */
export async function openAccounts(path: string, clock: Pick<Clock, 'wallMs'>, cost: PasswordCost = passwordCost): Promise<Accounts> {
  const database = await openDatabase(path)
  const store = {
    database,
    rows: accountRows(database),
    sessions: sessionsOf(database),
    invitations: invitationsOf(database),
    tries: triesOf(database),
    devices: devicesOf(database),
    hasher: passwordHasher(cost),
    now: () => clock.wallMs(),
  }
  const sessionOf = (cookie: string, counts: boolean): Session | null => {
    const found = store.sessions.look(cookie, store.now(), counts)
    const row = found === null ? null : store.rows.byId(found.accountId)
    if (found === null || row === null || row.disabled !== 0) return null
    return { account: store.rows.shown(row, store.now()), startedMs: found.startedMs }
  }
  return {
    ...logOnsOf(store),
    ...changesOf(store),
    session: async (cookie) => sessionOf(cookie, true),
    isLoggedOn: async (cookie) => sessionOf(cookie, false) !== null,
    logOut: async (cookie) => store.sessions.end(cookie),
    list: async () => store.rows.list(store.now()),
    async account(id) {
      const row = store.rows.byId(id)
      return row === null ? null : store.rows.shown(row, store.now())
    },
    close: async () => database.close(),
  }
}
