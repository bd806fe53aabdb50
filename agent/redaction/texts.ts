/** Free text: whatever looks like a secret goes, names that are known become their tokens. */

import type { Names } from './names.ts'
import { withoutIdentifiers } from './paths.ts'
import { withoutPlaces } from './places.ts'
import { isOnePath, replaceProfiles } from './profile-folders.ts'
import { withoutTokens } from './secrets.ts'
import { url } from './urls.ts'

/** Up to what ends a URL in a sentence. */
const urlIn = /((?:https?|wss?|ftp|file|socks\d?):[\\/]{2}[^\s"'<>()[\]{}|]+)/gi

export function text(whole: string, names: Names): string {
  return whole
    .split(urlIn)
    .map((part, index) => (index % 2 === 1 ? url(part, names) : words(part, names)))
    .join('')
}

function words(part: string, names: Names): string {
  if (part === '') return part
  const own = replaceProfiles(withoutIdentifiers(withoutTokens(part), names), isOnePath(part), (folder) => names.user(folder))
  const known = names.replaceKnown(own)
  return names.strict ? withoutPlaces(known, names) : known
}
