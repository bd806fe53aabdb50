/** The terminal PC of the lab: real sockets and real time, and otherwise nothing of the machine that it really runs on. */

import type { Socket as UdpSocket } from 'node:dgram'
import { endpointText } from '../../checks/endpoint.ts'
import { type Failure, failureOf } from '../../checks/failure.ts'
import { realFiles } from '../../checks/io/files.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Files, Io, Net, NetworkInterface } from '../../checks/io.ts'
import { authorities } from './certificates.ts'
import type { LabChange, PcChange } from './fault.ts'
import type { Places, ResolverName } from './places.ts'
import { labLookup } from './system-lookup.ts'

const loopback: NetworkInterface = { name: 'lo', address: '127.0.0.1', prefix: 8, internal: true }
/** A documentation address (RFC 5737), and one that a PC gives itself (RFC 3927). */
const withAddress: NetworkInterface = { name: 'lab0', address: '192.0.2.10', prefix: 24, internal: false }
const withOwnAddress: NetworkInterface = { ...withAddress, address: '169.254.10.20', prefix: 16 }

const interfacesOf = {
  good: [loopback, withAddress],
  unplugged: [loopback],
  'no-address': [loopback, withOwnAddress],
  'no-route': [loopback, withAddress],
} as const satisfies Record<NonNullable<PcChange['network']> | 'good', readonly NetworkInterface[]>

/**
 * @param folder the lab's own: its files are the only real ones that the agent sees
 * @param timeShiftMs how far the lab's true time is from this machine's
 */
export async function labMachine(places: Places, change: LabChange, folder: string, timeShiftMs: number): Promise<Io> {
  const pc = change.pc ?? {}
  const hosts = ['127.0.0.1 localhost', ...(change.hosts ?? [])].join('\n')
  const kept = [hosts, ...(pc.cached ?? [])].join('\n')
  const pcAsks = change.pcAsks ?? ['preferred', 'alternate']
  const placesOf = (names: readonly ResolverName[]) => names.map((name) => places.resolvers[name])
  const io = injectedIo({
    // As a terminal is: Windows' own words, paths and settings, whatever the lab runs on.
    platform: pc.platform ?? 'win32',
    clockAheadMs: timeShiftMs + (pc.clockAheadMs ?? 0),
    utcOffsetMinutes: pc.utcOffsetMinutes ?? 480,
    env: { SystemRoot: 'C:\\Windows', HOME: folder, LOCALAPPDATA: folder, ...pc.environment },
    files: {
      '/etc/hosts': hosts,
      'C:\\Windows\\System32\\drivers\\etc\\hosts': hosts,
      '/sys/class/net/lab0/operstate': pc.network === 'unplugged' ? 'down\n' : 'up\n',
    },
    registry: pc.registry ?? {},
    machine: {
      resolvers: () => placesOf(pcAsks).map(endpointText),
      interfaces: () => interfacesOf[pc.network ?? 'good'],
      // Without a network there is nobody to ask.
      lookup: labLookup({ hosts: kept, resolvers: pc.network === undefined ? placesOf(pc.lookupAsks ?? pcAsks) : [] }),
    },
  })
  return { ...io, files: filesOf(io.files, folder), net: await netOf(io.net, pc) }
}

function filesOf(injected: Files, folder: string): Files {
  const real = realFiles()
  const choose = (path: string) => (path.startsWith(folder) ? real : injected)
  return {
    ...injected,
    read: (path, maxBytes) => choose(path).read(path, maxBytes),
    list: async (path) => (path === '/sys/class/net' ? { names: ['lo', 'lab0'] } : choose(path).list(path)),
  }
}

/** What the PC's own system says of every attempt that its change names, before anything is sent. */
async function netOf(net: Net, pc: PcChange): Promise<Net> {
  const made = await authorities()
  const installed = (pc.installedRoots ?? []).map((which) => made[which].cert)
  const codeOf = (address: string) => (pc.network === undefined ? pc.connectCodes?.[address] : 'ENETUNREACH')
  return {
    ...net,
    roots: (store) => (store === 'system' ? installed : net.roots(store)),
    route: async (endpoint) => (pc.network === undefined ? net.route(endpoint) : { failure: refusal('ENETUNREACH') }),
    async connectTcp(endpoint, limitMs, signal) {
      const code = codeOf(endpoint.address)
      return code === undefined ? net.connectTcp(endpoint, limitMs, signal) : { failure: refusal(code), elapsedMs: 0 }
    },
    udpSocket: (family) => withCodes(net.udpSocket(family), codeOf),
  }
}

function refusal(code: string): Failure {
  return failureOf({ code, syscall: 'connect' })
}

/** connect(2) on a UDP socket fails as Node tells it: to the callback where there is one, else as an event. */
function withCodes(socket: UdpSocket, codeOf: (address: string) => string | undefined): UdpSocket {
  const connect = socket.connect.bind(socket) as (port: number, address: string, callback?: (error?: Error) => void) => void
  const refusing = (port: number, address: string, callback?: (error?: Error) => void) => {
    const code = codeOf(address)
    if (code === undefined) return connect(port, address, callback)
    const error = Object.assign(new Error(code), { code, syscall: 'connect' })
    process.nextTick(() => (callback === undefined ? socket.emit('error', error) : callback(error)))
  }
  return Object.assign(socket, { connect: refusing })
}
