/** Which cases of the catalogue are shown to the others. */

import { everyCase } from '../catalogue.ts'
import { compose } from '../compose.ts'
import type { Case } from '../scene.ts'

interface Selected {
  readonly name: string
  readonly title: string
  /** What a tool for TLS alone can be asked about. */
  readonly tls?: true
}

/** In the order of a connection: names, paths, TLS, what lies behind. */
const selection: readonly Selected[] = [
  { name: 'others/healthy', title: 'nothing is wrong', tls: true },
  { name: 'dns/name-gone', title: 'name unknown at both DNS servers' },
  { name: 'dns/forwarder-asks-itself', title: 'forwarder that fails (SERVFAIL)' },
  { name: 'dns/both-dropped-at-site', title: 'both DNS servers silent' },
  { name: 'dns/alternate-dropped', title: 'one of two DNS servers dead' },
  { name: 'dns/hosts-to-nobody', title: '`hosts` line to a dead address' },
  { name: 'path/nobody-listens', title: 'connection refused' },
  { name: 'path/dropped-at-site', title: 'dropped at the firewall' },
  { name: 'path/one-address-dropped', title: 'one of two addresses dropped' },
  { name: 'path/big-hello-dropped', title: 'big ClientHello dropped', tls: true },
  { name: 'tls/expired-rsa', title: 'certificate expired', tls: true },
  { name: 'tls/others-certificate', title: 'certificate for another name', tls: true },
  { name: 'tls/inspected-issuer-known', title: 'TLS opened by a gateway', tls: true },
  { name: 'tls/intermediate-left-out', title: 'intermediate not sent', tls: true },
  { name: 'clock/servers-400-days-behind', title: 'PC’s clock 400 days ahead', tls: true },
  { name: 'proxy/squid-asks-basic', title: 'proxy wants a password (407)' },
  { name: 'page/unavailable', title: 'page answers 503' },
]

export interface Shown extends Selected {
  readonly given: Case
}

/** @throws where the catalogue has no case of that name any more */
const healthy = compose({
  name: 'others/healthy',
  kind: 'healthy',
  pieces: [{ name: 'others/healthy', does: 'nothing', scene: {}, expected: [], touches: [] }],
})

export const shown: readonly Shown[] = selection.map((selected) => {
  const given = [healthy, ...everyCase].find(({ name }) => name === selected.name)
  if (given === undefined) throw new Error(`test/ground/others/cases.ts names a case that is not in the catalogue: ${selected.name}`)
  return { ...selected, given }
})
