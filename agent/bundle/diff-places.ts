/** Where addresses lie, and whether they moved: from one data centre to the other where the site's ranges tell, else from these to others. */

import { inRanges } from '../../checks/ranges.ts'
import type { Settings } from '../../checks/settings.ts'
import type { Movement, Place } from './diff-schema.ts'

export type Ranges = Settings['ranges']

/** Of both sides together: a site file may have learnt a range in between. */
export function joinedRanges(a: Ranges, b: Ranges): Ranges {
  const join = (which: keyof Ranges) => [...new Set([...a[which], ...b[which]])].toSorted()
  return { primary: join('primary'), secondary: join('secondary') }
}

export function placeOf(address: string, ranges: Ranges): Place {
  const [primary, secondary] = [liesIn(address, ranges.primary), liesIn(address, ranges.secondary)]
  if (primary || secondary) return primary && secondary ? 'unknown' : primary ? 'primary' : 'secondary'
  return ranges.primary.length + ranges.secondary.length > 0 ? 'outside' : 'unknown'
}

/** A range that is none (a bundle may hold anything) holds nothing. */
function liesIn(address: string, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    try {
      return inRanges(address, [range])
    } catch {
      return false
    }
  })
}

/** Null for no addresses. */
export function placeOfAll(addresses: readonly string[], ranges: Ranges): Place | null {
  return commonPlace(addresses.map((address) => placeOf(address, ranges)))
}

export function commonPlace(places: readonly (Place | null)[]): Place | null {
  const [first, ...others] = new Set(places.filter((place) => place !== null))
  return first === undefined ? null : others.length === 0 ? first : 'mixed'
}

const centres: ReadonlySet<Place | null> = new Set<Place | null>(['primary', 'secondary'])

/** A server that gives some of its many addresses at a time has not moved as long as they stay in one data centre. */
export function movementOf(a: readonly string[], b: readonly string[], ranges: Ranges): Movement {
  const [from, to] = [placeOfAll(a, ranges), placeOfAll(b, ranges)]
  if (from === null || to === null) return 'cannot-tell'
  if (centres.has(from) && centres.has(to)) return from === to ? 'stayed' : 'moved'
  const [before, after] = [new Set(a), new Set(b)]
  if (before.symmetricDifference(after).size === 0) return 'stayed'
  return before.isDisjointFrom(after) && from !== 'mixed' && to !== 'mixed' ? 'moved' : 'some'
}
