/** What the page of a visit should be. */

import type { PageMarker } from '../settings.ts'
import { type Recognised, recognise } from './recognise.ts'
import { hostOf } from './redirect.ts'
import type { Visited } from './visited.ts'

/** Empty for an address of a profile of the user's own: there any page will do. */
export function markersOf({ visit, settings }: Visited): PageMarker[] {
  return settings.targets.filter(({ url }) => url === visit.url).flatMap(({ page }) => page ?? [])
}

/** A landing page that leads on by itself to the log-on form of another target is a log-on form that was reached. */
export function recognisedPage(visited: Visited): Recognised | null {
  const { visit, last, settings } = visited
  const markers = markersOf(visited)
  const { page } = visit
  if (page === null || markers.length === 0) return null
  const lastHost = hostOf(new URL(last.url))
  const logOn = settings.targets.filter((target) => target.page?.kind === 'log-on-form' && hostOf(new URL(target.url)) === lastHost)
  const expected = [...markers, ...logOn.flatMap((target) => target.page ?? [])]
  return expected.map((marker) => recognise(page, marker)).find((each) => each !== null) ?? null
}
