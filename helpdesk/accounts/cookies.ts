/**
 * The cookies that the helpdesk sets. `__Host-`: only this host set it, over a connection that counts as secure (RFC 6265bis 4.1.3), so a
 * neighbour's cookie can't take its place. Chromium and Firefox count plain http to loopback as secure; elsewhere the service wants TLS.
 */

import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

const names = {
  /** A session's secret. Without an age: it ends with the browser, and before that by the limits at the server. */
  session: '__Host-session',
  /** A secret of whoever has no session, to which the log-on form is bound. */
  visit: '__Host-visit',
  /** Tells a browser in which a person logged on before from one of a stranger (store/devices.ts). Nobody gets in by it. */
  device: '__Host-device',
  language: '__Host-language',
  /** What a log-on by a provider, under way, has to come back with. */
  oidc: '__Host-oidc',
} as const

export type CookieName = keyof typeof names

/** Lax, not Strict: who follows a link from a ticket is logged on at once. No GET changes anything, and every form has a token of its own. */
const options = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const satisfies CookieSerializeOptions

/** Null where the browser sent none, or an empty one. */
export function readCookie(request: FastifyRequest, name: CookieName): string | null {
  return request.cookies[names[name]] || null
}

/** Seconds, of what a browser keeps. */
export const YEAR_S = 365 * 24 * 3600

/** @param maxAgeS seconds; without it the cookie ends with the browser */
export function setCookie(reply: FastifyReply, name: CookieName, value: string, maxAgeS?: number): void {
  reply.setCookie(names[name], value, maxAgeS === undefined ? options : { ...options, maxAge: maxAgeS })
}

export function dropCookie(reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(names[name], options)
}
