/** Who may do what. */

/** viewer: looks · agent: makes requests too · admin: deletes, trusts keys, keeps accounts, reads the audit log. Each may what those before it may. */
export const roles = ['viewer', 'agent', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Account {
  readonly id: string
  /** As it is typed to log on; for OpenID Connect what the provider calls the person. */
  readonly name: string
  readonly role: Role
  readonly kind: 'password' | 'oidc'
  readonly createdMs: number
  readonly lockedUntilMs: number | null
  readonly disabled: boolean
}

export interface Session {
  readonly account: Account
  readonly startedMs: number
}

export type LogOn = { readonly session: string; readonly account: Account } | { readonly refused: 'wrong' | 'locked' }

export interface Accounts {
  /** Checks a password. The same answer, after the same time, for a name that there isn't. */
  logOn(name: string, password: string, from: string): Promise<LogOn>
  /** A session for whom an OpenID provider vouches; makes the account at the first time, with the role given. */
  logOnByProvider(subject: string, name: string, role: Role): Promise<LogOn>
  /** Whose session a cookie names; null where it names none, or it has ended. */
  session(cookie: string): Promise<Session | null>
  logOut(cookie: string): Promise<void>
  list(): Promise<readonly Account[]>
  /** A one-time link's secret, by which a person sets the password of a new account, or of one that is there. */
  invite(name: string, role: Role): Promise<{ readonly secret: string; readonly expiresMs: number }>
  /** Whom such a secret is for; null where it is used, old or unknown. */
  invited(secret: string): Promise<{ readonly name: string; readonly role: Role } | null>
  /** Sets the password and uses the secret up. */
  accept(secret: string, password: string): Promise<LogOn | { readonly refused: 'weak' | 'unknown' }>
  setRole(id: string, role: Role): Promise<void>
  setDisabled(id: string, disabled: boolean): Promise<void>
  close(): Promise<void>
}
