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

export interface ListedAccount extends Account {
  /** False for a person who was invited and hasn't set a password yet, and for whom a provider vouches. */
  readonly hasPassword: boolean
  /** Until when a one-time link is good; null where none is out. */
  readonly invitedUntilMs: number | null
}

export interface Session {
  readonly account: Account
  readonly startedMs: number
}

export interface LoggedOn {
  /** For the cookie. */
  readonly session: string
  readonly account: Account
  /** Tells this browser from a stranger's at the next log-on: for a cookie. Null where it has such a one, or needs none. */
  readonly device: string | null
  /** Where a provider says the role: the one before; null for an account that is new. */
  readonly roleBefore?: Role | null
}

export type LogOn = LoggedOn | LogOnRefused

/**
 * wrong: also for a name that there isn't, an account that is disabled, one without a password · locked: too many tries, nothing was
 * checked · busy: too many people log on at this moment, nothing was checked
 */
export interface LogOnRefused {
  readonly refused: 'wrong' | 'locked' | 'busy'
  /** The account that was meant, for the audit log alone; null where there is none. */
  readonly known: string | null
  /** Until when every further try is refused; null where the next one is looked at. */
  readonly lockedUntilMs: number | null
}

/**
 * bad-name: names.ts says what a name is · exists: where it had to be new · provider: the provider keeps that account · disabled: let in again first · other-role: it has
 * another role, which is changed by itself
 */
export type Invited =
  | { readonly secret: string; readonly expiresMs: number; readonly name: string }
  | { readonly refused: 'bad-name' | 'exists' | 'provider' | 'disabled' | 'other-role' }

/** last-admin: nobody would be left who keeps accounts · provider: the provider says the role at each log-on */
export type Change = 'done' | 'unknown' | 'last-admin' | 'provider'

export type WeakPassword = 'short' | 'long' | 'common' | 'name'

export interface Accounts {
  /**
   * Checks a password. The same answer, after the same time, for a name that there isn't.
   *
   * @param from an IP address
   * @param device what an earlier log-on in this browser gave
   */
  logOn(name: string, password: string, from: string, device?: string | null): Promise<LogOn>
  /**
   * A session for whom an OpenID provider vouches; makes the account at the first time. The role is the provider's, each time anew: who
   * left a group there has left it here.
   */
  logOnByProvider(subject: string, name: string, role: Role): Promise<LogOn>
  /** Whose session a cookie names; null where it names none, or it has ended. */
  session(cookie: string): Promise<Session | null>
  /** The same question, but asking it doesn't count as use: for what goes on without a person. */
  isLoggedOn(cookie: string): Promise<boolean>
  logOut(cookie: string): Promise<void>
  /** By their names. */
  list(): Promise<readonly ListedAccount[]>
  account(id: string): Promise<Account | null>
  /** A one-time link's secret, by which a person sets the password of a new account, or of one that is there. An older link is void. */
  invite(name: string, role: Role, mustBeNew?: boolean): Promise<Invited>
  /** Whom such a secret is for; null where it is used, old or unknown. */
  invited(secret: string): Promise<{ readonly name: string; readonly role: Role } | null>
  /** Sets the password, ends the person's sessions and uses the secret up; a weak password doesn't. */
  accept(
    secret: string,
    password: string,
  ): Promise<LogOn | { readonly refused: 'weak'; readonly why: WeakPassword } | { readonly refused: 'unknown' }>
  /** Sets another password for whoever knows the present one; all other sessions end, and a new one begins. */
  changePassword(
    id: string,
    present: string,
    next: string,
    from: string,
    device?: string | null,
  ): Promise<LogOn | { readonly refused: 'weak'; readonly why: WeakPassword }>
  /** Ends the person's sessions. */
  setRole(id: string, role: Role): Promise<Change>
  /** Disabled: ends the person's sessions and voids a link that is out. */
  setDisabled(id: string, disabled: boolean): Promise<Change>
  /** Ends the wait after wrong passwords. */
  unlock(id: string): Promise<Change>
  /** Ends all sessions of a person. */
  endSessions(id: string): Promise<void>
  close(): Promise<void>
}
