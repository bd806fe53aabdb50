import { defineProbe, type ProbeContext } from '../check.ts'
import { endpointText, parseEndpoint } from '../endpoint.ts'
import type { Io } from '../io.ts'
import type { HostEvidence } from './evidence.ts'

const DNS_PORT = 53
/** Any port will do: connect(2) on UDP asks the routing table alone. */
const ANY_PORT = 443
const MAX_STATE_BYTES = 64

export const hostProbe = defineProbe({ id: 'host', needs: [], probe })

async function probe({ settings, io, signal }: ProbeContext<'host'>): Promise<HostEvidence> {
  // The PC's own stub (127.0.0.53 and the like) says nothing of the network; a resolver that the site names does.
  const own = io.machine.resolvers().flatMap((text) => parseEndpoint(text, DNS_PORT) ?? [])
  const outside = own.filter(({ address }) => !address.startsWith('127.') && address !== '::1')
  const destinations = [...settings.resolvers, ...settings.extraAddresses.map(({ address }) => ({ address, port: ANY_PORT })), ...outside]
  const unique = [...new Map(destinations.map((each) => [endpointText(each), each])).entries()]
  const [routes, links] = await Promise.all([
    Promise.all(
      unique.map(async ([destination, endpoint]) => {
        const route = await io.net.route(endpoint)
        return { destination, source: 'source' in route ? route.source : null, failure: 'failure' in route ? route.failure : null }
      }),
    ),
    linkStates(io),
  ])
  return { version: 1, platform: io.platform, interfaces: [...io.machine.interfaces()], links, routes, complete: !signal.aborted }
}

/** Linux tells each link's state (RFC 2863 operational status) in a file; elsewhere a link without an address is all that is seen. */
async function linkStates(io: Io): Promise<HostEvidence['links']> {
  if (io.platform !== 'linux') return []
  const folder = '/sys/class/net'
  const listed = await io.files.list(folder)
  const names = 'names' in listed ? listed.names.filter((name) => name !== 'lo') : []
  return Promise.all(
    names.map(async (name) => {
      const file = await io.files.read(`${folder}/${name}/operstate`, MAX_STATE_BYTES)
      const state = 'content' in file ? file.content.toString('utf8').trim() : 'unknown'
      return { name, state: state === 'up' || state === 'down' ? state : 'unknown' } as const
    }),
  )
}
