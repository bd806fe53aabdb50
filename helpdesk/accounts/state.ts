import type { ListedAccount } from './accounts.ts'

export type AccountState = 'active' | 'invited' | 'link-old' | 'locked' | 'disabled'

/** What matters most of it. */
export function stateOf({ disabled, lockedUntilMs, hasPassword, kind, invitedUntilMs }: ListedAccount): AccountState {
  if (disabled) return 'disabled'
  if (lockedUntilMs !== null) return 'locked'
  if (hasPassword || kind === 'oidc') return 'active'
  return invitedUntilMs === null ? 'link-old' : 'invited'
}
