/** The terminal PC of the lab: real sockets and real time, and nothing of the machine that it really runs on. */

import { failureOf } from '../../checks/failure.ts'
import type { Files, Io, NetworkInterface } from '../../checks/io.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { realFiles } from '../../checks/io/files.ts'
import { endpointText } from '../../checks/endpoint.ts'
import { authorities } from './certificates.ts'
import type { LabChange, PcChange } from './fault.ts'
import type { Places, ResolverName } from './places.ts'
import { labLookup } from './system-lookup.ts'

/** Documentation addresses (RFC 5737): a terminal with one link. */
const link: NetworkInterface = { name: 'lab0', address: '192.0.2.10', prefix: 24, internal: false }
const loopback: NetworkInterface = { name: 'lo', address: '127.0.0.1', prefix: 8, internal: true }

/** @param folder the lab's own: its files are the only real ones that the agent sees */
export async function labMachine(places: Places, change: LabChange, folder: string): Promise<Io> {
  const pc = change.pc ?? {}
  const hosts = ['127.0.0.1 localhost', ...(change.hosts ?? [])].join('\n')
  const cached = (pc.cached ?? []).join('\n')
  const pcAsks = change.pcAsks ?? ['preferred', 'alternate']
  const placesOf = (names: readonly ResolverName[]) => names.map((name) => places.resolvers[name])
  const io = injectedIo({
    platform: pc.platform ?? 'linux',
    clockAheadMs: pc.clockAheadMs ?? 0,
    utcOffsetMinutes: pc.utcOffsetMinutes ?? 480,
    env: { SystemRoot: 'C:\\Windows', HOME: folder, LOCALAPPDATA: folder, ...pc.environment },
    files: { '/etc/hosts': hosts, 'C:\\Windows\\System32\\drivers\\etc\\hosts': hosts },
    registry: pc.registry ?? {},
    machine: {
      resolvers: () => placesOf(pcAsks).map(endpointText),
      interfaces: () => (pc.offline === true ? [loopback] : [loopback, link]),
      lookup: labLookup({ hosts: `${hosts}\n${cached}`, resolvers: placesOf(pc.lookupAsks ?? pcAsks) }),
    },
  })
  return { ...io, files: filesOf(io.files, folder), net: await netOf(io, pc) }
}

function filesOf(injected: Files, folder: string): Files {
  const real = realFiles()
  const choose = (path: string) => (path.startsWith(folder) ? real : injected)
  return { ...injected, read: (path, maxBytes) => choose(path).read(path, maxBytes), list: (path) => choose(path).list(path) }
}

async function netOf({ net }: Io, pc: PcChange): Promise<Io['net']> {
  const made = await authorities()
  const installed = (pc.installedRoots ?? []).map((which) => made[which].cert)
  const codes = pc.connectCodes ?? {}
  return {
    ...net,
    roots: (store) => (store === 'system' ? installed : net.roots(store)),
    route: async (endpoint) => (pc.offline === true ? { failure: failureOf({ code: 'ENETUNREACH', syscall: 'connect' }) } : net.route(endpoint)),
    async connectTcp(endpoint, limitMs, signal) {
      const code = pc.offline === true ? 'ENETUNREACH' : codes[endpoint.address]
      return code === undefined ? net.connectTcp(endpoint, limitMs, signal) : { failure: failureOf({ code, syscall: 'connect' }), elapsedMs: 0 }
    },
  }
}
