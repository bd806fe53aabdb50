/**
 * `node windows-terminal.ts FILE FLAGS…`: the agent on a PC that tells Windows' settings (registry, services, adapters, as the lab
 * plays them) over the ground's real network: sockets, names and the browser are those of this namespace.
 */

import { readFileSync } from 'node:fs'
import { main } from '../../../agent/main.ts'
import { ownTerminal } from '../../../agent/terminal.ts'
import { failure } from '../../../checks/failure.ts'
import { injectedIo } from '../../../checks/io/injected.ts'
import { realIo } from '../../../checks/io/real.ts'
import type { Files, Io } from '../../../checks/io.ts'
import { proxyFlags } from '../../lab/browser/flags.ts'
import { currentVersion, type Installed, installedBrowsers } from '../../lab/browser/installed.ts'
import { brokenCommand, labProcesses } from '../../lab/browser/processes.ts'
import type { PcChange } from '../../lab/fault.ts'
import { oneReaderWithCard, pcRegistry, pcServices, pcSystem } from '../../lab/windows-pc.ts'

export interface WindowsOrder {
  readonly change: PcChange
  readonly hosts: readonly string[]
  readonly home: string
  /** Whom the PC is set to ask. */
  readonly resolvers: readonly string[]
  /** What the site file says of proxies; the agent itself tells the browser, where that is not what Windows says. */
  readonly siteProxy: unknown
}

const HOSTS = 'C:\\Windows\\System32\\drivers\\etc\\hosts'
const CHROMIUM = '/usr/bin/chromium'

const { change, hosts, home, resolvers, siteProxy } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as WindowsOrder
process.exitCode = await main(process.argv.slice(3), windowsIo(), ownTerminal(new AbortController().signal))
process.stdout.write('', () => process.exit())

function windowsIo(): Io {
  const real = realIo()
  const installed = installedBrowsers('win32', change.browser ?? {}, currentVersion())
  const io = injectedIo({
    platform: 'win32',
    utcOffsetMinutes: change.utcOffsetMinutes ?? 480,
    env: {
      SystemRoot: 'C:\\Windows',
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\user\\AppData\\Local',
      ...change.environment,
    },
    files: { [HOSTS]: ['127.0.0.1 localhost', ...hosts].join('\n') },
    registry: { ...pcRegistry, ...installed.registry, ...change.registry },
    machine: {
      resolvers: () => [...resolvers],
      interfaces: real.machine.interfaces,
      lookup: withKept(real.machine.lookup),
      system: pcSystem('win32', change),
      usbDevices: async () => ({ devices: change.usbDevices ?? [] }),
    },
    windows: {
      fileVersion: async (path) =>
        installed.paths.includes(path) ? { version: installed.version } : { failure: failure('file-missing', 'ENOENT') },
      service: async (name) => change.services?.[name] ?? pcServices[name] ?? { failure: failure('file-missing') },
      remoteSession: async () => ({ remote: change.remoteSession ?? false }),
    },
    smartcards: { readers: async () => change.smartcards ?? oneReaderWithCard },
  })
  const { program } = change.browser ?? {}
  // Chromium reads no registry here: it is told the way that Windows' settings say.
  const started = async () =>
    program === undefined
      ? {
          file: CHROMIUM,
          args: ['--no-sandbox', ...keptFlags(), ...(await proxyFlags(io, { site: { proxy: siteProxy } }))],
          env: { HOME: home },
        }
      : brokenCommand(program)
  return {
    ...io,
    files: filesOf(io.files, real.files, installed),
    processes: labProcesses(real.processes, installed.paths, started),
  }
}

/** Names that Windows kept from an earlier answer (PcChange.cached): nobody is asked for them. */
function kept(): ReadonlyMap<string, string> {
  return new Map((change.cached ?? []).map((line) => line.split(' ')).map(([address = '', name = '']) => [name, address]))
}

function withKept(lookup: Io['machine']['lookup']): Io['machine']['lookup'] {
  return async (names, limitMs, signal) => {
    const asked = names.filter((name) => !kept().has(name))
    const found = asked.length === 0 ? {} : await lookup(asked, limitMs, signal)
    return { ...found, ...Object.fromEntries([...kept()].map(([name, address]) => [name, { addresses: [address], elapsedMs: 0 }])) }
  }
}

/** The browser asks Windows there; here it would ask DNS. */
function keptFlags(): string[] {
  const rules = [...kept()].map(([name, address]) => `MAP ${name} ${address}`)
  return rules.length === 0 ? [] : [`--host-resolver-rules=${rules.join(',')}`]
}

/** What the run itself writes and names is real; Windows' own files are the lab's. */
function filesOf(injected: Files, real: Files, installed: Installed): Files {
  const isWindows = (path: string) => /^[A-Z]:\\/.test(path)
  return {
    ...real,
    read: (path, maxBytes) => {
      if (installed.localState !== null && path.endsWith('\\Edge\\User Data\\Local State'))
        return Promise.resolve({ content: Buffer.from(installed.localState) })
      return isWindows(path) ? injected.read(path, maxBytes) : real.read(path, maxBytes)
    },
    list: async (path) => {
      const names = installed.folders[path]
      if (names !== undefined) return { names }
      return isWindows(path) ? injected.list(path) : real.list(path)
    },
  }
}
