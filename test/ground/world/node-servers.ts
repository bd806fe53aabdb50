/** Our own servers, for what no honest server does: the lab's, each in the namespace where it belongs. */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Authorities } from '../../lab/certificates.ts'
import type { Zone } from '../../lab/dns-answer.ts'
import type { DnsBehaviour } from '../../lab/dns-behaviour.ts'
import type { PageContext } from '../../lab/pages.ts'
import type { Place, SiteName } from '../../lab/places.ts'
import type { ProxyBehaviour, ProxyTargets } from '../../lab/proxy-server.ts'
import type { SiteBehaviour } from '../../lab/site-behaviour.ts'
import type { Where } from '../places.ts'
import { type Listening, type Started, startIn } from './commands.ts'

export type NodeServer =
  | { readonly kind: 'dns'; readonly place: Place; readonly zone: Zone; readonly behaviour: DnsBehaviour }
  | {
      readonly kind: 'site'
      readonly site: SiteName
      readonly place: Place
      readonly behaviour: SiteBehaviour
      readonly context: PageContext
    }
  | { readonly kind: 'proxy'; readonly place: Place; readonly behaviour: ProxyBehaviour; readonly targets: ProxyTargets }

export interface NodeServers {
  readonly servers: readonly NodeServer[]
  /** Where sites are among them. */
  readonly authorities?: Authorities
}

const program = fileURLToPath(new URL('./node-server.ts', import.meta.url))

export function startNode(where: Where, wanted: NodeServers, log: string, listening: Listening): Promise<Started> {
  const file = `${log}.json`
  writeFileSync(file, JSON.stringify(wanted))
  return startIn(where, process.execPath, [program, file], log, listening)
}
