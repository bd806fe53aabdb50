/** What the tls check found about the connection of a hop: Edge shows its own warning, and no page, where the certificate is bad. */

import type { Finding } from '../check.ts'
import { viaText } from '../tls/seen.ts'
import type { Hop } from './evidence.ts'
import { hostOf, portOf } from './redirect.ts'

/** Questions whose bad answer stops Edge before it asks for a page. */
const stopping = ['tls.handshake', 'tls.dates', 'tls.name', 'tls.trust']

export interface CertificateVerdict {
  /** Edge would not go on. */
  readonly stops: boolean
  /** The certificate does not prove that this is the host: another name, or nobody who is trusted says so. */
  readonly notTheHosts: boolean
  readonly wrongName: boolean
  /** A public authority says that whoever answered is the host, so that nobody on the way did. A root that a person names with a flag says no such thing. */
  readonly isProof: boolean
}

/** Good where the tls check says nothing of this connection: it was switched off, or the page came without TLS. */
export function certificateOf(hop: Hop, tls: readonly Finding[] | undefined): CertificateVerdict {
  const about = findingsAbout(hop, tls ?? [])
  const bad = about.filter(({ status }) => status === 'problem')
  const asked = new Set(bad.map(({ id }) => id.split(' ', 1)[0] ?? ''))
  return {
    stops: stopping.some((question) => asked.has(question)),
    notTheHosts: asked.has('tls.name') || asked.has('tls.trust'),
    wrongName: asked.has('tls.name'),
    isProof:
      about.some(({ code }) => code === 'tls/name-matches') &&
      about.some(({ code, args }) => code === 'tls/trusted' && args.store === 'bundled'),
  }
}

/** Those of the same connection; where the tls check took another one, those of the host. */
function findingsAbout(hop: Hop, tls: readonly Finding[]): readonly Finding[] {
  const url = new URL(hop.url)
  if (url.protocol !== 'https:') return []
  const ofHost = tls.filter(({ id }) => id.split(' ')[1] === hostOf(url))
  const via = hop.via === null ? null : viaText(hop.via, portOf(url))
  const ofVia = ofHost.filter(({ id }) => id.split(' ').slice(2).join(' ') === via)
  return ofVia.length > 0 ? ofVia : ofHost
}
