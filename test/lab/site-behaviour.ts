/** What a server for one of the two names does at one address, as data. */

import type { CertificateKind } from './certificates.ts'
import type { PageBehaviour } from './pages.ts'

export interface SiteBehaviour {
  /**
   * serve · refuse: nothing listens · drop-syn: the connection never opens (Linux alone: elsewhere a full queue refuses) ·
   * mute: the connection opens and nothing is ever said · reset: RST when the ClientHello comes ·
   * drop-big-hello: a ClientHello above 1,000 bytes is swallowed, as by a firewall that cannot put two packets together ·
   * drop-big-answer: only what fits into a small packet comes back, as on a way whose MTU nobody knows ·
   * plain-http: HTTP without TLS · refuse-hello: the alert handshake_failure
   */
  readonly tcp: 'serve' | 'refuse' | 'drop-syn' | 'mute' | 'reset' | 'drop-big-hello' | 'drop-big-answer' | 'plain-http' | 'refuse-hello'
  readonly certificate: CertificateKind
  readonly protocol: 'modern' | 'tls-1.0'
  /** wanted: asked for, and served without it · demanded: refused without it */
  readonly clientCertificate: 'none' | 'wanted' | 'demanded'
  /** broken: it is chosen where it is offered, and then not spoken */
  readonly http2: 'not-offered' | 'broken'
  readonly page: PageBehaviour
}

export const goodSite: SiteBehaviour = {
  tcp: 'serve',
  certificate: 'good',
  protocol: 'modern',
  clientCertificate: 'none',
  http2: 'not-offered',
  page: { kind: 'as-printed' },
}
