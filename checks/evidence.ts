/** Which evidence and which events belong to which check: one line each. */

import type { BrowserEvidence } from './browser/evidence.ts'
import type { ClockEvidence } from './clock/evidence.ts'
import type { DnsEvent, DnsEvidence } from './dns/evidence.ts'
import type { HostEvidence } from './host/evidence.ts'
import type { PageEvidence } from './page/evidence.ts'
import type { PathEvent, PathEvidence } from './path/evidence.ts'
import type { ProxyEvent, ProxyEvidence } from './proxy/evidence.ts'
import type { SmartcardEvidence } from './smartcard/evidence.ts'
import type { TlsEvidence } from './tls/evidence.ts'

export interface EvidenceByCheck {
  host: HostEvidence
  dns: DnsEvidence
  path: PathEvidence
  proxy: ProxyEvidence
  tls: TlsEvidence
  clock: ClockEvidence
  page: PageEvidence
  browser: BrowserEvidence
  smartcard: SmartcardEvidence
}

/** What a probe tells the others while it runs. `never`: it tells nothing. */
export interface EventByCheck {
  host: never
  dns: DnsEvent
  path: PathEvent
  proxy: ProxyEvent
  tls: never
  clock: never
  page: never
  browser: never
  smartcard: never
}
