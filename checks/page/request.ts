/** One GET over a connection that is already open, and what came back, however little. */

import type { Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import type { Dispatcher } from 'undici'
import { type Failure, type FailureWord, failure, failureOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { USER_AGENT } from '../user-agent.ts'
import { MAX_BODY_BYTES } from './body.ts'

/** Larger than the headers of any log-on page with its policies (Edge takes 256 KiB); Node's 16 KiB are sometimes too few. */
const MAX_HEADER_BYTES = 65_536

/** What the request says of itself. No cookie, no credentials; the codings are those that Node can undo. */
const requestHeaders = {
  'user-agent': USER_AGENT,
  accept: 'text/html',
  'accept-language': 'en, zh-HK',
  'accept-encoding': 'gzip, deflate, br',
  connection: 'close',
} as const

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The PC's clock when the headers were complete. */
  readonly receivedAtMs: number
  readonly body: Buffer
  /** True where the body was longer than MAX_BODY_BYTES, or broke off: `bodyFailure` tells which. */
  readonly cut: boolean
  readonly bodyFailure: Failure | null
}

export interface Connection {
  readonly socket: Socket
  /** The socket leads to a proxy that is to fetch the page: it is asked with the whole address (RFC 9112 section 3.2.2). */
  readonly byProxy: boolean
}

export type GetOutcome = { readonly elapsedMs: number } & ({ readonly answer: Answer } | { readonly failure: Failure })

/** undici's client alone: the whole of undici takes 50 ms to load, this file of it 20 ms. */
export async function loadClient() {
  // V8 would optimise the parser, one function, in the background: 30 ms on another core and 15 MB, for pages that take it 2 ms.
  setFlagsFromString('--wasm-tiering-budget=1000000000')
  return (await import('undici/lib/dispatcher/client.js')).default
}
export type ClientClass = Awaited<ReturnType<typeof loadClient>>

/** Sends the request and closes the connection when the answer is complete, too long or broken, or when `signal` fires. */
export async function get(
  io: Io,
  Client: ClientClass,
  url: URL,
  { socket, byProxy }: Connection,
  signal: AbortSignal,
): Promise<GetOutcome> {
  const startedMs = io.clock.monotonicMs()
  const { promise, resolve } = Promise.withResolvers<GetOutcome>()
  let head: Pick<Answer, 'statusCode' | 'headers' | 'receivedAtMs'> | undefined
  let elapsedMs = 0
  const chunks: Buffer[] = []
  let length = 0
  const settle = (cut: boolean, reason: Failure | null) => {
    if (head === undefined) {
      resolve({ failure: reason ?? failure('closed'), elapsedMs: io.clock.monotonicMs() - startedMs })
    } else {
      const body = Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES)
      resolve({ answer: { ...head, body, cut, bodyFailure: reason }, elapsedMs })
    }
  }
  const fail = (error: unknown) => settle(true, httpFailure(error))
  const onAbort = () => settle(true, failure('cancelled'))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, headers) {
      // 1xx: not the answer yet (RFC 9110 section 15.2)
      if (statusCode < 200) return
      elapsedMs = io.clock.monotonicMs() - startedMs
      head = { statusCode, headers: joined(headers), receivedAtMs: io.clock.wallMs() }
    },
    onResponseData(_controller, chunk) {
      chunks.push(chunk)
      length += chunk.length
      if (length > MAX_BODY_BYTES) settle(true, null)
    },
    onResponseEnd: () => settle(false, null),
    onResponseError: (_controller, error) => fail(error),
  }
  let client: InstanceType<ClientClass> | undefined
  try {
    client = new Client(url.origin, {
      connect: oneConnection(socket, fail),
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The visit's own limit counts.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    const path = url.pathname + url.search
    client.dispatch({ method: 'GET', path: byProxy ? url.origin + path : path, headers: requestHeaders }, handler)
  } catch (error) {
    // An address that HTTP cannot carry, which only a redirect can bring.
    fail(error)
  }
  return promise.finally(() => {
    signal.removeEventListener('abort', onAbort)
    void client?.destroy(null)
    socket.destroy()
  })
}

type Connector = (options: unknown, callback: (...result: [null, Socket] | [Error, null]) => void) => void

/** Hands the open socket out once. undici would connect anew where it closed before the request was sent: that is an answer. */
export function oneConnection(socket: Socket, fail: (error: unknown) => void): Connector {
  let given = false
  // Later than this call: undici goes on only from a callback that comes after it.
  return (_options, callback) =>
    queueMicrotask(() => {
      if (given || socket.destroyed) {
        const error = Object.assign(new Error('the connection is closed'), { code: 'ENOTCONN' })
        fail(socket.errored ?? error)
        callback(error, null)
        return
      }
      given = true
      callback(null, socket)
    })
}

/** undici's own errors for an answer that is no HTTP; everything else stands in the common table. */
const wordOfHttpError: Readonly<Record<string, FailureWord>> = {
  HTTPParserError: 'malformed', // its name: the parser's own reason does not always come as a code
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  UND_ERR_INVALID_ARG: 'malformed', // an address that HTTP cannot carry
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
}

export function httpFailure(error: unknown): Failure {
  const found = failureOf(error)
  const word = wordOfHttpError[found.code.startsWith('HPE_') ? 'HTTPParserError' : found.code]
  return word === undefined ? found : { ...found, word }
}

export function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))
}
