/** What the page of a visit should be. */

import type { PageMarker, Settings } from '../settings.ts'
import type { Page } from './evidence.ts'
import { type Recognised, recognise } from './recognise.ts'
import { hostOf } from './redirect.ts'
import type { Visited } from './visited.ts'

/** Empty for an address of a profile of the user's own: there any page will do. */
export function markersOf({ visit, settings }: Visited): PageMarker[] {
  return settings.targets.filter(({ url }) => url === visit.url).flatMap(({ page }) => page ?? [])
}

export function recognisedPage({ visit, last, settings }: Visited): Recognised | null {
  return visit.page === null ? null : recognisedIn(visit.page, visit.url, last.url, settings)
}

/**
 * A landing page that leads on by itself to the log-on form of another target is a log-on form that was reached.
 *
 * @param url the documented address, which led to the page at `lastUrl`
 */
export function recognisedIn(page: Page, url: string, lastUrl: string, settings: Settings): Recognised | null {
  const markers = settings.targets.filter((target) => target.url === url).flatMap((target) => target.page ?? [])
  if (markers.length === 0) return null
  const lastHost = hostOf(new URL(lastUrl))
  const logOn = settings.targets.filter((target) => target.page?.kind === 'log-on-form' && hostOf(new URL(target.url)) === lastHost)
  const expected = [...markers, ...logOn.flatMap((target) => target.page ?? [])]
  return expected.map((marker) => recognise(page, marker)).find((each) => each !== null) ?? null
}
