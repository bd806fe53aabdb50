/** Puts the lab's places into the texts of a change. */

import type { Place, Places } from './places.ts'

export function placeNames(places: Places): Record<string, string> {
  const text = ({ address, port }: Place) => `${address}:${port}`
  const { primary, secondary, resolvers } = places
  return {
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

/** The same data with every {place} in its texts (keys too) filled in; an unknown one is our own bug. */
export function fillPlaces<T>(data: T, places: Places): T {
  const names = placeNames(places)
  const filled = JSON.stringify(data).replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = names[name]
    if (value === undefined) throw new TypeError(`no such place in the lab: {${name}}`)
    return value
  })
  return JSON.parse(filled) as T
}
