/** The two servers that speak plain HTTP: where the proxy's script lies, and a network's own portal. */

import { X509Certificate } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { authorities } from './certificates.ts'
import { answerPortal } from './pages.ts'
import type { Place } from './places.ts'
import type { Running } from './running.ts'
import { startDoor } from './site-server.ts'

export interface PacBehaviour {
  /** dead-first: a proxy that is not there, then the lab's · refuse: nothing listens · missing: 404 · silent: the answer never comes · syntax: a script that does not parse · throws: one that fails when it is asked */
  readonly answers: 'proxy' | 'dead-first' | 'direct' | 'refuse' | 'missing' | 'silent' | 'syntax' | 'throws' | 'web-page'
}

export async function startPac(place: Place, { answers }: PacBehaviour, proxy: Place): Promise<Running> {
  if (answers === 'refuse') return { stop: async () => {} }
  return startPlain(place, (_request, response) => {
    if (answers === 'silent') return
    if (answers === 'missing') response.writeHead(404).end()
    else if (answers === 'web-page') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')
    else
      response
        .writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' })
        .end(script(answers, `${proxy.address}:${proxy.port}`))
  })
}

function script(answers: PacBehaviour['answers'], proxy: string): string {
  if (answers === 'syntax') return 'function FindProxyForURL(url, host) { return "PROXY '
  if (answers === 'throws') return 'function FindProxyForURL(url, host) { return noSuchFunction(host) }'
  const list = answers === 'direct' ? 'DIRECT' : answers === 'dead-first' ? `PROXY 127.0.0.1:1; PROXY ${proxy}` : `PROXY ${proxy}`
  return `function FindProxyForURL(url, host) { return "${list}" }`
}

/** Where the issuing authority publishes its certificate; everything else there is the portal's. */
export const ISSUING_PATH = '/issuing.cer'

export async function startPortal(place: Place): Promise<Running> {
  const { raw } = new X509Certificate((await authorities()).issuing.cert)
  return startPlain(place, (request, response) => {
    // DER, for whoever misses a link of a chain (RFC 5280 section 4.2.2.1).
    if (request.url === ISSUING_PATH) response.writeHead(200, { 'content-type': 'application/pkix-cert' }).end(raw)
    else answerPortal(response)
  })
}

function startPlain(place: Place, listener: RequestListener): Promise<Running> {
  const server = createServer(listener)
  return startDoor(place, (socket) => server.emit('connection', socket))
}
