/** The terminal PC of the lab: real sockets and real time, and otherwise nothing of the machine that it really runs on. */

import type { Socket as UdpSocket } from 'node:dgram'
import { endpointText } from '../../checks/endpoint.ts'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { realFiles } from '../../checks/io/files.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Files, Io, Net, NetworkInterface } from '../../checks/io.ts'
import { currentVersion, type Installed, installedBrowsers } from './browser/installed.ts'
import { brokenCommand, labProcesses, realCommand } from './browser/processes.ts'
import type { RealBrowser } from './browser/real.ts'
import { authorities } from './certificates.ts'
import type { LabChange, PcChange } from './fault.ts'
import type { Places, ResolverName } from './places.ts'
import { labLookup } from './system-lookup.ts'
import { oneReaderWithCard, pcRegistry, pcServices, pcSystem } from './windows-pc.ts'

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

export interface MachineSettings {
  readonly places: Places
  readonly change: LabChange
  /** The lab's own: its files are the only real ones that the agent sees. */
  readonly folder: string
  /** How far the PC's clock is from this machine's. */
  readonly clockShiftMs: number
  /** What starts when the agent starts the PC's browser; null: its own program, which is not there. */
  readonly browser: RealBrowser | null
}

export async function labMachine({ places, change, folder, clockShiftMs, browser }: MachineSettings): Promise<Io> {
  const pc = change.pc ?? {}
  const platform = pc.platform ?? 'win32'
  const installed = installedBrowsers(platform, pc.browser ?? {}, browser?.version ?? currentVersion())
  const hosts = ['127.0.0.1 localhost', ...(change.hosts ?? [])].join('\n')
  const kept = [hosts, ...(pc.cached ?? [])].join('\n')
  const pcAsks = change.pcAsks ?? ['preferred', 'alternate']
  const placesOf = (names: readonly ResolverName[]) => names.map((name) => places.resolvers[name])
  const io = injectedIo({
    // As a terminal is: Windows' own words, paths and settings, whatever the lab runs on.
    platform,
    clockAheadMs: clockShiftMs,
    utcOffsetMinutes: pc.utcOffsetMinutes ?? 480,
    env: {
      SystemRoot: 'C:\\Windows',
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      HOME: folder,
      LOCALAPPDATA: folder,
      ...pc.environment,
    },
    files: {
      '/etc/hosts': hosts,
      'C:\\Windows\\System32\\drivers\\etc\\hosts': hosts,
      '/sys/class/net/lab0/operstate': pc.network === 'unplugged' ? 'down\n' : 'up\n',
    },
    registry: { ...pcRegistry, ...installed.registry, ...pc.registry },
    machine: {
      resolvers: () => placesOf(pcAsks).map(endpointText),
      interfaces: () => interfacesOf[pc.network ?? 'good'],
      // Without a network there is nobody to ask.
      lookup: labLookup({ hosts: kept, resolvers: pc.network === undefined ? placesOf(pc.lookupAsks ?? pcAsks) : [] }),
      system: pcSystem(platform, pc),
      usbDevices: async () => ({ devices: pc.usbDevices ?? [] }),
    },
    windows: {
      fileVersion: async (path) =>
        installed.paths.includes(path) ? { version: installed.version } : { failure: failure('file-missing', 'ENOENT') },
      service: async (name) => pc.services?.[name] ?? pcServices[name] ?? { failure: failure('file-missing') },
      remoteSession: async () => ({ remote: pc.remoteSession ?? false }),
    },
    smartcards: { readers: async () => pc.smartcards ?? oneReaderWithCard },
  })
  const made = await authorities()
  const installedRoots = (pc.installedRoots ?? []).map((which) => made[which].cert)
  const { program } = pc.browser ?? {}
  const machine: Io = { ...io, files: filesOf(io.files, folder, installed), net: netOf(io.net, pc, installedRoots) }
  const command =
    program === undefined && browser !== null
      ? realCommand(browser, machine, change, folder, [
          made.root.cert,
          ...installedRoots,
          ...(pc.browser?.ownRoots ?? []).map((which) => made[which].cert),
        ])
      : async () => brokenCommand(program ?? 'forbidden')
  return { ...machine, processes: labProcesses(io.processes, installed.paths, command) }
}

function filesOf(injected: Files, folder: string, installed: Installed): Files {
  const real = realFiles()
  const folders = [folder]
  const choose = (path: string) => (folders.some((each) => path.startsWith(each)) ? real : injected)
  return {
    ...injected,
    async read(path, maxBytes) {
      if (installed.localState !== null && LOCAL_STATE.test(path)) return { content: Buffer.from(installed.localState) }
      return choose(path).read(path, maxBytes)
    },
    async list(path) {
      const names = path === '/sys/class/net' ? ['lo', 'lab0'] : installed.folders[path]
      return names === undefined ? choose(path).list(path) : { names }
    },
    async temporaryFolder(prefix) {
      const made = await real.temporaryFolder(prefix)
      if ('path' in made) folders.push(made.path)
      return made
    },
  }
}

/** Of Edge, wherever the user's folder is. */
const LOCAL_STATE = /Edge[\\/]User Data[\\/]Local State$/

/** What the PC's own system says of every attempt that its change names, before anything is sent. */
function netOf(net: Net, pc: PcChange, installed: readonly string[]): Net {
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
