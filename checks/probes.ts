/** The probes, one line each. The agent alone imports this file: the helpdesk never probes. */

import { browserProbe } from './browser/probe.ts'
import type { CheckId, Probe } from './check.ts'
import { clockProbe } from './clock/probe.ts'
import { dnsProbe } from './dns/probe.ts'
import { hostProbe } from './host/probe.ts'
import { pageProbe } from './page/probe.ts'
import { pathProbe } from './path/probe.ts'
import { proxyProbe } from './proxy/probe.ts'
import { smartcardProbe } from './smartcard/probe.ts'
import { tlsProbe } from './tls/probe.ts'

export const probes = {
  host: hostProbe,
  dns: dnsProbe,
  path: pathProbe,
  proxy: proxyProbe,
  tls: tlsProbe,
  clock: clockProbe,
  page: pageProbe,
  browser: browserProbe,
  smartcard: smartcardProbe,
} satisfies { [I in CheckId]: Probe<I> }
