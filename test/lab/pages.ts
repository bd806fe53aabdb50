/** The lab's pages: plain, our own, and marked so that nobody takes them for HKEX's. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostOf, type SiteName } from './places.ts'

export type PageBehaviour =
  | { readonly kind: 'as-printed' }
  | { readonly kind: 'status'; readonly code: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'redirect'; readonly location: string }
  /** What the portal of a guest network shows in everybody's place. */
  | { readonly kind: 'portal' }
  /** A good answer with something else in it. */
  | { readonly kind: 'other-page' }
  | { readonly kind: 'redirect-loop' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The headers never come. */
  | { readonly kind: 'silent' }
  /** The right pages, drawn by a script: without one there is nothing on them. */
  | { readonly kind: 'drawn-by-script' }
  /** The right pages for what calls itself a browser, 403 for any other program: what some servers do against robots. */
  | { readonly kind: 'browsers-only' }
  /** The other way round. */
  | { readonly kind: 'no-browsers' }
  | { readonly kind: 'another-for-browsers' }

export interface PageContext {
  readonly ssoUrl: string
  /** How far the servers' true time is from this machine's; 0 where it is not said. */
  readonly timeShiftMs?: number
  /** Where the issuing authority publishes its certificate. */
  readonly caIssuers?: string
}

/** Words that HKEX printed (CCASS 2FA launch circular, annex 1), with its dashes as printed. */
const choices = {
  '/': [
    'Login with Smartcard - Online Functions and Overnight Report Download',
    'Login with OTP - Online Functions',
    'Login with OTP - Overnight Report Download',
  ],
  '/dms': ['Login with Smartcard – Security Management Functions', 'Login with OTP – Security Management Function'],
} as const

/** Answers one request to one of the two names. */
export async function answerPage(
  site: SiteName,
  page: PageBehaviour,
  context: PageContext,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (page.kind === 'silent') return
  // Browsers ask for it of their own accord.
  if (request.url === '/favicon.ico') return void response.writeHead(204).end()
  const { timeShiftMs = 0 } = context
  if (timeShiftMs !== 0) response.setHeader('date', new Date(Date.now() + timeShiftMs).toUTCString())
  if (page.kind === 'slow') await sleep(page.delayMs)
  if (page.kind === 'status') {
    if (page.retryAfterSeconds !== undefined) response.setHeader('retry-after', page.retryAfterSeconds)
    send(response, page.code, html(`${page.code}`, `<p>Status ${page.code}</p>`))
  } else if (page.kind === 'redirect') redirect(response, page.location)
  else if (page.kind === 'portal') answerPortal(response)
  else if (page.kind === 'redirect-loop') redirect(response, request.url ?? '/')
  else if (page.kind === 'other-page' || (page.kind === 'another-for-browsers' && isBrowser(request)))
    send(response, 200, html('Welcome', '<h1>It works</h1><p>Another server answers here.</p>'))
  else if (turnsAway(page, request)) send(response, 403, html('Forbidden', '<p>Status 403</p>'))
  else {
    const draw = page.kind === 'drawn-by-script' ? drawnByScript : html
    if (site === 'sso') answerLogOn(request, response, draw)
    else answerLanding(context, request, response, draw)
  }
}

function answerLanding({ ssoUrl }: PageContext, request: IncomingMessage, response: ServerResponse, draw: typeof html) {
  const path = request.url === '/dms' ? '/dms' : '/'
  if (request.url !== path) return send(response, 404, html('Not found', '<p>No such page</p>'))
  return send(response, 200, landingPage(path, ssoUrl, draw))
}

/** @param ssoUrl where the choices with a one-time password lead */
export function landingPage(path: keyof typeof choices, ssoUrl: string, draw = html): string {
  const links = choices[path].map((choice) => `<li><a href="${choice.includes('OTP') ? ssoUrl : '/smartcard'}">${choice}</a></li>`)
  return draw(hostOf.www, `<h1>${hostOf.www}${path}</h1><ul>${links.join('')}</ul>`)
}

export const LOG_ON_PATH = '/sso/log-on'

function answerLogOn(request: IncomingMessage, response: ServerResponse, draw: typeof html) {
  if (request.url === '/sso') return redirect(response, LOG_ON_PATH)
  if (request.url !== LOG_ON_PATH) return send(response, 404, html('Not found', '<p>No such page</p>'))
  return send(response, 200, logOnPage(draw))
}

export function logOnPage(draw = html): string {
  const form = '<form><input name="user"><input name="password" type="password"><button disabled>Log on</button></form>'
  return draw(hostOf.sso, `<h1>${hostOf.sso}</h1>${form}`)
}

/** What a network's own page says before it lets anybody through. */
export const portalPage = html(
  'Guest network',
  '<h1>Guest network</h1><form><label><input type="checkbox">I accept</label><button disabled>Connect</button></form>',
)

export function answerPortal(response: ServerResponse) {
  send(response, 200, portalPage)
}

function html(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><p>Lab: not HKEX</p>${body}</html>`
}

/** Edge, Chrome and Chromium all name this one, and the agent does not. */
export function isBrowserName(userAgent: string): boolean {
  return userAgent.includes('Chrome/')
}

/** As single-page applications do it. */
export function drawnByScript(title: string, body: string): string {
  const script = `document.getElementById('app').innerHTML = ${JSON.stringify(body).replaceAll('<', '\\u003c')}`
  return html(title, `<div id="app"></div><script>${script}</script>`)
}

function turnsAway({ kind }: PageBehaviour, request: IncomingMessage): boolean {
  return kind === (isBrowser(request) ? 'no-browsers' : 'browsers-only')
}

function isBrowser({ headers }: IncomingMessage): boolean {
  return isBrowserName(headers['user-agent'] ?? '')
}

function send(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
}

function redirect(response: ServerResponse, location: string) {
  response.writeHead(302, { location }).end()
}
