/** Gets a PAC script as Edge would: directly, in full, or not at all. */

import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Failure, failure, failureOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { limitSignal } from '../limit.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'

export interface PacFetchOptions {
  /** Roots that vouch for an https address beside those of the PC and the bundled ones. PEM. */
  readonly roots: readonly string[]
  /** Edge and Windows read no script by file: (Microsoft, "Windows 10 doesn't read a PAC file referenced by a file protocol"). */
  readonly mayReadFile: boolean
}

export type PacFetched =
  | { readonly script: string; readonly bytes: number; readonly sha256: string }
  | { readonly failure: Failure; readonly stage: 'lookup' | 'connect' | 'fetch'; readonly statusCode: number | null }

/** Chromium refuses a longer one, and any status but 200 (net/docs/proxy.md, "Downloading PAC scripts"). */
const MAX_SCRIPT_BYTES = 1_048_576
/** Edge waits 30 s. A script on the site's own network takes some 100 ms; a person who waits this long at every start has a fault. */
export const PAC_FETCH_LIMIT_MS = 8000
/** A SYN sent again after 1 s and 3 s (RFC 6298) still gets its answer. */
const CONNECT_LIMIT_MS = 3500
const MAX_REDIRECTS = 5

export async function fetchPac(io: Io, address: string, options: PacFetchOptions, signal: AbortSignal): Promise<PacFetched> {
  const limited = AbortSignal.any([signal, limitSignal(PAC_FETCH_LIMIT_MS)])
  const fetched = await follow(io, address, options, limited)
  // Our own limit is silence; only the run's end is a cancellation.
  if (!('failure' in fetched) || fetched.failure.word !== 'cancelled' || signal.aborted) return fetched
  return { ...fetched, failure: failure('no-reply', 'limit') }
}

async function follow(io: Io, address: string, options: PacFetchOptions, signal: AbortSignal): Promise<PacFetched> {
  let next = address
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const got = await getOnce(io, next, options, signal)
    if (!('location' in got)) return got
    if (!URL.canParse(got.location, next)) return { failure: failure('malformed', 'location'), stage: 'fetch', statusCode: null }
    next = new URL(got.location, next).href
    if (!/^https?:/.test(next)) return { failure: failure('not-supported', 'redirect'), stage: 'fetch', statusCode: null }
  }
  return { failure: failure('malformed', 'redirects'), stage: 'fetch', statusCode: null }
}

type Got = PacFetched | { readonly location: string }

async function getOnce(io: Io, address: string, options: PacFetchOptions, signal: AbortSignal): Promise<Got> {
  const unsupported = (code: string): PacFetched => ({ failure: failure('not-supported', code), stage: 'fetch', statusCode: null })
  if (!URL.canParse(address)) return unsupported('url')
  const url = new URL(address)
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return httpGet(io, url, options, signal)
    case 'data:':
      return dataOf(address)
    case 'file:':
      return options.mayReadFile ? readScript(io, url) : unsupported('file:')
    default:
      return unsupported(url.protocol)
  }
}

async function readScript(io: Io, url: URL): Promise<PacFetched> {
  const path = pathOf(url, io.platform === 'win32')
  if (path === undefined) return { failure: failure('not-supported', 'path'), stage: 'fetch', statusCode: null }
  const read = await io.files.read(path, MAX_SCRIPT_BYTES)
  return 'failure' in read ? { ...read, stage: 'fetch', statusCode: null } : scriptOf(read.content, null)
}

function pathOf(url: URL, windows: boolean): string | undefined {
  try {
    return fileURLToPath(url, { windows })
  } catch {
    return undefined
  }
}

/** RFC 2397; Edge takes a whole script from such an address. */
function dataOf(address: string): PacFetched {
  const match = /^data:(?<type>[^,]*),(?<data>.*)$/is.exec(address)
  const { type = '', data = '' } = match?.groups ?? {}
  return scriptOf(Buffer.from(type.endsWith(';base64') ? Buffer.from(data, 'base64') : unescaped(data)), type)
}

function unescaped(data: string): string {
  try {
    return decodeURIComponent(data)
  } catch {
    return data
  }
}

async function httpGet(io: Io, url: URL, options: PacFetchOptions, signal: AbortSignal): Promise<Got> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await addressesOf(io, host, LOOKUP_LIMIT_MS, signal)
  if ('failure' in found) return { ...found, stage: 'lookup', statusCode: null }
  let last: Failure = failure('no-data')
  for (const address of found.addresses) {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    const outcome = await io.net.connectTcp({ address, port }, CONNECT_LIMIT_MS, signal)
    if ('socket' in outcome)
      return request(url, url.protocol === 'https:' ? secured(io, outcome.socket, host, options) : outcome.socket, signal)
    last = outcome.failure
    if (signal.aborted) break
  }
  return { failure: last, stage: 'connect', statusCode: null }
}

function secured(io: Io, socket: Socket, host: string, { roots }: PacFetchOptions): Socket {
  const ca = [...io.net.roots('bundled'), ...io.net.roots('system'), ...roots]
  const name = isIP(host) === 0 ? { servername: host } : {}
  // Said outright: Node would not verify where NODE_TLS_REJECT_UNAUTHORIZED is set to 0, and a script decides on the way to the targets.
  return io.net.tls({ socket, ca, ...name, host, ALPNProtocols: ['http/1.1'], rejectUnauthorized: true })
}

async function request(url: URL, socket: Socket, signal: AbortSignal): Promise<Got> {
  const { promise, resolve } = Promise.withResolvers<Got>()
  const settle = (got: Got) => {
    resolve(got)
    socket.destroy()
  }
  const fail = (error: unknown) =>
    settle({ failure: signal.aborted ? failure('cancelled') : failureOf(error), stage: 'fetch', statusCode: null })
  socket.on('error', fail)
  const { request: send } = await import('node:http')
  const sent = send({
    createConnection: () => socket,
    host: url.hostname,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' },
    signal,
  })
  sent.on('error', fail)
  sent.on('response', (response) => receive(response).then(settle, fail))
  sent.end()
  return promise
}

async function receive(response: IncomingMessage): Promise<Got> {
  const statusCode = response.statusCode ?? 0
  const { location } = response.headers
  if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) return { location }
  if (statusCode !== 200) return { failure: failure('unknown', `HTTP ${statusCode}`), stage: 'fetch', statusCode }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_SCRIPT_BYTES) return { failure: failure('too-large'), stage: 'fetch', statusCode }
  }
  return scriptOf(Buffer.concat(chunks), response.headers['content-type'] ?? null)
}

/** Chromium: the charset that the server names, else the byte order mark, else Latin-1. */
function scriptOf(content: Buffer, contentType: string | null): PacFetched {
  const charset = /charset="?(?<name>[\w-]+)/i.exec(contentType ?? '')?.groups?.name
  const marked = content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
  const script = decode(content, charset ?? (marked ? 'utf-8' : 'latin1'))
  return { script, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

function decode(content: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(content)
  } catch {
    return content.toString('latin1')
  }
}
