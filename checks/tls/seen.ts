/** What was seen of a host over one connection: all its handshakes there taken together, certificates read. */

import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Args } from '../check.ts'
import { endpointText } from '../endpoint.ts'
import { remembering } from '../remembering.ts'
import type { HandshakeRecord, Via } from '../schema.ts'
import type { Presented, TlsEvidence } from './evidence.ts'
import { clean, nameText, shortName } from './names.ts'

export interface Shown {
  readonly presented: Presented
  /** The server's own certificate. */
  readonly leaf: X509Certificate
  /** From the server's own certificate as far as issuers and signatures lead, what other servers sent included. */
  readonly path: readonly X509Certificate[]
  /** All that the server sent, as far as it bears the name of an issuer; those that signed nothing included. */
  readonly sent: readonly X509Certificate[]
  /** Those that vouch for it. */
  readonly roots: readonly X509Certificate[]
  /** The OCSP response that came with it, DER in base64. */
  readonly ocsp: string | null
  /** As people read them: the server's, its issuer's, and the last that the path leads to. */
  readonly names: { readonly subject: string; readonly issuer: string; readonly topIssuer: string }
}

export interface Seen {
  readonly host: string
  readonly port: number
  readonly via: Via
  /** As the ids of findings name the connection. */
  readonly viaText: string
  /** In the order in which they were made. */
  readonly records: readonly HandshakeRecord[]
  readonly shown: Shown | null
}

export function viaText(via: Via, port: number): string {
  return via.kind === 'direct' ? endpointText({ address: via.address, port }) : `via ${via.proxy}`
}

/** One entry for each host and connection. */
export function seenOf(evidence: TlsEvidence): Seen[] {
  const certificates = new Map(evidence.certificates.map(({ sha256, pem }) => [sha256, readPem(pem)]))
  const presented = new Map(evidence.presented.map((each) => [evidence.handshakes[each.handshake], each]))
  const groups = Map.groupBy(evidence.handshakes, ({ host, port, via }) => `${host} ${viaText(via, port)}`)
  return [...groups.values()].map((records): Seen => {
    const { host, port, via } = records[0] as HandshakeRecord
    // A connection as Edge makes it tells more than one with the old hello.
    const telling = [...records.filter(({ hello }) => hello !== 'old'), ...records].find((record) => presented.has(record))
    const shown = telling === undefined ? null : shownIn(telling, presented.get(telling) as Presented, certificates)
    return { host, port, via, viaText: viaText(via, port), records, shown }
  })
}

function shownIn(
  { outcome }: HandshakeRecord,
  presented: Presented,
  certificates: ReadonlyMap<string, X509Certificate | undefined>,
): Shown | null {
  const path = [...presented.path, ...presented.completedBy].flatMap((sha256) => certificates.get(sha256) ?? [])
  const [leaf] = path
  if (leaf === undefined) return null
  const top = path.at(-1) ?? leaf
  return {
    presented,
    leaf,
    path,
    sent: presented.chain.flatMap((sha256) => certificates.get(sha256) ?? []),
    roots: presented.anchors.flatMap(({ pem }) => readPem(pem) ?? []),
    ocsp: outcome.kind === 'done' ? outcome.ocsp : null,
    names: { subject: nameText(leaf.subject), issuer: nameText(leaf.issuer), topIssuer: nameText(top.issuer) },
  }
}

/** A usual certificate has 2,000 characters, and takes 0.1 ms. */
const read = remembering(
  (pem): X509Certificate | undefined => {
    try {
      return new X509Certificate(pem)
    } catch {
      return undefined
    }
  },
  200,
  10_000,
)

/** Evidence may come back from a bundle that somebody touched: what is no certificate is passed over. */
export function readPem(pem: string | undefined): X509Certificate | undefined {
  return pem === undefined ? undefined : read(pem)
}

/** As Edge compares: by subjectAltName alone, never by the common name (Chromium, since version 58), wildcards for a whole label. */
export function isNameOf(leaf: X509Certificate, host: string): boolean {
  const matches = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never', partialWildcards: false }) : leaf.checkIP(host)
  return matches !== undefined
}

/** The server's certificate and its issuers, without a root that was sent. */
export function issuedPath({ path, presented }: Shown): readonly X509Certificate[] {
  return path.length > 1 && presented.endsSelfIssued && presented.completedBy.length === 0 ? path.slice(0, -1) : path
}

/** server: its own certificate · issuer: one that it sends with it · root: one that the PC, or the site file alone, holds */
export type Role = 'server' | 'issuer' | 'root'

/** Whose certificate a finding speaks of: texts about an issuer's or a root's have its name, others have none. */
export function roleArgs(role: Role, { subject }: X509Certificate): Args {
  const name = shortName(subject)
  return { role, issuerCertificate: role === 'issuer' ? name : null, rootCertificate: role === 'root' ? name : null }
}

/** Args that every finding about a connection has. */
export function commonArgs({ host, port, via, viaText }: Seen): Args {
  return {
    host,
    port,
    url: `https://${host.includes(':') ? `[${host}]` : host}${port === 443 ? '' : `:${port}`}/`,
    via: viaText,
    address: via.kind === 'direct' ? via.address : null,
  }
}

/** Args of a finding about the certificate that was shown. */
export function certificateArgs(seen: Seen, { leaf, names }: Shown): Args {
  return { ...commonArgs(seen), ...names, serialNumber: clean(leaf.serialNumber) }
}
