import type { PasswordHasher } from '../password-hash.ts'
import type { Devices } from './devices.ts'
import type { Invitations } from './invitations.ts'
import type { Database } from './open-database.ts'
import type { AccountRows } from './rows.ts'
import type { Sessions } from './sessions.ts'
import type { Tries } from './tries.ts'

/** What the parts of `Accounts` are made from. */
export interface Store {
  readonly database: Database
  readonly rows: AccountRows
  readonly sessions: Sessions
  readonly invitations: Invitations
  readonly tries: Tries
  readonly devices: Devices
  readonly hasher: PasswordHasher
  now(): number
}
