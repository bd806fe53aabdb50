/** Which pages the policies URLBlocklist, URLAllowlist and PopupsBlockedForUrls speak of. */

import type { Policy } from './evidence.ts'
import { matchesPattern, moreSpecific, type Pattern, parsePattern } from './url-pattern-content.ts'
import { type Filter, goesBefore, matchesFilter, parseFilter } from './url-pattern-filter.ts'

export interface Verdict {
  readonly blocked: boolean
  /** The line of a list, or the policy, that decides; null where none does. */
  readonly rule: string | null
}

const nothingSaid: Verdict = { blocked: false, rule: null }

/** Lines beyond are not obeyed (Chromium, components/url_matcher/url_util.cc, kMaxFiltersAllowed). */
const MAX_FILTERS = 1000

/**
 * What the browser makes of its lists of addresses, for a page of the web (learn.microsoft.com/deployedge/edge-learnmmore-url-list-filter%20format;
 * Chromium, components/policy/core/browser/url_blocklist_manager.cc): of all lines that match, the most specific one decides.
 *
 * @param url http or https; nothing is said of any other
 */
export function urlVerdict(
  url: string,
  { blocklist, allowlist }: { readonly blocklist: readonly string[]; readonly allowlist: readonly string[] },
): Verdict {
  const page = pageOf(url)
  if (page === null) return nothingSaid
  const filters = [...filtersOf(blocklist, false), ...filtersOf(allowlist, true)].filter((filter) => matchesFilter(filter, page))
  const deciding = filters.reduce<Filter | null>((best, filter) => (best === null || goesBefore(filter, best) ? filter : best), null)
  return deciding === null ? nothingSaid : { blocked: !deciding.allow, rule: deciding.text }
}

function filtersOf(lines: readonly string[], allow: boolean): Filter[] {
  return lines
    .slice(0, MAX_FILTERS)
    .map((line) => parseFilter(line, allow))
    .filter((filter) => filter !== null)
}

/**
 * Whether policy forbids this page windows that nobody clicked for. A window that a click opens is let through whatever policy says
 * (Chromium, components/blocked_content/popup_blocker.cc), and without any policy the browser forbids the others just the same.
 * The lists hold patterns of content settings, which differ from the filters above (learn.microsoft.com/deployedge/edge-learnmore-ent-policy-url-patterns).
 */
export function popupsBlocked(url: string, policies: readonly Policy[]): Verdict {
  const page = pageOf(url)
  if (page === null) return nothingSaid
  const named = (name: string) => policies.find((policy) => policy.name === name)?.value
  const patternsOf = (name: string) => {
    const value = named(name)
    return typeof value === 'object' ? value.map(parsePattern).filter((pattern) => pattern !== null) : []
  }
  const best = (patterns: readonly Pattern[]) =>
    patterns
      .filter((pattern) => matchesPattern(pattern, page))
      .reduce<Pattern | null>((found, pattern) => (found === null || moreSpecific(pattern, found) ? pattern : found), null)
  const allowed = best(patternsOf('PopupsAllowedForUrls'))
  const blocked = best(patternsOf('PopupsBlockedForUrls'))
  // Of two that are equally specific the one that forbids holds (content_settings_policy_provider.cc reads that list later).
  if (blocked !== null && (allowed === null || !moreSpecific(allowed, blocked))) return { blocked: true, rule: blocked.text }
  if (allowed !== null) return { blocked: false, rule: allowed.text }
  return named('DefaultPopupsSetting') === 2 ? { blocked: true, rule: 'DefaultPopupsSetting' } : nothingSaid
}

function pageOf(url: string): URL | null {
  const page = URL.parse(url)
  return page?.protocol === 'https:' || page?.protocol === 'http:' ? page : null
}
