/** One TLS handshake on a socket that is already connected, recorded whatever comes of it. Shared by path, proxy and tls. */

import type { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import type { SecureContext, SecureContextOptions, TLSSocket } from 'node:tls'
import { createSecureContext } from 'node:tls'
import { type Failure, failure, failureOf, failureOfSocket } from '../failure.ts'
import type { Io } from '../io.ts'
import { startLimit } from '../limit.ts'
import type { HandshakeRecord, Via } from '../schema.ts'

/** One and a half round trips on a bad line (600 ms) with two retransmissions after 1 s and 2 s (RFC 6298) fit into it. */
export const HELLO_LIMIT_MS = 3500

export type Hello = HandshakeRecord['hello']

/**
 * OpenSSL's security level 0 in all of them: a weak key is then seen and judged, not refused with an unspecific error.
 * The groups of the big hello are those that Edge offers first; its post-quantum share makes it longer than one packet. The
 * refusable one asks for a DSA certificate alone, which no server has (TLS 1.3 knows none, RFC 8446 section 1.3): whoever hears it
 * refuses in an alert of seven bytes (RFC 5246 section 7.2.2), where the answer to any other hello fills whole packets.
 */
const contextOptions = {
  big: { ecdhCurve: 'X25519MLKEM768:X25519:P-256:P-384', minVersion: 'TLSv1.2' },
  small: { ecdhCurve: 'X25519:P-256:P-384', minVersion: 'TLSv1.2' },
  old: { ecdhCurve: 'X25519:P-256:P-384', minVersion: 'TLSv1' },
  refusable: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'DHE-DSS-AES256-GCM-SHA384@SECLEVEL=0' },
} as const satisfies Record<Hello, SecureContextOptions>

// An empty root store: building the default one costs some 50 ms, and trust is judged by hand from the chain.
const contexts = new Map<Hello, SecureContext>()
export function contextFor(hello: Hello): SecureContext {
  const known = contexts.get(hello)
  if (known !== undefined) return known
  const made = createSecureContext({ ca: [], ciphers: 'DEFAULT@SECLEVEL=0', ...contextOptions[hello] })
  contexts.set(hello, made)
  return made
}

export interface HandshakeRequest {
  readonly host: string
  readonly port: number
  readonly via: Via
  readonly hello: Hello
  /** Asked for beside http/1.1 and h2 by default, as Edge does. */
  readonly alpn?: readonly string[]
}

/** Runs the handshake and always closes the socket. Nothing is verified here: the chain is recorded as it came. */
export function handshake(
  io: Io,
  socket: Socket,
  request: HandshakeRequest,
  limitMs: number,
  signal: AbortSignal,
): Promise<HandshakeRecord> {
  const { host, port, via, hello, alpn = ['h2', 'http/1.1'] } = request
  const startedMs = io.clock.monotonicMs()
  const { promise, resolve } = Promise.withResolvers<HandshakeRecord>()
  // TLS over a socket that is closed already would wait for its whole limit, and read as silence.
  const ended = failureOfSocket(socket)
  if (ended !== undefined)
    return Promise.resolve({ host, port, via, hello, elapsedMs: 0, outcome: { kind: 'failed', failure: ended, bytesRead: 0 } })
  const readBefore = socket.bytesRead
  let ocsp: string | null = null
  const secured = io.net.tls({
    socket,
    secureContext: contextFor(hello),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: [...alpn],
    requestOCSP: true,
    rejectUnauthorized: false,
  })
  const settle = (outcome: HandshakeRecord['outcome']) => {
    limit.clear()
    signal.removeEventListener('abort', onAbort)
    resolve({ host, port, via, hello, elapsedMs: io.clock.monotonicMs() - startedMs, outcome })
    secured.destroy()
    socket.destroy()
  }
  const fail = (reason: Failure) =>
    settle({
      kind: 'failed',
      failure: reason,
      bytesRead: socket.bytesRead - readBefore,
      ...(wasAskedForCertificate(secured) ? { clientCertificateRequested: true } : {}),
    })
  const onAbort = () => fail(failure('cancelled'))
  const limit = startLimit(limitMs, () => fail(failure('no-reply', 'limit')))
  signal.addEventListener('abort', onAbort, { once: true })
  secured.on('OCSPResponse', (response: Buffer | null) => {
    ocsp = response?.toString('base64') ?? null
  })
  secured.on('error', (error) => fail(failureOf(error)))
  secured.once('close', () => fail(failure('closed')))
  secured.once('secureConnect', () => settle({ ...describe(secured), ocsp }))
  // The signal may have fired between connecting and here: a listener that is added later is not told.
  if (signal.aborted) onAbort()
  return promise
}

function describe(secured: TLSSocket) {
  return {
    kind: 'done' as const,
    protocol: secured.getProtocol() ?? 'unknown',
    cipher: secured.getCipher().standardName,
    alpn: secured.alpnProtocol || null,
    chain: chainOf(secured),
    clientCertificateRequested: wasAskedForCertificate(secured),
  }
}

/** OpenSSL keeps the peer's signature algorithms on a client only when a CertificateRequest brought them. */
function wasAskedForCertificate(secured: TLSSocket): boolean {
  // Null once the connection is gone, whatever the types say.
  return ((secured.getSharedSigalgs() as unknown[] | null)?.length ?? 0) > 0
}

/** Longer than any real chain is cut, so that a hostile peer costs little. */
const MAX_CHAIN = 12

/**
 * DER in base64, from the server's own certificate to all that bears the name of an issuer, whether or not it signed: what a server
 * sends out of order comes in order, what it sends of one issuer twice (renewed, or with another key) comes beside each other, and
 * what belongs to no issuer not at all. (Not by `getPeerCertificate`, which describes every certificate at length, five times as slow.)
 */
function chainOf(secured: TLSSocket): string[] {
  const sent: X509Certificate[] = []
  for (let each = secured.getPeerX509Certificate(); each !== undefined; each = each.issuerCertificate) sent.push(each)
  const chain = new Map(sent.splice(0, 1).map((own) => [own.fingerprint256, own]))
  // A map is walked on to what is added meanwhile.
  for (const { issuer } of chain.values()) {
    for (const each of sent) if (each.subject === issuer && chain.size < MAX_CHAIN) chain.set(each.fingerprint256, each)
  }
  return [...chain.values()].map(({ raw }) => raw.toString('base64'))
}
