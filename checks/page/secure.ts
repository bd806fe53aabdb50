/** TLS on a connection that is already there, for speaking HTTP over it. */

import { isIP, type Socket } from 'node:net'
import { type Failure, failure, failureOf, failureOfSocket } from '../failure.ts'
import type { Io } from '../io.ts'
import { startLimit } from '../limit.ts'
import { contextFor, HELLO_LIMIT_MS } from '../tls/handshake.ts'

/** Closes the socket where it fails. */
export async function secure(
  io: Io,
  socket: Socket,
  host: string,
  signal: AbortSignal,
): Promise<{ readonly socket: Socket } | { readonly failure: Failure }> {
  const ended = failureOfSocket(socket)
  if (ended !== undefined) return { failure: ended }
  const { promise, resolve } = Promise.withResolvers<{ socket: Socket } | { failure: Failure }>()
  const secured = io.net.tls({
    socket,
    // Of the hello that Edge sends first: what loses Edge's loses ours.
    secureContext: contextFor('big'),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // HTTP/2 would show nothing more, and cost its own library.
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  })
  const fail = (reason: Failure) => {
    resolve({ failure: reason })
    secured.destroy()
    socket.destroy()
  }
  const onAbort = () => fail(failure('cancelled'))
  const onClose = () => fail(failure('closed'))
  const limit = startLimit(HELLO_LIMIT_MS, () => fail(failure('no-reply', 'limit')))
  signal.addEventListener('abort', onAbort, { once: true })
  // Stays for the socket's whole life: an error that nobody listens to would end the program.
  secured.on('error', (error) => fail(failureOf(error)))
  secured.once('close', onClose)
  secured.once('secureConnect', () => {
    secured.off('close', onClose)
    resolve({ socket: secured })
  })
  if (signal.aborted) onAbort()
  const outcome = await promise
  limit.clear()
  signal.removeEventListener('abort', onAbort)
  return outcome
}
