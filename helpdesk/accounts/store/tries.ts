/**
 * Wrong passwords are counted for the account that is meant, whether there is one or not, and for the address that they come from. A try
 * counts as wrong before it is looked at: of a thousand at once, no more are looked at than of a thousand in a row.
 */

import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { accountRule, addressRule, type LockRule, MOST_COUNTED } from '../limits.ts'
import type { Database } from './open-database.ts'

export interface Tries {
  /** Until when nobody may try; null where a try may be looked at, and it counts as a wrong one from now on. */
  begin(key: string, from: string, nowMs: number): number | null
  /** It was right: the account's count is gone. The address only gets this try back, or one account of one's own would buy any number. */
  succeeded(key: string, from: string): void
  /** It wasn't looked at. */
  takeBack(key: string, from: string): void
  /** Until when the account has to wait by now; null where it hasn't. */
  lockedUntil(key: string, nowMs: number): number | null
  forget(key: string): void
}

/** A name is kept as its digest: some type their password where the name belongs. */
export function accountCounted(key: string): string {
  return `account:${createHash('sha256').update(key).digest('hex')}`
}

/** One line may have 2^64 addresses of IPv6 (RFC 6177): they count as one. */
export function addressCounted(from: string): string {
  try {
    const address = ipaddr.parse(from)
    if (address.kind() === 'ipv4') return `address:${address.toString()}`
    const bytes = address.toByteArray()
    const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
    return isMapped ? `address:${bytes.slice(12).join('.')}` : `address:${Buffer.from(bytes.slice(0, 8)).toString('hex')}::/64`
  } catch {
    return 'address:unknown'
  }
}

export function triesOf(database: Database): Tries {
  const count = (counted: string, rule: LockRule, nowMs: number) => {
    const before = database.one('SELECT wrong, last_ms FROM tries WHERE counted = ?', counted)
    const wrong = before === null || nowMs - Number(before.last_ms) > rule.forgottenMs ? 1 : Number(before.wrong) + 1
    database.run(
      `INSERT INTO tries (counted, wrong, last_ms, until_ms) VALUES (?, ?, ?, ?)
      ON CONFLICT (counted) DO UPDATE SET wrong = excluded.wrong, last_ms = excluded.last_ms, until_ms = excluded.until_ms`,
      ...[counted, wrong, nowMs, nowMs + waitMs(wrong, rule)],
    )
  }
  const until = (counted: string) => Number(database.one('SELECT until_ms FROM tries WHERE counted = ?', counted)?.until_ms ?? 0)
  const giveBack = (counted: string, rule: LockRule) => {
    const row = database.one('SELECT wrong, last_ms FROM tries WHERE counted = ?', counted)
    const wrong = Number(row?.wrong ?? 0) - 1
    if (wrong < 0) return
    const untilMs = Number(row?.last_ms) + waitMs(wrong, rule)
    database.run('UPDATE tries SET wrong = ?, until_ms = ? WHERE counted = ?', wrong, untilMs, counted)
  }
  const forget = (key: string) => void database.run('DELETE FROM tries WHERE counted = ?', accountCounted(key))

  return {
    begin: (key, from, nowMs) =>
      database.together(() => {
        const untilMs = Math.max(until(accountCounted(key)), until(addressCounted(from)))
        if (untilMs > nowMs) return untilMs
        count(accountCounted(key), accountRule, nowMs)
        count(addressCounted(from), addressRule, nowMs)
        tidy(database)
        return null
      }),
    succeeded: (key, from) =>
      database.together(() => {
        forget(key)
        giveBack(addressCounted(from), addressRule)
      }),
    takeBack: (key, from) =>
      database.together(() => {
        giveBack(accountCounted(key), accountRule)
        giveBack(addressCounted(from), addressRule)
      }),
    lockedUntil(key, nowMs) {
      const untilMs = until(accountCounted(key))
      return untilMs > nowMs ? untilMs : null
    },
    forget,
  }
}

/** @param wrong how many there were in a row */
export function waitMs(wrong: number, { free, firstWaitMs, longestWaitMs }: LockRule): number {
  return wrong < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(wrong - free, 30))
}

function tidy(database: Database): void {
  const { many } = database.one('SELECT count(*) AS many FROM tries') ?? {}
  if (Number(many) <= MOST_COUNTED) return
  database.run('DELETE FROM tries WHERE counted IN (SELECT counted FROM tries ORDER BY last_ms LIMIT 1000)')
}
