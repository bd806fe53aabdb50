/** Questions in, answers out: the lab's zone without its sockets. */

import * as dnsPacket from 'dns-packet'
import type { DnsBehaviour, Rcode, ZoneEntry } from './dns-behaviour.ts'

export type Zone = Readonly<Record<string, ZoneEntry>>

/** RFC 1035 section 4.1.1 */
const rcodeNumber = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const satisfies Record<
  Rcode | 'NOERROR',
  number
>
/** Without EDNS no more fits (RFC 1035 section 2.3.4); with it no more than DNS Flag Day 2020's size. */
const PLAIN_UDP_BYTES = 512
const EDNS_UDP_BYTES = 1232

/** The bytes of the answer, or nothing where the question does not parse. */
export function answerTo(question: Buffer, zone: Zone, behaviour: DnsBehaviour, transport: 'udp' | 'tcp'): Buffer | undefined {
  const query = decodeQuery(question)
  const asked = query?.questions?.[0]
  if (query === undefined || asked === undefined) return undefined
  const opt = query.additionals?.find((record) => record.type === 'OPT')
  const { rcode, answers, authorities } = resolve(asked, zone, behaviour)
  const encode = (truncated: boolean) =>
    dnsPacket.encode({
      type: 'response',
      id: query.id,
      flags:
        dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (truncated ? dnsPacket.TRUNCATED_RESPONSE : 0) | rcodeNumber[rcode],
      questions: [asked],
      answers: truncated ? [] : answers,
      authorities: truncated ? [] : authorities,
      additionals: opt === undefined ? [] : [optRecord],
    })
  const whole = encode(false)
  if (transport === 'tcp') return whole
  const limit = opt?.type === 'OPT' ? Math.min(opt.udpPayloadSize, EDNS_UDP_BYTES) : PLAIN_UDP_BYTES
  return behaviour.udp === 'truncate' || whole.length > limit ? encode(true) : whole
}

// dns-packet wants every field of the record; the types ask for one that it works out by itself.
const optRecord = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: EDNS_UDP_BYTES,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
} satisfies dnsPacket.OptAnswer & dnsPacket.GenericAnswer<'OPT'>

function decodeQuery(question: Buffer): dnsPacket.Packet | undefined {
  try {
    return dnsPacket.decode(question)
  } catch {
    return undefined
  }
}

interface Resolved {
  readonly rcode: Rcode | 'NOERROR'
  readonly answers: dnsPacket.Answer[]
  readonly authorities: dnsPacket.Answer[]
}

function resolve({ name, type }: dnsPacket.Question, zone: Zone, behaviour: DnsBehaviour): Resolved {
  const empty = { answers: [], authorities: [] }
  if (behaviour.refusesAll !== undefined) return { rcode: behaviour.refusesAll, ...empty }
  const ttl = behaviour.ttlSeconds
  const addressesOf = (owner: string, addresses: readonly string[]): dnsPacket.Answer[] =>
    type === 'A' ? addresses.map((data) => ({ type: 'A' as const, name: owner, ttl, data })) : []
  const negative = (rcode: 'NOERROR' | 'NXDOMAIN'): Resolved => ({ rcode, answers: [], authorities: [soaFor(name)] })
  const entry = { ...zone, ...behaviour.entries }[name.toLowerCase()] ?? entryForUnknown(behaviour)
  if ('rcode' in entry) return entry.rcode === 'NXDOMAIN' ? negative('NXDOMAIN') : { rcode: entry.rcode, ...empty }
  if ('noData' in entry) return negative('NOERROR')
  if ('loop' in entry) {
    const [first = name, ...rest] = entry.loop
    const chain = [name, first, ...rest, first]
    return {
      rcode: 'NOERROR',
      authorities: [],
      answers: chain.slice(1).map((data, at) => ({ type: 'CNAME', name: chain[at] ?? name, ttl, data })),
    }
  }
  const alias = 'alias' in entry ? entry.alias : undefined
  const records = addressesOf(alias ?? name, entry.addresses)
  const answers: dnsPacket.Answer[] = alias === undefined ? records : [{ type: 'CNAME', name, ttl, data: alias }, ...records]
  return records.length === 0 ? { rcode: 'NOERROR', answers, authorities: [soaFor(name)] } : { rcode: 'NOERROR', answers, authorities: [] }
}

function entryForUnknown({ rewritesUnknownTo }: DnsBehaviour): ZoneEntry {
  return rewritesUnknownTo === undefined ? { rcode: 'NXDOMAIN' } : { addresses: [rewritesUnknownTo] }
}

/** The SOA that a negative answer carries (RFC 2308 section 3), in the lab's own name so that nobody takes it for HKEX's. */
function soaFor(name: string): dnsPacket.Answer {
  return {
    type: 'SOA',
    name: name.split('.').slice(-2).join('.'),
    ttl: 60,
    data: { mname: 'ns.lab.invalid', rname: 'nobody.lab.invalid', serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: 60 },
  }
}
