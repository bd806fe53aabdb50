/** What a lab's name server does, as data. */

export type Rcode = 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'NOTIMP' | 'FORMERR'

/** What the zone holds for a name. */
export type ZoneEntry =
  | { readonly addresses: readonly string[] }
  | { readonly rcode: Rcode }
  /** The name is there and has no address: an empty answer with the zone's SOA (RFC 2308 section 2.2). */
  | { readonly noData: true }
  /** Names that lead to one another; the last leads back to the first. */
  | { readonly loop: readonly string[] }
  | { readonly alias: string; readonly addresses: readonly string[] }

export interface DnsBehaviour {
  /**
   * answer · silent: no packet comes back · garbage: the right id, then noise · garbage-first: noise, then the answer ·
   * wrong-id: an answer that belongs to no question (RFC 5452 section 9.1) · truncate: TC is set and the answer left out ·
   * closed: nothing listens, the system says so by ICMP
   */
  readonly udp: 'answer' | 'silent' | 'garbage' | 'garbage-first' | 'wrong-id' | 'truncate' | 'closed'
  /** silent: the connection opens and no answer comes · closed: nothing listens */
  readonly tcp: 'answer' | 'silent' | 'closed'
  /** Says this to every question. */
  readonly refusesAll?: Rcode
  /** Entries that differ from the lab's zone, by host name. */
  readonly entries?: Readonly<Record<string, ZoneEntry>>
  /** Answers names that do not exist with this address, as some carriers and gateways do. */
  readonly rewritesUnknownTo?: string
  readonly ttlSeconds: number
  readonly delayMs: number
}

export const goodDns: DnsBehaviour = { udp: 'answer', tcp: 'answer', ttlSeconds: 60, delayMs: 0 }
