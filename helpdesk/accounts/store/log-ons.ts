/** Logging on: by password, by a one-time link, by a provider. */

import { randomUUID } from 'node:crypto'
import type { Accounts, LoggedOn, LogOnRefused } from '../accounts.ts'
import { nameKey, providerName } from '../names.ts'
import { Busy } from '../password-hash.ts'
import { LONGEST_PASSWORD, weakness } from '../password-rules.ts'
import type { AccountRow } from './rows.ts'
import type { Store } from './store.ts'
import { deviceCounters, strangersCounters } from './tries.ts'

/** Of UTF-16, in the longest password. */
const MOST_UNITS = 2 * LONGEST_PASSWORD

export function logOnsOf(store: Store): Pick<Accounts, 'logOn' | 'logOnByProvider' | 'invited' | 'accept' | 'changePassword'> {
  const { database, rows, sessions, invitations, devices, hasher, now } = store
  const begun = (row: AccountRow, device: string | null): LoggedOn => ({
    session: sessions.begin(row.id, now()),
    account: rows.shown(row, now()),
    device: row.kind === 'oidc' || devices.isOf(row.id, device) ? null : devices.make(row.id, now()),
  })

  return {
    async logOn(name, password, from, device = null) {
      const row = rows.byKey(nameKey(name))
      const outcome = await tryPassword(store, nameKey(name), row, password, { from, device })
      return 'refused' in outcome ? outcome : database.together(() => begun(outcome.row, device))
    },

    async logOnByProvider(subject, name, role) {
      const { row, roleBefore } = database.together(() => {
        const known = rows.bySubject(subject)
        if (known !== null && known.role !== role) {
          database.run('UPDATE accounts SET role = ? WHERE id = ?', role, known.id)
          sessions.endAll(known.id)
        }
        if (known !== null) return { row: { ...known, role }, roleBefore: known.role }
        const chosen = providerName(name, (candidate) => rows.byKey(nameKey(candidate)) !== null)
        const made = { name: chosen, name_key: nameKey(chosen), role, kind: 'oidc', password: null, disabled: 0 } as const
        const whole: AccountRow = { ...made, id: randomUUID(), created_ms: now() }
        rows.insert(whole, subject)
        return { row: whole, roleBefore: null }
      })
      if (row.disabled !== 0) return { refused: 'wrong', known: row.name, lockedUntilMs: null }
      return database.together(() => ({ ...begun(row, null), roleBefore }))
    },

    async invited(secret) {
      const row = invitedRow(store, secret)
      return row === null ? null : { name: row.name, role: row.role }
    },

    async accept(secret, password) {
      const row = invitedRow(store, secret)
      if (row === null) return { refused: 'unknown' }
      const why = weakness(password, row.name)
      if (why !== null) return { refused: 'weak', why }
      const hash = await orBusy(() => hasher.hash(password))
      if (hash === null) return busy(row)
      return database.together(() => {
        // Others may have used it, or an administrator voided it, while this was hashed.
        if (!invitations.useUp(secret, now())) return { refused: 'unknown' }
        setPassword(store, row, hash)
        return begun(row, null)
      })
    },

    async changePassword(id, present, next, from, device = null) {
      const row = rows.byId(id)
      const why = weakness(next, row?.name ?? '')
      if (why !== null) return { refused: 'weak', why }
      const outcome = await tryPassword(store, row?.name_key ?? '', row, present, { from, device })
      if ('refused' in outcome) return outcome
      const hash = await orBusy(() => hasher.hash(next))
      if (hash === null) return busy(outcome.row)
      return database.together(() => {
        setPassword(store, outcome.row, hash)
        return begun(outcome.row, null)
      })
    },
  }
}

/** Everything that is the same for every name happens for every name, in this order. */
async function tryPassword(
  { database, rows, tries, devices, hasher, now }: Store,
  key: string,
  row: AccountRow | null,
  password: string,
  { from, device }: { readonly from: string; readonly device: string | null },
): Promise<{ readonly row: AccountRow } | LogOnRefused> {
  const known = row?.name ?? null
  const counters = row !== null && devices.isOf(row.id, device) ? deviceCounters(device) : strangersCounters(key, from)
  const untilMs = tries.begin(counters, now())
  if (untilMs !== null) return { refused: 'locked', known, lockedUntilMs: untilMs }
  // Longer ones were never set. They are looked at like others, but not whole: that would only cost time.
  const kept = row?.disabled === 0 && password.length <= MOST_UNITS ? row.password : null
  const matches = await orBusy(() => hasher.matches(password.slice(0, MOST_UNITS), kept))
  if (matches === null) {
    tries.takeBack(counters)
    return busy(row)
  }
  // Who was disabled, or got another password, while this one was looked at, stays out.
  const still = row === null ? null : rows.byId(row.id)
  if (!matches || still === null || still.disabled !== 0 || still.password !== kept || kept === null)
    return { refused: 'wrong', known, lockedUntilMs: tries.lockedUntil(counters, now()) }
  tries.succeeded(counters)
  if (hasher.isOutdated(kept)) {
    const hash = await orBusy(() => hasher.hash(password))
    if (hash !== null) database.run('UPDATE accounts SET password = ? WHERE id = ? AND password = ?', hash, still.id, kept)
  }
  return { row: still }
}

function invitedRow({ invitations, rows, now }: Store, secret: string): AccountRow | null {
  const id = invitations.accountOf(secret, now())
  const row = id === null ? null : rows.byId(id)
  return row === null || row.disabled !== 0 ? null : row
}

/** Whoever was logged on by the password before is out, and may have been the reason for the change. */
function setPassword({ database, sessions, invitations, devices, tries }: Store, row: AccountRow, hash: string): void {
  database.run('UPDATE accounts SET password = ? WHERE id = ?', hash, row.id)
  sessions.endAll(row.id)
  invitations.voidFor(row.id)
  devices.forget(row.id)
  tries.forget(row.name_key)
}

function busy(row: AccountRow | null): LogOnRefused {
  return { refused: 'busy', known: row?.name ?? null, lockedUntilMs: null }
}

/** Null where too many are hashed at this moment. */
async function orBusy<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Busy) return null
    throw error
  }
}
