/** Real servers on loopback for the page's tests; `await using` closes them with everything that is connected. */

import { once } from 'node:events'
import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { TLSSocket, type TLSSocketOptions } from 'node:tls'
import { createSelfSigned, type Issued } from '../support/certificates.ts'

export interface TestServer extends AsyncDisposable {
  readonly port: number
  /** The heads of the requests that came, in order. */
  readonly requests: readonly IncomingMessage[]
  /** TCP connections that were let in. */
  connections(): number
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

let certificate: Promise<Issued> | undefined
function anyCertificate(): Promise<Issued> {
  certificate ??= createSelfSigned({ names: ['www.example', 'sso.example'] })
  return certificate
}

/** HTTPS, as the targets speak it. */
export function serve(handler: Handler): Promise<TestServer> {
  return serveTls((socket, http) => http.emit('connection', socket), handler)
}

/** TLS, and then whatever `onSecure` writes. */
export async function serveTls(
  onSecure: (socket: TLSSocket, http: HttpServer, raw: Socket) => void,
  handler: Handler = () => {},
  options: TLSSocketOptions = {},
): Promise<TestServer> {
  const { key, chain } = await anyCertificate()
  const requests: IncomingMessage[] = []
  const http = createHttpServer((request, response) => {
    requests.push(request)
    handler(request, response)
  })
  return listen((raw) => {
    const socket = new TLSSocket(raw, { isServer: true, key, cert: chain, ALPNProtocols: ['h2', 'http/1.1'], ...options })
    socket.on('error', () => {}).once('secure', () => onSecure(socket, http, raw))
  }, requests)
}

/** Plain HTTP. */
export function servePlain(handler: Handler): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const http = createHttpServer((request, response) => {
    requests.push(request)
    handler(request, response)
  })
  return listen((socket) => http.emit('connection', socket), requests)
}

/** TCP, and then whatever `onSocket` does. */
export async function listen(onSocket: (socket: Socket) => void, requests: readonly IncomingMessage[] = []): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  const door = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => {})
    onSocket(socket)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  return {
    port: (door.address() as { port: number }).port,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => door.close(() => resolve()))
    },
  }
}

/** Answers with an HTML page. */
export function page(html: string, headers: Readonly<Record<string, string>> = {}): Handler {
  return (_request, response) => response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html)
}

export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Handler {
  return (_request, response) => response.writeHead(302, { location, ...headers }).end()
}
