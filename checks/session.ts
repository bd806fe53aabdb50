/** Whose session this is: what belongs to a user can be seen in that user's own alone. */

import type { Io } from './io.ts'

/** Run as SYSTEM or another service's account there is no user whose settings could be read. */
export function isTheUsersSession(env: Io['env']): boolean {
  const isService = env.SESSIONNAME?.toLowerCase() === 'services'
  const isMachineAccount = env.USERNAME?.endsWith('$') === true
  const isSystemProfile = /\\(?:systemprofile|localservice|networkservice)\\?$/i.test(env.USERPROFILE ?? '')
  return !isService && !isMachineAccount && !isSystemProfile
}
