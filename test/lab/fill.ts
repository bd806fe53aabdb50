/** Puts the lab's places into the texts of a change. */

import type { Place, Places } from './places.ts'

function placeNames(places: Places, folder: string): Record<string, string> {
  const text = ({ address, port }: Place) => `${address}:${port}`
  const { primary, secondary, resolvers } = places
  return {
    folder,
    www: primary.www[0]?.address ?? '',
    www2: primary.www[1]?.address ?? '',
    sso: primary.sso[0]?.address ?? '',
    sso2: primary.sso[1]?.address ?? '',
    secondaryWww: secondary.www[0]?.address ?? '',
    secondarySso: secondary.sso[0]?.address ?? '',
    oldSso: places.oldSso,
    dead: places.dead,
    stray: places.stray,
    proxy: text(places.proxy),
    pac: text(places.pac),
    portal: text(places.portal),
    preferred: text(resolvers.preferred),
    alternate: text(resolvers.alternate),
    own: text(resolvers.own),
    preferredAddress: resolvers.preferred.address,
    alternateAddress: resolvers.alternate.address,
    proxyPort: String(places.proxy.port),
    ownAddress: resolvers.own.address,
    portalAddress: places.portal.address,
  }
}

/**
 * The same data with every {place} in its texts (keys too) filled in; an unknown one is our own bug.
 *
 * @param folder where the lab keeps the files that it gives to the agent
 */
export function fillPlaces<T>(data: T, places: Places, folder: string): T {
  const names = placeNames(places, folder)
  const filled = JSON.stringify(data).replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = names[name]
    if (value === undefined) throw new TypeError(`no such place in the lab: {${name}}`)
    // As JSON spells it: a folder of Windows has backslashes.
    return JSON.stringify(value).slice(1, -1)
  })
  return JSON.parse(filled) as T
}
