/**
 * Browsers in which a person has logged on before (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). Their wrong passwords are
 * counted by themselves: who guesses from elsewhere, without end, doesn't keep that person out.
 */

import { digestOf, isSecret, newSecret } from '../../data/secrets.ts'
import { MOST_DEVICES } from '../limits.ts'
import type { Database } from './open-database.ts'

export interface Devices {
  make(accountId: string, nowMs: number): string
  isOf(accountId: string, secret: string | null): secret is string
  /** Who has had the password changed begins anew. */
  forget(accountId: string): void
}

export function devicesOf(database: Database): Devices {
  return {
    make(accountId, nowMs) {
      const secret = newSecret()
      database.run(
        `DELETE FROM devices WHERE secret_sha256 IN
        (SELECT secret_sha256 FROM devices WHERE account_id = ? ORDER BY made_ms DESC LIMIT ? OFFSET ?)`,
        ...[accountId, MOST_DEVICES, MOST_DEVICES - 1],
      )
      database.run('INSERT INTO devices (secret_sha256, account_id, made_ms) VALUES (?, ?, ?)', digestOf(secret), accountId, nowMs)
      return secret
    },
    isOf: (accountId, secret): secret is string =>
      secret !== null &&
      isSecret(secret) &&
      database.one('SELECT made_ms FROM devices WHERE secret_sha256 = ? AND account_id = ?', digestOf(secret), accountId) !== null,
    forget: (accountId) => void database.run('DELETE FROM devices WHERE account_id = ?', accountId),
  }
}
