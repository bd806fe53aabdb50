/**
 * getaddrinfo as the lab's machine would do it: the hosts file first, then its resolvers in order, by real packets.
 * Written apart from the agent's own DNS client, so that one's mistake is not the other's.
 */

import { createSocket } from 'node:dgram'
import { on, once } from 'node:events'
import { connect } from 'node:net'
import * as dnsPacket from 'dns-packet'
import { type Failure, failure } from '../../checks/failure.ts'
import type { Machine, SystemLookup } from '../../checks/io.ts'
import type { Place } from './places.ts'

/** Between Windows' resolver, which asks the next server after 1 s and still listens to the first, and glibc's 5 s. */
const ONE_SERVER_MS = 1500

export interface LookupSettings {
  /** Lines as in a hosts file: known without asking. */
  readonly hosts: string
  readonly resolvers: readonly Place[]
}

export function labLookup(settings: LookupSettings): Machine['lookup'] {
  return async (names, limitMs, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await lookUp(name, settings, limited)] as const)))
  }
}

async function lookUp(name: string, { hosts, resolvers }: LookupSettings, signal: AbortSignal): Promise<SystemLookup> {
  const startedMs = performance.now()
  const fromHosts = addressesInHosts(hosts, name)
  const found = fromHosts.length > 0 ? { addresses: fromHosts } : await askInOrder(name, resolvers, signal)
  return { ...found, elapsedMs: performance.now() - startedMs }
}

function addressesInHosts(hosts: string, name: string): string[] {
  return hosts.split('\n').flatMap((line) => {
    const [address, ...aliases] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/)
    return address !== undefined && aliases.some((alias) => alias.toLowerCase() === name) ? [address] : []
  })
}

type Found = { readonly addresses: readonly string[] } | { readonly failure: Failure }
/** `next`: this server said nothing that can be used, another may. */
type Said = Found | 'next'

async function askInOrder(name: string, resolvers: readonly Place[], signal: AbortSignal): Promise<Found> {
  for (const resolver of resolvers) {
    if (signal.aborted) return { failure: failure('no-reply', 'limit') }
    const said = await askOne(name, resolver, signal)
    if (said !== 'next') return said
  }
  return { failure: { word: 'name-temporary', code: 'EAI_AGAIN', syscall: 'getaddrinfo' } }
}

async function askOne(name: string, resolver: Place, signal: AbortSignal): Promise<Said> {
  const query = dnsPacket.encode({
    type: 'query',
    id: Math.trunc(Math.random() * 65_536),
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type: 'A', name }],
  })
  const short = await byUdp(query, resolver, AbortSignal.any([signal, AbortSignal.timeout(ONE_SERVER_MS)]))
  // No limit of its own by TCP: a look-up hangs there until its caller gives up (seen with glibc).
  const packet = short?.flag_tc === true ? decode(await byTcp(query, resolver, signal), query) : short
  if (packet === undefined) return 'next'
  const addresses = (packet.answers ?? []).flatMap((record) => (record.type === 'A' ? [record.data] : []))
  if (addresses.length > 0) return { addresses }
  if (packet.rcode !== 'NOERROR' && packet.rcode !== 'NXDOMAIN') return 'next'
  return { failure: { word: 'name-unknown', code: 'ENOTFOUND', syscall: 'getaddrinfo' } }
}

/** dns-packet's types leave the code out. */
type Decoded = dnsPacket.DecodedPacket & { readonly rcode?: string }

function decode(reply: Buffer | undefined, query: Buffer): Decoded | undefined {
  if (reply === undefined || reply.length < 2 || reply.readUInt16BE(0) !== query.readUInt16BE(0)) return undefined
  try {
    return dnsPacket.decode(reply)
  } catch {
    return undefined
  }
}

async function byUdp(query: Buffer, { address, port }: Place, signal: AbortSignal): Promise<Decoded | undefined> {
  const socket = createSocket('udp4')
  try {
    // Connected, so that a closed port's ICMP comes back as an error
    socket.connect(port, address)
    await once(socket, 'connect', { signal })
    const packets = on(socket, 'message', { signal })
    socket.send(query)
    for await (const [packet] of packets as AsyncIterable<[Buffer]>) {
      const decoded = decode(packet, query)
      if (decoded !== undefined) return decoded
    }
    return undefined
  } catch {
    return undefined
  } finally {
    socket.close()
  }
}

async function byTcp(query: Buffer, { address, port }: Place, signal: AbortSignal): Promise<Buffer | undefined> {
  const socket = connect({ host: address, port, signal })
  try {
    await once(socket, 'connect', { signal })
    const size = Buffer.alloc(2)
    size.writeUInt16BE(query.length)
    socket.write(Buffer.concat([size, query]))
    // One answer of the lab's server comes in one piece on loopback.
    const [packet] = (await once(socket, 'data', { signal })) as [Buffer]
    return packet.subarray(2)
  } catch {
    return undefined
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}
