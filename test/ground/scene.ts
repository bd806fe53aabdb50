/** What differs from a healthy ground, as data: pieces of it can be put together, and whatever is not said is as it should be. */

import type { RunDiff } from '../../agent/bundle/diff-schema.ts'
import type { CertificateKind } from '../lab/certificates.ts'
import type { DnsBehaviour } from '../lab/dns-behaviour.ts'
import type { ExpectedCause, PcChange, Verdict } from '../lab/fault.ts'
import type { SiteName } from '../lab/places.ts'
import type { SiteBehaviour } from '../lab/site-behaviour.ts'
import type { Centre, ResolverName, Where } from './places.ts'
import type { BoxAuthority } from './world/boxes.ts'
import type { FaultyCertificate } from './world/faulty-certificates.ts'
import type { ZoneName } from './world/zone.ts'

/** nftables' chains in each namespace, by their hooks. */
export type Chain = 'input' | 'output' | 'forward' | 'prerouting' | 'postrouting'
/** A rule as nft(8) writes it, and where it stands. */
export interface Rule {
  readonly at: Where
  readonly chain: Chain
  readonly rule: string
}

/** Of the names that the printed ones may be aliases of, too; addresses of either family. */
export type ZoneRecord =
  | { readonly addresses: readonly string[] }
  | { readonly alias: string }
  | { readonly noData: true }
  | { readonly gone: true }

export interface ResolverScene {
  /**
   * unbound and knot answer from a zone of their own, forwarder and dnsmasq ask HKEX's servers and keep what they are told; node is
   * our own for what no honest server does; none: nobody listens there
   */
  readonly software?: 'unbound' | 'knot' | 'forwarder' | 'dnsmasq' | 'node' | 'none'
  /** Names that this server knows otherwise than the others do. */
  readonly records?: Readonly<Record<string, ZoneRecord>>
  readonly ttlSeconds?: number
  /** Lines of its configuration file beside ours. */
  readonly lines?: readonly string[]
  /** Of the zones that a server of HKEX's answers from, those that it does not have. */
  readonly lacks?: readonly ZoneName[]
  /** The longest answer by UDP; a longer one is cut short (unbound and knot). */
  readonly udpBytes?: number
  /** Where it forwards to; by default HKEX's two. */
  readonly forwardsTo?: readonly string[]
  /** For `node`. */
  readonly behaviour?: Partial<DnsBehaviour>
}

export type GroundCertificate =
  | CertificateKind
  | 'rsa'
  | 'p384'
  | 'wildcard'
  | 'cross-signed'
  | 'root-sent'
  | 'out-of-order'
  | 'long-chain'
  | 'rsa-expired'
  | 'rsa-inspection'
  | 'not-yet-valid-tomorrow'
  | FaultyCertificate
  /** A hundred names beside its own. */
  | 'many-names'
  | 'a-month-and-a-day-left'
  /** Its issuer says so in the answer that the server staples. */
  | 'stapled-good'
  /** Names places for its issuer's answers and certificate where nobody is. */
  | 'points-nowhere'
  /** The issuer has two certificates for one key; the one that ended is sent first, and then the one that counts. */
  | 'ended-issuer-sent'
  /** The same, with a signature by SHA-1 on the first. */
  | 'weak-issuer-sent'
  /** The certificate that an older root, which ended, gave to the root's key is sent too. */
  | 'ended-cross-sent'
  | 'rsa-below-ec'

export interface WebScene {
  /** nginx is what serves; node is our own for what it cannot do, as `behaviour` says; none: nobody listens there */
  readonly software?: 'nginx' | 'node' | 'none'
  readonly certificate?: GroundCertificate
  /** nginx: ssl_protocols */
  readonly protocols?: string
  /** nginx: ssl_ciphers */
  readonly ciphers?: string
  readonly http2?: boolean
  /** nginx: false is HTTP without TLS at the port that https implies. */
  readonly tls?: boolean
  readonly clientCertificate?: 'wanted' | 'demanded'
  /** Lines in nginx's server block that replace its pages. */
  readonly pages?: readonly string[]
  /** Lines in nginx's server block beside the rest. */
  readonly lines?: readonly string[]
  readonly behaviour?: Partial<SiteBehaviour>
  /** What the last address of the name does otherwise. */
  readonly last?: Omit<WebScene, 'last'>
}

export interface ProxyScene {
  /**
   * squid and tinyproxy are real ones; node is our own for what they do not; bump is squid that opens TLS by a certificate of its own;
   * nginx is a web server where a proxy should be
   */
  readonly software: 'squid' | 'tinyproxy' | 'node' | 'bump' | 'nginx'
  /** Of its configuration file, before ours; a directive of squid's or tinyproxy's that stands in them replaces ours. "{folder}" is its folder. */
  readonly lines?: readonly string[]
  /** Files in its folder, by name. */
  readonly files?: Readonly<Record<string, string>>
  readonly behaviour?: Readonly<Record<string, unknown>>
  /** Of bump. */
  readonly opens?: TlsOpening
}

/** How squid opens TLS on its way. */
export interface TlsOpening {
  /** Whose certificates it makes; by default those of an authority with an inspection vendor's name. */
  readonly authority?: BoxAuthority
  /** Names that it leaves alone. */
  readonly spares?: readonly string[]
}

/** The same by the site's router, to which what goes out is redirected. */
export interface Interception extends TlsOpening {
  /** What of it is redirected, as nft(8) writes it; by default all. */
  readonly takes?: string
}

export interface PcScene {
  /** linux is this machine's own, and the built program runs on it; windows has the lab's Windows settings over the same real network */
  readonly system?: 'linux' | 'windows'
  readonly asks?: readonly (ResolverName | string)[]
  /** Whom the system's look-up of names asks where that is not whom the PC is set to: what a policy rule of Windows' does. */
  readonly lookupAsks?: readonly (ResolverName | string)[]
  /** Lines of the hosts file. */
  readonly hosts?: readonly string[]
  /** libfaketime's relative time: "+400d". No browser runs under it (Chromium hangs), so `browser` is off then. */
  readonly clock?: string
  readonly zone?: string
  readonly env?: Readonly<Record<string, string>>
  /** Roots that somebody installed on the PC; the browser trusts them too. */
  readonly roots?: readonly BoxAuthority[]
  /** Roots that the browser alone knows. */
  readonly browserRoots?: readonly 'unknown'[]
  /** Mandatory policies of the browser. */
  readonly policies?: Readonly<Record<string, unknown>>
  readonly browser?: 'on' | 'off'
  /** What a Windows PC tells of itself, where `system` is windows. */
  readonly windows?: PcChange
  /** By default there is no smart card service at all. */
  readonly smartcard?: 'service' | 'reader' | 'card' | 'mute-card'
  readonly flags?: readonly string[]
}

export interface Scene {
  readonly pc?: PcScene
  /** Parts of site.yaml that replace the ground's own; null takes one out. */
  readonly siteFile?: Readonly<Record<string, unknown>>
  /** Parts of a profile of the site's own; without any the three printed ones are run. */
  readonly profile?: Readonly<Record<string, unknown>>
  /** Where DNS leads. */
  readonly live?: Centre
  /** Before that it led there, and the site's forwarder was asked once. */
  readonly cachedFrom?: Centre
  readonly family?: 'ipv4' | 'both' | 'ipv6'
  readonly resolvers?: Readonly<Partial<Record<ResolverName, ResolverScene>>>
  /** Both of HKEX's servers know it so. */
  readonly records?: Readonly<Record<string, ZoneRecord>>
  readonly web?: Readonly<Partial<Record<Centre, Readonly<Partial<Record<SiteName, WebScene>>>>>>
  /** What answers at the site's own addresses for strangers' pages. */
  readonly strayWeb?: WebScene
  readonly rules?: readonly Rule[]
  /** Shell lines when all stands. */
  readonly commands?: readonly { readonly at: Where; readonly line: string }[]
  /** One way. */
  readonly delayMs?: number
  readonly proxies?: Readonly<Partial<Record<'first' | 'second', ProxyScene>>>
  /** What the site's script server answers: the script, or what nginx is to do instead. */
  readonly pac?: { readonly script: string } | { readonly lines: readonly string[] }
  readonly portal?: boolean
  /** The site's router opens TLS to both names on its way (squid, by a certificate of its own). */
  readonly interception?: true | Interception
  /** What the servers' clocks have, as libfaketime's relative time ("-400d"): for a PC that is as far ahead of a world that is right. */
  readonly serversTime?: string
}

/** One thing that is done to the ground, and what the agent has to say of it. */
export interface Piece {
  readonly name: string
  /** One line: what is done. */
  readonly does: string
  readonly scene: Scene
  /** Written from what is done, never from what the agent said. Empty for what is odd and healthy. */
  readonly expected: readonly ExpectedCause[]
  /** Notes that chance may bring, as a lost packet does: neither missed nor too many. */
  readonly chance?: readonly ExpectedCause[]
  /** Where it does not follow from the severities. */
  readonly verdict?: Verdict
  /** Why the code is not a more telling one: what the terminal cannot see. */
  readonly why?: string
  /** What it takes up of the ground; two pieces that share one are not put together. */
  readonly touches: readonly string[]
}

export const kinds = ['fault', 'pair', 'healthy', 'drill', 'random'] as const
export type Kind = (typeof kinds)[number]

/** One run of the agent, with what it has to say. */
export interface Session {
  readonly scene: Scene
  readonly expected: readonly ExpectedCause[]
  readonly chance?: readonly ExpectedCause[]
  readonly verdict: Verdict
}

export interface Case {
  readonly name: string
  readonly kind: Kind
  readonly does: string
  readonly why?: string
  /** One; a drill has two. */
  readonly sessions: readonly Session[]
  /** Of a drill: what `bundle diff` answers to whether the addresses moved and all stayed green. */
  readonly together?: RunDiff['answer']['kind']
}
