/** DNS packets in and out, on dns-packet (RFC 1035, EDNS RFC 6891). */

import { isIP } from 'node:net'
import * as dnsPacket from 'dns-packet'
import type { DnsRecord, Query } from './evidence.ts'

export type QueryType = Query['type']
type Answered = Extract<Query['outcome'], { kind: 'answered' }>

/** What DNS Flag Day 2020 settled on: fits one packet on any path, so a bigger answer comes truncated and is asked by TCP. */
const EDNS_UDP_BYTES = 1232
/** More CNAMEs than any real name has (resolvers give up at 8 to 17). */
const MAX_CHAIN = 16

/** @param edns without it a server answers in 512 bytes at most, or cuts the answer short */
export function encodeQuery(id: number, name: string, type: QueryType, edns = true): Buffer {
  const opt = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: EDNS_UDP_BYTES,
    flags: 0,
    options: [],
    extendedRcode: 0,
    ednsVersion: 0,
    flag_do: false,
  }
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type, name }],
    additionals: edns ? [opt] : [],
  } as unknown as dnsPacket.Packet)
}

/** The id of a packet, or nothing where it is too short to have one. */
export function packetId(packet: Buffer): number | undefined {
  return packet.length >= 2 ? packet.readUInt16BE(0) : undefined
}

/**
 * Reads an answer to (name, type). `undefined` where it does not parse or answers another question; a refusal may come
 * without the question (seen from unbound with `access-control: refuse`).
 */
export function decodeAnswer(packet: Buffer, name: string, type: QueryType): Answered | undefined {
  try {
    const decoded = dnsPacket.decode(packet)
    const [asked] = decoded.questions ?? []
    if (decoded.type !== 'response') return undefined
    // dns-packet's types leave the code out
    const rcode = (decoded as { rcode?: string }).rcode ?? 'NOERROR'
    if (asked === undefined ? rcode === 'NOERROR' : !sameName(asked.name, name) || asked.type !== type) return undefined
    const records = (decoded.answers ?? []).flatMap(recordOf)
    return {
      kind: 'answered',
      rcode,
      flags: { authoritative: decoded.flag_aa, truncated: decoded.flag_tc, recursionAvailable: decoded.flag_ra },
      records,
      ...followChain(records, name, type),
    }
  } catch {
    return undefined
  }
}

function recordOf(answer: dnsPacket.Answer): DnsRecord[] {
  if (answer.type !== 'A' && answer.type !== 'AAAA' && answer.type !== 'CNAME') return []
  // dns-packet reads beyond the end of a packet that was cut within an address
  if (answer.type !== 'CNAME' && isIP(answer.data) === 0) throw new RangeError(`${answer.type} record without an address`)
  return [{ name: answer.name, type: answer.type, ttlSeconds: answer.ttl ?? 0, data: answer.data }]
}

/** Follows CNAMEs within one answer (RFC 1034 section 3.6.2), bounded and safe against loops. */
export function followChain(
  records: readonly DnsRecord[],
  name: string,
  type: QueryType,
): Pick<Answered, 'chain' | 'chainEnds' | 'addresses'> {
  const chain: string[] = []
  const seen = new Set([name.toLowerCase()])
  let current = name
  for (;;) {
    const alias = records.find((record) => record.type === 'CNAME' && sameName(record.name, current))
    if (alias === undefined) break
    chain.push(alias.data)
    if (seen.has(alias.data.toLowerCase())) return { chain, chainEnds: 'loop', addresses: [] }
    if (chain.length > MAX_CHAIN) return { chain, chainEnds: 'too-long', addresses: [] }
    seen.add(alias.data.toLowerCase())
    current = alias.data
  }
  const addresses = records.filter((record) => record.type === type && sameName(record.name, current)).map((record) => record.data)
  return { chain, chainEnds: addresses.length > 0 ? 'address' : 'no-address', addresses }
}

/** Names are compared without case (RFC 4343) and without the dot of the root. */
function sameName(a: string, b: string): boolean {
  return a.replace(/\.$/, '').toLowerCase() === b.replace(/\.$/, '').toLowerCase()
}
