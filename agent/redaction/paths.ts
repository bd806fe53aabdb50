/** Paths of files and of registry keys. */

import type { Names } from './names.ts'
import { withoutPlaces } from './places.ts'
import { isOnePath, replaceProfiles } from './profile-folders.ts'
import { withoutSecrets } from './secrets.ts'

/** A security identifier names a user and a domain (Microsoft, "Security identifiers": S-1-5-21-domain-user). */
const identifier = /S-1-(?:5-21|12-1)(?:-\d+)+/gi
const profileRoot = /^(?:file:\/{2,3})?(?:[a-z]:|\/)?(?:[\\/]*)(?:Users|home|Documents and Settings)[\\/]+[^\\/]+/i
/** Below a profile, where programs lie that everybody has. */
const usualBelow =
  /^[\\/](?:AppData[\\/](?:Local|LocalLow|Roaming)[\\/](?:Microsoft|Google|Chromium|Temp)|\.config|\.local|\.cache|Library)(?:[\\/]|$)/i
/** With slashes as well; Windows takes both. */
const share = /^(\/\/)([^\\/]+)/

export function path(text: string, names: Names): string {
  const plain = withoutIdentifiers(withoutSecrets(text), names)
  const own = replaceProfiles(plain, isOnePath(plain), (folder) => names.user(folder))
  const known = names.replaceKnown(own)
  return names.strict ? unpersonal(known, names) : known
}

export function withoutIdentifiers(text: string, names: Names): string {
  return text.replace(identifier, (sid) => `S-1-5-21-${names.tag('identifier', sid)}`)
}

function unpersonal(text: string, names: Names): string {
  const root = profileRoot.exec(text)?.[0]
  if (root !== undefined) {
    const below = text.slice(root.length)
    return `%USERPROFILE%${below === '' || usualBelow.test(below) ? below : `${below[0]}…`}`
  }
  return withoutPlaces(
    text.replace(share, (_all, slashes: string, server: string) => slashes + names.host(server)),
    names,
  )
}
