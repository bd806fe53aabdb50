/** `node node-server.ts FILE`: starts what the file says, and stays. */

import { readFileSync } from 'node:fs'
import { adoptAuthorities } from '../../lab/certificates.ts'
import { startDnsServer } from '../../lab/dns-server.ts'
import { startProxy } from '../../lab/proxy-server.ts'
import { startSite } from '../../lab/site-server.ts'
import type { NodeServers } from './node-servers.ts'

const { servers, authorities } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as NodeServers
if (authorities !== undefined) adoptAuthorities(authorities)
// The last one listens when all do: whoever waits looks for its port.
for (const server of servers) {
  if (server.kind === 'dns') await startDnsServer(server.place, server.zone, server.behaviour)
  else if (server.kind === 'site') await startSite(server.site, server.place, server.behaviour, server.context)
  else await startProxy(server.place, server.behaviour, server.targets)
}
