/** What the browser made of a page, as this check's judge and the others' look at it. */

import { recognisedIn } from '../page/expected.ts'
import { isOfSameOrganisation } from '../page/organisation.ts'
import { hostOf } from '../page/redirect.ts'
import type { Settings } from '../settings.ts'
import { errorKind, errorWord } from './errors.ts'
import type { BrowserEvidence, BrowserVisit } from './evidence.ts'

/**
 * recognised: the page that the circulars describe · answered: some page, where any will do · unexpected: a page that is not the
 * one · refused: an answer with an error status · error: the browser named an error · nothing: it neither ended nor failed
 */
export type Sight = 'recognised' | 'answered' | 'unexpected' | 'refused' | 'error' | 'nothing'

export function visitOf(evidence: BrowserEvidence | undefined, url: string): BrowserVisit | undefined {
  return evidence?.visits.find((visit) => visit.url === url)
}

export function sightOf(visit: BrowserVisit, settings: Settings): Sight {
  if (visit.page === null) return sightWithoutPage(visit, settings)
  const finalUrl = visit.finalUrl ?? visit.url
  // A right-looking page at a stranger's host is the last thing to trust.
  if (isAtHome(finalUrl, settings)) {
    if (recognisedIn(visit.page, visit.url, finalUrl, settings) !== null) return 'recognised'
    if (anyPageWillDo(visit, settings) && !isRefusal(visit) && visit.error === null) return 'answered'
  }
  // What came of it broke off.
  if (visit.error !== null) return 'error'
  return isRefusal(visit) ? 'refused' : 'unexpected'
}

/** An answer that the browser has nothing to show of: an empty page of an error, a file to keep, a question who one is. */
const answersWithoutPage: ReadonlySet<string> = new Set(['ERR_HTTP_RESPONSE_CODE_FAILURE', 'ERR_ABORTED', 'ERR_INVALID_AUTH_CREDENTIALS'])

function sightWithoutPage(visit: BrowserVisit, settings: Settings): Sight {
  const { error, statusCode } = visit
  if (statusCode === null || (error !== null && !answersWithoutPage.has(errorWord(error)))) return error === null ? 'nothing' : 'error'
  if (isRefusal(visit)) return 'refused'
  return anyPageWillDo(visit, settings) && isAtHome(visit.finalUrl ?? visit.url, settings) ? 'answered' : 'unexpected'
}

function anyPageWillDo({ url }: BrowserVisit, { targets }: Settings): boolean {
  return targets.every((target) => target.url !== url || target.page === null)
}

/** 401 is how a server asks who one is: Edge goes on from there. */
function isRefusal({ statusCode }: BrowserVisit): boolean {
  return statusCode !== null && statusCode >= 400 && statusCode !== 401
}

/** At a target's host, or at another one of the same organisation: "idp.example.com" beside "sso.example.com". */
function isAtHome(url: string, { targets }: Settings): boolean {
  return targets.some((target) => isOfSameOrganisation(hostOf(new URL(url)), target.host))
}

/** Whether the browser shows the page that is wanted at this address. */
export function isSeen(evidence: BrowserEvidence | undefined, url: string, settings: Settings): boolean {
  const visit = visitOf(evidence, url)
  if (visit === undefined) return false
  const sight = sightOf(visit, settings)
  return sight === 'recognised' || sight === 'answered'
}

/** Whether the browser got no further than the proxy, which wants to know who one is. */
export function stoppedAtProxy(evidence: BrowserEvidence | undefined, url: string): boolean {
  const error = visitOf(evidence, url)?.error
  return error !== undefined && error !== null && errorKind(error) === 'proxy'
}

/** Where the browser was when it failed. */
export function failedAt({ url, hops }: BrowserVisit): string {
  return hostOf(new URL(hops.at(-1)?.url ?? url))
}

/** "host address" of every connection over which an answer came to the browser by TLS; behind a proxy the address is the proxy's. */
export function answeredFrom(evidence: BrowserEvidence | undefined): ReadonlySet<string> {
  const hops = evidence?.visits.flatMap(({ hops: each }) => each) ?? []
  return new Set(
    hops.flatMap(({ url, statusCode, remoteAddress }) =>
      statusCode === null || remoteAddress === null || !url.startsWith('https:')
        ? []
        : [`${hostOf(new URL(url))} ${remoteAddress.replace(/^\[|\]$/g, '')}`],
    ),
  )
}
