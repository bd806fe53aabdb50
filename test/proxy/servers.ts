/** Real servers on loopback: a CONNECT proxy that misbehaves as told, a TLS server behind it, and a server of PAC scripts. */

import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { createHierarchy } from '../support/certificates.ts'

export interface Running extends AsyncDisposable {
  readonly port: number
}

/**
 * tunnel: opens it · silent: takes the request and never answers · garbage: answers without HTTP · reset · close: ends without a word
 * big-hello-reset: opens it, and resets when more than one packet's worth comes at once · endless: a head that does not end
 * status: answers with it, and with these challenges
 */
export type ProxyBehaviour =
  | 'tunnel'
  | 'silent'
  | 'garbage'
  | 'reset'
  | 'close'
  | 'big-hello-reset'
  | 'endless'
  | { readonly status: number; readonly authenticate?: readonly string[] }

export interface RunningProxy extends Running {
  readonly text: string
  /** Request heads, in the order in which they came. */
  readonly requests: readonly string[]
}

/** @param targetPort where every tunnel ends, whatever name was asked for */
export async function startProxy(behaviour: ProxyBehaviour, targetPort = 0): Promise<RunningProxy> {
  const requests: string[] = []
  const server = createServer((client) => {
    client.on('error', () => {})
    client.once('data', (request: Buffer) => {
      requests.push(request.toString('latin1'))
      answer(client, behaviour, targetPort)
    })
  })
  const running = await listen(server)
  return { ...running, requests, text: `127.0.0.1:${running.port}` }
}

const opened = 'HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n'

function answer(client: Socket, behaviour: ProxyBehaviour, targetPort: number): void {
  if (typeof behaviour === 'object') {
    const challenges = (behaviour.authenticate ?? []).map((challenge) => `Proxy-Authenticate: ${challenge}\r\n`).join('')
    client.end(`HTTP/1.1 ${behaviour.status} Test\r\n${challenges}Content-Length: 0\r\n\r\n`)
    return
  }
  switch (behaviour) {
    case 'silent':
      return void client.resume()
    case 'garbage':
      return void client.write('220 mail.example ESMTP\r\n')
    case 'reset':
      return void client.resetAndDestroy()
    case 'close':
      return void client.end()
    case 'endless':
      return void client.write(`HTTP/1.1 200 OK\r\n${'X-Field: value\r\n'.repeat(2000)}`)
    case 'big-hello-reset':
      client.once('data', (hello: Buffer) => (hello.length > 1000 ? client.resetAndDestroy() : tunnel(client, targetPort, hello)))
      return void client.write(opened)
    case 'tunnel':
      client.write(opened)
      tunnel(client, targetPort, Buffer.alloc(0))
  }
}

function tunnel(client: Socket, port: number, first: Buffer): void {
  const server = connect(port, '127.0.0.1')
  server.on('error', () => client.destroy())
  server.write(first)
  client.pipe(server).pipe(client)
  client.once('close', () => server.destroy())
}

/** A TLS server for www.terminal.test and its root. */
export async function startTarget(): Promise<Running & { readonly root: string }> {
  const { root, leaf } = await createHierarchy({ names: ['www.terminal.test', 'pac.terminal.test'] })
  const server = createTlsServer({ key: leaf.key, cert: leaf.chain }, (socket) => socket.on('error', () => {}))
  return { ...(await listen(server)), root: root.cert }
}

export interface RunningPac extends Running {
  readonly url: string
}

/** @param script what is served, or what to do with the request */
export async function startPac(script: string | RequestListener): Promise<RunningPac> {
  const serve: RequestListener =
    typeof script === 'string'
      ? (_request, response) => void response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script)
      : script
  const running = await listen(createHttpServer(serve))
  return { ...running, url: `http://127.0.0.1:${running.port}/proxy.pac` }
}

export async function listen(server: Server): Promise<Running> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      return closed
    },
  }
}

/** A port at which nothing listens. */
export async function unusedPort(): Promise<number> {
  await using running = await listen(createServer())
  return running.port
}
