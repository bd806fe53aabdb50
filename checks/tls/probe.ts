import { defineProbe, type ProbeContext } from '../check.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Upstream } from '../stream.ts'
import { type Description, describeChains } from './describe.ts'
import type { TlsEvidence } from './evidence.ts'
import { HELLO_LIMIT_MS, handshake } from './handshake.ts'
import { markDistributed } from './microsoft-roots.ts'
import { sentChain } from './sent-chain.ts'

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
  const described = describeChains(handshakes, settings, io, signal)
  const mended = await askAboutGaps(context, handshakes, described)
  const { presented, certificates } = mended ? describeChains(handshakes, settings, io, signal) : described
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

/**
 * A chain that ends in the air may have come whole and out of order: the server is asked what it really sends.
 *
 * @returns whether one of the handshakes leads to a root after all
 */
async function askAboutGaps(
  { settings, io, signal }: ProbeContext<'tls'>,
  handshakes: HandshakeRecord[],
  { presented }: Description,
): Promise<boolean> {
  const gaps = presented.filter(({ anchors, endsSelfIssued }) => anchors.length === 0 && !endsSelfIssued)
  const asked = await Promise.all(
    gaps.map(async ({ handshake: index }) => {
      const record = handshakes[index]
      if (record?.via.kind !== 'direct' || record.outcome.kind !== 'done') return false
      const connected = await io.net.connectTcp({ address: record.via.address, port: record.port }, CONNECT_LIMIT_MS, signal)
      if ('failure' in connected) return false
      const chain = await sentChain(io, connected.socket, record.host, HELLO_LIMIT_MS, signal)
      if (chain[0] !== record.outcome.chain[0]) return false
      const whole = { ...record, outcome: { ...record.outcome, chain } }
      if (describeChains([whole], settings, io, signal).presented.every(({ anchors }) => anchors.length === 0)) return false
      handshakes[index] = whole
      return true
    }),
  )
  return asked.includes(true)
}
