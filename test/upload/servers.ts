/** Collectors on loopback, real ones, that behave as told: they keep what they get by its digest, or drop, stall, answer late, twice or falsely. */

import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen, type Running } from '../proxy/servers.ts'
import type { Issued } from '../support/certificates.ts'

export type Behaviour =
  /** As a collector should: 201, and 412 for what it has. */
  | 'keep'
  /** The connection goes after the first piece, and nothing is kept. */
  | 'drop'
  /** Everything is kept, and the connection goes before the answer. */
  | 'keep-and-drop'
  /** Takes everything, keeps nothing, never answers. */
  | 'stall'
  /** Never reads. */
  | 'deaf'
  | 'late'
  /** Two responses on the wire. */
  | 'twice'
  /** 100 Continue and nothing more. */
  | 'continue-then-nothing'
  /** Says 200 and breaks off within it; nothing is kept. */
  | 'cut-answer'
  /** Says 200 before it has read anything; nothing is kept. */
  | 'early-200'
  /** A web filter's page, with 200; nothing is kept. */
  | 'page'
  | 'garbage'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; readonly early?: boolean }

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

export interface Collector extends Running {
  readonly url: string
  readonly requests: readonly Seen[]
  /** By digest; a digest is here once, whatever came how often. */
  readonly store: ReadonlyMap<string, Buffer>
  /** Digests of bodies that were not what their address says. */
  readonly wrong: readonly string[]
}

/** Longer than the senders of the tests wait for anything but a late answer. */
export const LATE_MS = 300

/** @param behaviours of the first request, the second …; the last one stays */
export async function startCollector(
  behaviours: Behaviour | readonly Behaviour[] | (() => Behaviour) = 'keep',
  tls?: Issued,
): Promise<Collector> {
  const requests: Seen[] = []
  const store = new Map<string, Buffer>()
  const wrong: string[] = []
  const next = pickerOf(behaviours)
  const serve: RequestListener = (request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    request.on('error', () => {})
    response.on('error', () => {})
    void behave(next(), request, response, { store, wrong }).catch(() => {})
  }
  const server = tls === undefined ? createServer(serve) : createTlsServer({ key: tls.key, cert: tls.chain }, serve)
  const running = await listen(server)
  return { ...running, url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${running.port}/bundles`, requests, store, wrong }
}

function pickerOf(behaviours: Behaviour | readonly Behaviour[] | (() => Behaviour)): () => Behaviour {
  if (typeof behaviours === 'function') return behaviours
  const list: readonly Behaviour[] = Array.isArray(behaviours) ? behaviours : [behaviours as Behaviour]
  let at = -1
  return () => {
    at = Math.min(at + 1, list.length - 1)
    return list[at] ?? 'keep'
  }
}

interface Kept {
  readonly store: Map<string, Buffer>
  readonly wrong: string[]
}

async function behave(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse, kept: Kept): Promise<void> {
  if (typeof behaviour === 'object') {
    if (behaviour.early !== true) await bodyOf(request)
    response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? '')
    return
  }
  const { socket } = request
  switch (behaviour) {
    case 'keep':
      return answerKept(keep(request, await bodyOf(request), kept), response)
    case 'late': {
      const statusCode = keep(request, await bodyOf(request), kept)
      await sleep(LATE_MS)
      return answerKept(statusCode, response)
    }
    case 'twice': {
      const statusCode = keep(request, await bodyOf(request), kept)
      const head = `HTTP/1.1 ${statusCode} Test\r\nContent-Length: 2\r\n\r\nok`
      return void socket.write(`${head}HTTP/1.1 500 Test\r\nContent-Length: 2\r\n\r\nno`)
    }
    case 'keep-and-drop':
      keep(request, await bodyOf(request), kept)
      return void socket.destroy()
    case 'drop':
      return void request.once('data', () => socket.destroy())
    case 'stall':
      return void request.resume()
    case 'deaf':
      return
    case 'continue-then-nothing':
      response.writeContinue()
      return void request.resume()
    case 'cut-answer':
      await bodyOf(request)
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"kept":')
      await sleep(20)
      return void socket.destroy()
    case 'early-200':
      return void response.writeHead(200).end('ok')
    case 'page':
      await bodyOf(request)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Blocked</body></html>')
    case 'garbage':
      await bodyOf(request)
      return void socket.end('220 mail.example ESMTP\r\n')
  }
}

function answerKept(statusCode: number, response: ServerResponse): void {
  response.writeHead(statusCode, { 'content-type': 'application/json' }).end('{}')
}

/** By the digest of what came, not of what was promised. */
function keep(request: IncomingMessage, body: Buffer, { store, wrong }: Kept): number {
  const sha256 = createHash('sha256').update(body).digest('hex')
  if (!(request.url ?? '').endsWith(`/${sha256}`)) {
    wrong.push(sha256)
    return 422
  }
  if (store.has(sha256) && request.headers['if-none-match'] === '*') return 412
  store.set(sha256, body)
  return 201
}

/** Rejects where the connection goes first: what came of it is no body. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
