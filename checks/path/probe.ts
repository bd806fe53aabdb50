import { setTimeout as sleep } from 'node:timers/promises'
import { defineProbe, type ProbeContext } from '../check.ts'
import { endpointText } from '../endpoint.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Target } from '../settings.ts'
import { HELLO_LIMIT_MS, type Hello, handshake } from '../tls/handshake.ts'
import type { Connection, PathEvidence } from './evidence.ts'

/**
 * Two lost SYNs fit into it (sent again after 1 s and 3 s, RFC 6298 section 2), and Windows' own habit of trying a
 * refused port twice more within 2 s.
 */
const CONNECT_LIMIT_MS = 3500

/** A hello is answered within a round trip and a half; on a bad line (600 ms) that is 900 ms. */
const HELLO_PATIENCE_MS = 1200

type Source = Connection['sources'][number]
type Port = { readonly port: number; readonly tls: boolean }

export const pathProbe = defineProbe({ id: 'path', needs: ['dns'], probe })

async function probe(context: ProbeContext<'path'>): Promise<PathEvidence> {
  const { settings, signal, upstream } = context
  const connections = new Map<string, Connection>()
  const greeted = new Set<string>()
  const handshakes: HandshakeRecord[] = []
  const work: Promise<void>[] = []
  const portsByHost = portsOf(settings.targets)

  // Starts the moment somebody names an address; a resolver that stays silent holds up nobody else's.
  function visit(host: string, address: string, source: Source): void {
    for (const port of portsByHost.get(host) ?? []) {
      const connection = noteSource(connections, { address, port: port.port }, host, source)
      const key = `${host} ${endpointText(connection)}`
      if (greeted.has(key)) continue
      greeted.add(key)
      work.push(reach(context, connection, host, port.tls, handshakes))
    }
  }

  for (const { address } of settings.extraAddresses) for (const host of portsByHost.keys()) visit(host, address, 'site')
  for await (const event of upstream.dns) if (event.kind === 'address') visit(event.host, event.address, event.source)
  await Promise.all(work)
  return { version: 1, connections: [...connections.values()], handshakes, complete: !signal.aborted }
}

function portsOf(targets: readonly Target[]): Map<string, Port[]> {
  const ports = new Map<string, Port[]>()
  for (const { host, port, url } of targets) {
    const known = ports.get(host) ?? []
    if (!known.some((each) => each.port === port)) ports.set(host, [...known, { port, tls: new URL(url).protocol === 'https:' }])
  }
  return ports
}

function noteSource(
  connections: Map<string, Connection>,
  endpoint: { address: string; port: number },
  host: string,
  source: Source,
): Connection {
  const key = endpointText(endpoint)
  const known = connections.get(key) ?? { ...endpoint, hosts: [], sources: [], route: { source: null, failure: null }, connect: null }
  connections.set(key, known)
  if (!known.hosts.includes(host)) known.hosts.push(host)
  if (!known.sources.includes(source)) known.sources.push(source)
  return known
}

/**
 * Connects and greets with the big hello. Where it gets no usable answer, or none for a while, the small one goes out as well, and where
 * it gets none at all, one that can only be refused: its answer is short enough for a way on which full packets are lost.
 */
async function reach(
  context: ProbeContext<'path'>,
  connection: Connection,
  host: string,
  tls: boolean,
  handshakes: HandshakeRecord[],
): Promise<void> {
  const spared = new AbortController()
  const asking = { ...context, signal: AbortSignal.any([context.signal, spared.signal]) }
  const greeted = Promise.withResolvers<void>()
  const silent = greeted.promise.then(() => sleep(HELLO_PATIENCE_MS))
  const greeting = greet(context, connection, host, tls ? 'big' : null, greeted.resolve)
  const wanting = Promise.race([greeting.then((first) => wantsMore(first)), silent.then((): readonly Hello[] => ['small', 'refusable'])])
  const more = wanting.then((hellos) => Promise.all(hellos.map((hello) => greet(asking, connection, host, hello))))
  const first = await greeting
  if (first === null || wantsMore(first).length === 0) spared.abort()
  const records = [first, ...(spared.signal.aborted ? [] : await more)].filter((record) => record !== null)
  handshakes.push(...records)
  // What can only be refused is of no use to those who judge what a server presents.
  for (const record of records) if (record.hello !== 'refusable') context.emit({ kind: 'handshake', record })
}

/** What else is asked of an address that gave the big hello this answer. */
function wantsMore(first: HandshakeRecord | null): readonly Hello[] {
  if (first === null || first.outcome.kind === 'done') return []
  const { word } = first.outcome.failure
  if (word === 'no-reply') return ['small', 'refusable']
  return word === 'reset' || word === 'closed' ? ['small'] : []
}

async function greet(
  { io, signal }: ProbeContext<'path'>,
  connection: Connection,
  host: string,
  hello: Hello | null,
  onConnected: () => void = () => {},
): Promise<HandshakeRecord | null> {
  const { address, port } = connection
  const outcome = await io.net.connectTcp({ address, port }, CONNECT_LIMIT_MS, signal)
  if ('failure' in outcome) {
    if (connection.connect === null) {
      const route = await io.net.route({ address, port })
      connection.route = { source: 'source' in route ? route.source : null, failure: 'failure' in route ? route.failure : null }
    }
    connection.connect ??= { failure: outcome.failure, elapsedMs: outcome.elapsedMs, source: null }
    return null
  }
  const { socket } = outcome
  // A success outweighs an earlier failure of the same address: it can be reached.
  if (connection.connect === null || connection.connect.failure !== null) {
    const source = socket.localAddress ?? null
    connection.route = { source, failure: null }
    connection.connect = { failure: null, elapsedMs: outcome.elapsedMs, source }
  }
  if (hello === null) {
    socket.destroy()
    return null
  }
  onConnected()
  return handshake(io, socket, { host, port, via: { kind: 'direct', address }, hello }, HELLO_LIMIT_MS, signal)
}
