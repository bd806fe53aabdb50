/** Where an answer sends the browser on to: shared by the probe, which follows, and the judge, who says where it would have led. */

import type { Hop, Page } from './evidence.ts'

const redirectStatusCodes = new Set([301, 302, 303, 307, 308])
/** A longer wait is a page that a person is meant to read, or a session that ends. */
const MAX_REFRESH_DELAY_S = 5

/** @returns the address that a browser would go to by itself, or null where it stays (or the address is none) */
export function redirectOf(hop: Pick<Hop, 'url' | 'statusCode' | 'location'>, page: Pick<Page, 'metaRefresh'> | null): URL | null {
  if (hop.statusCode !== null && redirectStatusCodes.has(hop.statusCode)) {
    return hop.location === null ? null : withoutFragment(URL.parse(hop.location, hop.url))
  }
  const refresh = /^(?<seconds>\d+)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(?<quote>["']?)(?<url>.+?)\k<quote>$/i.exec(
    page?.metaRefresh ?? '',
  )?.groups
  if (refresh?.url === undefined || Number(refresh.seconds) > MAX_REFRESH_DELAY_S) return null
  const next = withoutFragment(URL.parse(refresh.url, hop.url))
  return next?.href === hop.url ? null : next
}

/** A fragment is not sent (RFC 9110 section 7.1), and may hold a token: it is not recorded. */
function withoutFragment(url: URL | null): URL | null {
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  url.hash = ''
  return url
}

/**
 * An address that a server chose, as it is kept: query, fragment and session behind it may let somebody else go on as this person.
 * Quotes end them, as in a <meta> element; what stands in their place is its own encoding, so that equal addresses stay equal.
 */
export function withoutState(address: string): string {
  return address.replace(/;jsessionid=[^?#"']*/i, ';jsessionid=...').replace(/[?#][^"']*/, ([first]) => `${first}...`)
}

/** Host names of IPv6 addresses stand in brackets in a URL alone. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
}
