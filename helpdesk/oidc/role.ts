import { type Role, roles } from '../accounts/accounts.ts'
import type { OidcSettings } from './settings.ts'

/** The highest role that one of the groups gives; null for somebody who may not come in. */
export function roleOf(groups: readonly string[], { groups: wanted, others }: Pick<OidcSettings, 'groups' | 'others'>): Role | null {
  const given = roles.findLast((role) => wanted[role].some((group) => groups.includes(group)))
  return given ?? (others === 'viewer' ? 'viewer' : null)
}
