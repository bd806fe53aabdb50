/** An HTTPS server for one name on one place, behind a door that does what its behaviour says. */

import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { certificateFor } from './certificates.ts'
import { startFullQueue } from './full-queue.ts'
import { answerPage, type PageContext } from './pages.ts'
import { hostOf, type Place, type SiteName } from './places.ts'
import type { Running } from './running.ts'
import type { SiteBehaviour } from './site-behaviour.ts'

/** Between a hello without the post-quantum share (some 400 bytes) and one with it (some 1,600). */
const BIG_HELLO_BYTES = 1000
/** Between a hello that offers next to nothing (some 140 bytes) and one of today. */
const REFUSABLE_HELLO_BYTES = 250
/** Alert, TLS 1.2 on the wire, two bytes: fatal, handshake_failure (RFC 8446 section 6). */
const HANDSHAKE_FAILURE = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28])

export async function startSite(site: SiteName, place: Place, behaviour: SiteBehaviour, context: PageContext): Promise<Running> {
  if (behaviour.tcp === 'refuse') return { stop: async () => {} }
  if (behaviour.tcp === 'drop-syn') return startFullQueue(place)
  const listener = (request: Parameters<typeof answerPage>[3], response: Parameters<typeof answerPage>[4]) =>
    void answerPage(site, behaviour.page, context, request, response)
  const {
    key,
    cert,
    staple = null,
  } = await certificateFor(behaviour.certificate, hostOf[site], {
    ...context,
    nowMs: Date.now() + (context.timeShiftMs ?? 0),
  })
  const secure = createHttpsServer({ key, cert, ...tlsOptions(behaviour) }, listener)
  secure.on('tlsClientError', () => {})
  secure.on('OCSPRequest', (_certificate: Buffer, _issuer: Buffer, answer: (error: null, response: Buffer | null) => void) =>
    answer(null, staple),
  )
  const plain = createHttpServer(listener)
  return startDoor(place, (socket) => {
    if (behaviour.tcp === 'serve') secure.emit('connection', behaviour.clientCertificate === 'demanded' ? lingering(socket) : socket)
    else if (behaviour.tcp === 'plain-http') plain.emit('connection', socket)
    else socket.once('data', (hello) => answerHello(behaviour.tcp, socket, hello, () => secure.emit('connection', socket)))
  })
}

function tlsOptions(behaviour: SiteBehaviour): ServerOptions {
  const old = behaviour.protocol === 'tls-1.0' ? ({ minVersion: 'TLSv1', maxVersion: 'TLSv1' } as const) : {}
  return {
    ...old,
    // Level 0 lets the server show a weak key and speak an old protocol.
    ciphers: 'DEFAULT@SECLEVEL=0',
    ALPNProtocols: [...(behaviour.http2 === 'broken' ? ['h2'] : []), 'http/1.1'],
    requestCert: behaviour.clientCertificate !== 'none',
    rejectUnauthorized: behaviour.clientCertificate === 'demanded',
  }
}

function answerHello(tcp: SiteBehaviour['tcp'], socket: Socket, hello: Buffer, serve: () => void): void {
  if (tcp === 'reset') socket.resetAndDestroy()
  else if (tcp === 'refuse-hello') socket.end(HANDSHAKE_FAILURE)
  // Shorter than any hello that is answered with a certificate.
  else if (tcp === 'drop-big-answer' && recordLength(hello) < REFUSABLE_HELLO_BYTES) socket.end(HANDSHAKE_FAILURE)
  else if (tcp === 'drop-big-hello' && recordLength(hello) < BIG_HELLO_BYTES) {
    // Paused, so that what is put back waits for the TLS layer instead of flowing away.
    socket.pause()
    socket.unshift(hello)
    serve()
  } else socket.resume()
}

/**
 * Node's TLS closes the socket as soon as it has sent its alert; where the client had already asked for something, its system then answers
 * with a reset that may overtake the alert. Here what still comes is read until the client, who has read the alert, closes.
 */
function lingering(socket: Socket): Duplex {
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy(_error, done) {
      socket.resume()
      done(null)
    },
  })
  socket.on('data', (chunk) => {
    if (!stream.destroyed && !stream.push(chunk)) socket.pause()
  })
  socket.once('end', () => stream.push(null))
  return stream
}

/** The length that the TLS record's header announces: the whole of it may come in several pieces. */
function recordLength(hello: Buffer): number {
  return hello.length < 5 ? hello.length : hello.readUInt16BE(3)
}

/** A listening socket that remembers what it let in, so that it can be closed at once. */
export async function startDoor({ address, port }: Place, onSocket: (socket: Socket) => void): Promise<Running> {
  const sockets = new Set<Socket>()
  const door = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  })
  door.listen(port, address)
  await once(door, 'listening')
  return {
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => door.close(() => resolve()))
    },
  }
}
