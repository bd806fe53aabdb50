/**
 * What a server sends as its chain, in its own order. The runtime hands certificates out from issuer to issuer and loses
 * what stands before an issuer that came last (Node, AddIssuerChainToObject), while browsers take any order (RFC 8446
 * section 4.4.2). In TLS 1.2 the message can be read on the way.
 */

import { isIP, type Socket } from 'node:net'
import { Duplex, PassThrough } from 'node:stream'
import { createSecureContext } from 'node:tls'
import type { Io } from '../io.ts'

/** RFC 5246 sections 6.2.1 and 7.4 */
const HANDSHAKE_RECORD = 22
const CERTIFICATE_MESSAGE = 11
/** Longer than any real chain. */
const MAX_BYTES = 65_536

/** DER in base64; empty where the server speaks no TLS 1.2 or says nothing in time. Always closes the socket. */
export async function sentChain(io: Io, socket: Socket, host: string, limitMs: number, signal: AbortSignal): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>()
  const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const end = () => resolve([])
  const tap = new PassThrough()
  let seen = Buffer.alloc(0)
  tap.on('data', (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk])
    const found = certificatesIn(handshakeBytes(seen))
    if (found !== undefined) resolve(found)
    else if (seen.length > MAX_BYTES) end()
  })
  const secured = io.net.tls({
    socket: Duplex.from({ readable: socket.pipe(tap), writable: socket }),
    secureContext: createSecureContext({ ca: [], ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: false,
  })
  for (const each of [secured, socket, tap]) each.on('error', end)
  secured.once('close', end)
  limited.addEventListener('abort', end, { once: true })
  if (limited.aborted) end()
  const chain = await promise
  limited.removeEventListener('abort', end)
  secured.destroy()
  socket.destroy()
  return chain
}

/** What the handshake records hold, one after another, up to the first record of another kind or one that is not whole. */
function handshakeBytes(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === HANDSHAKE_RECORD; ) {
    const end = at + 5 + bytes.readUInt16BE(at + 3)
    if (end > bytes.length) break
    parts.push(bytes.subarray(at + 5, end))
    at = end
  }
  return Buffer.concat(parts)
}

/** The list of the message Certificate (RFC 5246 section 7.4.2); `undefined` where it has not come in whole. */
function certificatesIn(bytes: Buffer): string[] | undefined {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUIntBE(at + 1, 3)
    if (end > bytes.length) return undefined
    if (bytes[at] === CERTIFICATE_MESSAGE) return listed(bytes.subarray(at + 7, end))
    at = end
  }
  return undefined
}

function listed(list: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at + 3 <= list.length; ) {
    const end = at + 3 + list.readUIntBE(at, 3)
    found.push(list.subarray(at + 3, end).toString('base64'))
    at = end
  }
  return found
}
