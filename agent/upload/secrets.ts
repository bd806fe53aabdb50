/** What of a destination may be seen, and what may not. */

import type { Destination } from './destination.ts'

/** For people and logs: without the query, which is where presigned and azure-sas addresses carry their permission. */
export function shownAddress({ url }: Pick<Destination, 'url'>): string {
  const parsed = URL.parse(url)
  return parsed === null ? '' : parsed.origin + parsed.pathname
}

/** Shorter values of a query are no permission: versions, dates, one letter. */
const SHORTEST_SECRET = 8

/** Texts that must not come back to anybody's eyes, the longest first, so that none leaves a rest of another. */
export function secretsOf({ url, token }: Pick<Destination, 'url' | 'token'>): string[] {
  const search = URL.parse(url)?.search ?? ''
  const values = search.slice(1).split('&')
  const parts = values.flatMap((pair) => {
    const value = pair.slice(pair.indexOf('=') + 1)
    return [value, decoded(value)].filter((text) => text.length >= SHORTEST_SECRET)
  })
  const tokens = token === null || token === '' ? [] : [token, encodeURIComponent(token), Buffer.from(token).toString('base64')]
  return [...new Set([...tokens, search.slice(1), ...parts])].filter((text) => text !== '').sort((a, b) => b.length - a.length)
}

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '…'), text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
