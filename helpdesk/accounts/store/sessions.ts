/** Sessions: who holds the secret that a cookie carries is the account's person, until it ends. */

import { digestOf, isSecret, newSecret } from '../../data/secrets.ts'
import { ABSOLUTE_MS, IDLE_MS, MOST_SESSIONS, SEEN_EVERY_MS } from '../limits.ts'
import type { Database } from './open-database.ts'

export interface Sessions {
  /** A new secret at every log-on: one that was planted in a browser before is worth nothing (session fixation). */
  begin(accountId: string, nowMs: number): string
  /** Null for one that ended. @param counts whether a person looks at a page, and the session lives on */
  look(secret: string, nowMs: number, counts: boolean): { readonly accountId: string; readonly startedMs: number } | null
  end(secret: string): void
  endAll(accountId: string): void
}

export function sessionsOf(database: Database): Sessions {
  const end = (digest: string) => void database.run('DELETE FROM sessions WHERE secret_sha256 = ?', digest)
  return {
    begin(accountId, nowMs) {
      const secret = newSecret()
      database.run('DELETE FROM sessions WHERE started_ms <= ? OR seen_ms <= ?', nowMs - ABSOLUTE_MS, nowMs - IDLE_MS)
      database.run(
        `DELETE FROM sessions WHERE secret_sha256 IN
        (SELECT secret_sha256 FROM sessions WHERE account_id = ? ORDER BY started_ms DESC LIMIT ? OFFSET ?)`,
        ...[accountId, MOST_SESSIONS, MOST_SESSIONS - 1],
      )
      database.run(
        'INSERT INTO sessions (secret_sha256, account_id, started_ms, seen_ms) VALUES (?, ?, ?, ?)',
        ...[digestOf(secret), accountId, nowMs, nowMs],
      )
      return secret
    },
    look(secret, nowMs, counts) {
      if (!isSecret(secret)) return null
      const digest = digestOf(secret)
      const row = database.one('SELECT account_id, started_ms, seen_ms FROM sessions WHERE secret_sha256 = ?', digest)
      if (row === null) return null
      const [startedMs, seenMs] = [Number(row.started_ms), Number(row.seen_ms)]
      if (nowMs - startedMs >= ABSOLUTE_MS || nowMs - seenMs >= IDLE_MS) {
        end(digest)
        return null
      }
      if (counts && nowMs - seenMs >= SEEN_EVERY_MS) database.run('UPDATE sessions SET seen_ms = ? WHERE secret_sha256 = ?', nowMs, digest)
      return { accountId: String(row.account_id), startedMs }
    },
    end: (secret) => end(digestOf(secret)),
    endAll: (accountId) => void database.run('DELETE FROM sessions WHERE account_id = ?', accountId),
  }
}
