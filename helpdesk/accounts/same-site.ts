/** Whether a request that changes something comes from the helpdesk's own pages, by what the browser says of it. */

import type { FastifyRequest } from 'fastify'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function changesSomething({ method }: Pick<FastifyRequest, 'method'>): boolean {
  return !safeMethods.has(method)
}

/**
 * Beside the token, not instead of it: what says nothing (an old browser, a script with a token) may go on. Pages have
 * `Referrer-Policy: no-referrer`, for which browsers say `Origin: null` of their own forms (Fetch Standard, "append a request Origin header"):
 * that says nothing either.
 *
 * @param publicUrl as browsers know the helpdesk
 */
export function isFromElsewhere({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): boolean {
  // "none": typed, or loaded again. No page can have a browser say so of its own requests (Fetch Metadata).
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin } = headers
  return origin !== undefined && origin !== 'null' && origin !== new URL(publicUrl).origin
}

/** A person looks at it, not a script: only then is another page the answer. */
export function isPage({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return /\btext\/html\b/.test(headers.accept ?? '')
}
