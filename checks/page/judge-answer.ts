/** An answer came, from a host that could prove to be the target. */

import type { PageMarker } from '../settings.ts'
import { markersOf, recognisedPage } from './expected.ts'
import { isOfSameOrganisation } from './organisation.ts'
import { hostOf } from './redirect.ts'
import { isTargetHost, notChecked, problem, unlessBeforeOpening, type Verdict, type Visited, warning } from './visited.ts'

export function judgeAnswer(visited: Visited): Verdict {
  const { visit, last, onward, settings } = visited
  const statusCode = last.statusCode ?? 0
  const markers = markersOf(visited)
  if (visit.tooManyRedirects) return judgeLoop(visited)
  if (onward !== null && !isTargetHost(onward, settings)) return judgeRedirectAway(onward, markers, visited)
  const recognised = statusCode < 500 ? recognisedPage(visited) : null
  if (recognised !== null) return { code: recognised === 'landing' ? 'page/landing' : 'page/log-on-form', status: 'ok' }
  // 401 is how a server asks who one is: it answers, and Edge goes on from there.
  if (markers.length === 0 && (statusCode < 400 || statusCode === 401)) return { code: 'page/answered', status: 'ok' }
  if (statusCode === 403) return unlessBeforeOpening(visited, problem('page/forbidden'))
  if (statusCode === 404 || statusCode === 410) return unlessBeforeOpening(visited, problem('page/not-found'))
  if (statusCode >= 500) return unlessBeforeOpening(visited, problem('page/server-error'))
  if (visit.page?.failure?.word === 'cancelled') return notChecked('page/not-finished', 'deadline')
  if (visit.page !== null && visit.page.failure !== null) return unlessBeforeOpening(visited, problem('page/no-answer'))
  return couldStillBeIt(visited) ? notChecked('page/not-recognised', 'page-not-recognised') : warning('page/unexpected')
}

/** Servers that want to see their cookie again send a browser without one round in circles; nobody keeps cookies here. */
function judgeLoop({ visit }: Visited): Verdict {
  return visit.hops.some((hop) => hop.offersCookie)
    ? notChecked('page/needs-cookies', 'page-not-recognised')
    : problem('page/redirect-loop')
}

/**
 * Another host of the same organisation may well be how the log-on is built today, and what a profile of the user's own
 * leads to is not ours to know: these are shown, and the person compares. Any other host is not where the circulars lead to.
 */
function judgeRedirectAway(onward: URL, markers: readonly PageMarker[], { settings }: Visited): Verdict {
  const near = settings.targets.some((target) => isOfSameOrganisation(hostOf(onward), hostOf(new URL(target.url))))
  return near || markers.length === 0 ? warning('page/redirected-away') : problem('page/redirected-away')
}

/** Scripts and frames may still show what the HTML does not hold, and so may the part that was not read. */
function couldStillBeIt({ visit, last }: Visited): boolean {
  const { page } = visit
  return last.statusCode === 200 && page !== null && (page.scripts > 0 || page.frames > 0 || page.cut)
}
