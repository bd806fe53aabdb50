import { userInfo } from 'node:os'

/** A user id without an entry in the account list (containers have them) is no reason to fail. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
