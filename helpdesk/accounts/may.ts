import { type Role, roles } from './accounts.ts'

/** Whether a role includes another one. */
export function may(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
