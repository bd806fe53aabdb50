/** One-time links: who opens one sets the password of the account that it is for. One is out for an account at a time. */

import { digestOf, isSecret, newSecret } from '../../data/secrets.ts'
import { INVITATION_MS } from '../limits.ts'
import type { Database } from './open-database.ts'

export interface Invitations {
  make(accountId: string, nowMs: number): { readonly secret: string; readonly expiresMs: number }
  /** Whose account; null where it is used, old or unknown. */
  accountOf(secret: string, nowMs: number): string | null
  /** True for one caller alone. */
  useUp(secret: string, nowMs: number): boolean
  voidFor(accountId: string): void
}

export function invitationsOf(database: Database): Invitations {
  return {
    make(accountId, nowMs) {
      const secret = newSecret()
      const expiresMs = nowMs + INVITATION_MS
      database.run(
        `INSERT INTO invitations (secret_sha256, account_id, expires_ms) VALUES (?, ?, ?)
        ON CONFLICT (account_id) DO UPDATE SET secret_sha256 = excluded.secret_sha256, expires_ms = excluded.expires_ms`,
        ...[digestOf(secret), accountId, expiresMs],
      )
      return { secret, expiresMs }
    },
    accountOf(secret, nowMs) {
      if (!isSecret(secret)) return null
      const row = database.one(
        'SELECT account_id FROM invitations WHERE secret_sha256 = ? AND expires_ms > ?',
        ...[digestOf(secret), nowMs],
      )
      return row === null ? null : String(row.account_id)
    },
    useUp: (secret, nowMs) =>
      database.run('DELETE FROM invitations WHERE secret_sha256 = ? AND expires_ms > ?', digestOf(secret), nowMs) === 1,
    voidFor: (accountId) => void database.run('DELETE FROM invitations WHERE account_id = ?', accountId),
  }
}
