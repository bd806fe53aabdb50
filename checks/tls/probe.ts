import { defineProbe, type ProbeContext } from '../check.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Upstream } from '../stream.ts'
import { describeChains } from './describe.ts'
import type { TlsEvidence } from './evidence.ts'
import { HELLO_LIMIT_MS, handshake } from './handshake.ts'
import { markDistributed } from './microsoft-roots.ts'

/** The address has just answered: two lost SYNs (sent again after 1 s and 3 s, RFC 6298 section 2) are all that is allowed for. */
const CONNECT_LIMIT_MS = 3500

/**
 * Keeps what path and proxy were shown, and finds the roots for it. Connects by itself only where a server refused the
 * hello: once more, with TLS 1.0 allowed, to see whether that is all that it speaks.
 */
export const tlsProbe = defineProbe({ id: 'tls', needs: ['path', 'proxy'], probe })

async function probe(context: ProbeContext<'tls'>): Promise<TlsEvidence> {
  const { settings, io, signal, upstream } = context
  const handshakes: HandshakeRecord[] = []
  const again: Promise<void>[] = []
  const retried = new Set<string>()

  function keep(record: HandshakeRecord): void {
    handshakes.push(record)
    const address = refusedBy(record)
    const key = `${record.host} ${record.port} ${address}`
    if (address === undefined || retried.has(key)) return
    retried.add(key)
    again.push(helloAgain(context, record, address, handshakes))
  }

  await Promise.all([listen(upstream.path, keep), listen(upstream.proxy, keep)])
  await Promise.all(again)
  const { presented, certificates } = describeChains(handshakes, settings, io, signal)
  await markDistributed(presented, io, signal)
  return { version: 1, handshakes, certificates, presented, complete: !signal.aborted }
}

type HandshakeEvent = { readonly kind: 'handshake'; readonly record: HandshakeRecord }

async function listen(
  events: Upstream<HandshakeEvent | { readonly kind: string }>,
  keep: (record: HandshakeRecord) => void,
): Promise<void> {
  for await (const event of events) if (isHandshake(event)) keep(event.record)
}

function isHandshake(event: { readonly kind: string }): event is HandshakeEvent {
  return event.kind === 'handshake'
}

/** The address of a server that answered the hello with a refusal; through a proxy there is no second try. */
function refusedBy({ via, hello, outcome }: HandshakeRecord): string | undefined {
  if (via.kind !== 'direct' || hello === 'old' || outcome.kind !== 'failed') return undefined
  return outcome.failure.word === 'tls-alert' || outcome.failure.word === 'tls-protocol' ? via.address : undefined
}

async function helloAgain(
  { io, signal }: ProbeContext<'tls'>,
  { host, port }: HandshakeRecord,
  address: string,
  handshakes: HandshakeRecord[],
): Promise<void> {
  const connected = await io.net.connectTcp({ address, port }, CONNECT_LIMIT_MS, signal)
  if ('failure' in connected) return
  handshakes.push(
    await handshake(io, connected.socket, { host, port, via: { kind: 'direct', address }, hello: 'old' }, HELLO_LIMIT_MS, signal),
  )
}
