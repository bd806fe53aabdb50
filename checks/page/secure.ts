/** TLS on a connection that is already there, for speaking HTTP over it. */

import { isIP, type Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { type Failure, failure, failureOf, failureOfSocket } from '../failure.ts'
import type { Io } from '../io.ts'
import { HELLO_LIMIT_MS } from '../tls/handshake.ts'

let context: SecureContext | undefined
/**
 * The hello that Edge sends first, so that what loses Edge's loses ours. Level 0 and no roots: whether the certificate is
 * good is judged by the tls check, and nothing is sent that needs a secret.
 */
function secureContext(): SecureContext {
  context ??= createSecureContext({
    ca: [],
    ciphers: 'DEFAULT@SECLEVEL=0',
    ecdhCurve: 'X25519MLKEM768:X25519:P-256:P-384',
    minVersion: 'TLSv1.2',
  })
  return context
}

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
    secureContext: secureContext(),
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
  const timer = setTimeout(() => fail(failure('no-reply', 'limit')), HELLO_LIMIT_MS)
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
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  return outcome
}
