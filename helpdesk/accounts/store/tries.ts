/**
 * Wrong passwords are counted for the account that is meant, whether there is one or not, and for the address that they come from. A try
 * counts as wrong before it is looked at: of a thousand at once, no more are looked at than of a thousand in a row.
 */

import ipaddr from 'ipaddr.js'
import { digestOf } from '../../data/secrets.ts'
import { accountRule, addressRule, type LockRule, MOST_COUNTED } from '../limits.ts'
import type { Database } from './open-database.ts'

/** What tries are counted of. */
export interface Counter {
  readonly counted: string
  readonly rule: LockRule
  /** Whether one that was right takes the others back. An address only gets that one back, or an account of one's own would buy any number. */
  readonly isCleared: boolean
}

export interface Tries {
  /** Until when nobody may try; null where a try may be looked at, and it counts as a wrong one from now on. */
  begin(counters: readonly Counter[], nowMs: number): number | null
  succeeded(counters: readonly Counter[]): void
  /** It wasn't looked at. */
  takeBack(counters: readonly Counter[]): void
  /** Until when the next one has to wait by now; null where it hasn't. */
  lockedUntil(counters: readonly Counter[], nowMs: number): number | null
  /** Of an account. */
  forget(key: string): void
}

/** Of somebody whose browser isn't known. */
export function strangersCounters(key: string, from: string): readonly Counter[] {
  return [
    { counted: accountCounted(key), rule: accountRule, isCleared: true },
    { counted: addressCounted(from), rule: addressRule, isCleared: false },
  ]
}

export function deviceCounters(device: string): readonly Counter[] {
  return [{ counted: `device:${digestOf(device)}`, rule: accountRule, isCleared: true }]
}

/** A name is kept as its digest: some type their password where the name belongs. */
export function accountCounted(key: string): string {
  return `account:${digestOf(key)}`
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
  const forget = (counted: string) => void database.run('DELETE FROM tries WHERE counted = ?', counted)
  const longest = (counters: readonly Counter[]) => Math.max(...counters.map(({ counted }) => until(counted)))

  return {
    begin: (counters, nowMs) =>
      database.together(() => {
        const untilMs = longest(counters)
        if (untilMs > nowMs) return untilMs
        for (const { counted, rule } of counters) count(counted, rule, nowMs)
        tidy(database)
        return null
      }),
    succeeded: (counters) =>
      database.together(() => {
        for (const { counted, rule, isCleared } of counters) isCleared ? forget(counted) : giveBack(counted, rule)
      }),
    takeBack: (counters) =>
      database.together(() => {
        for (const { counted, rule } of counters) giveBack(counted, rule)
      }),
    lockedUntil(counters, nowMs) {
      const untilMs = longest(counters)
      return untilMs > nowMs ? untilMs : null
    },
    forget: (key) => forget(accountCounted(key)),
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
