import { failure } from '../failure.ts'
import type { Io, Machine, RegistryKey, Smartcards, Windows } from '../io.ts'
import { realIo } from './real.ts'

export interface Injections {
  readonly platform?: NodeJS.Platform
  /** Milliseconds that the PC's clock is ahead of the true time. */
  readonly clockAheadMs?: number
  readonly utcOffsetMinutes?: number
  readonly env?: Readonly<Record<string, string>>
  /** File contents by path; any other path is missing. */
  readonly files?: Readonly<Record<string, string>>
  readonly registry?: Readonly<Record<string, RegistryKey>>
  readonly machine?: Partial<Machine>
  readonly windows?: Partial<Windows>
  readonly smartcards?: Smartcards
}

const notSupported = { failure: failure('not-supported') }

/** For tests and the lab: real sockets and real time, and a machine whose settings are the ones given. */
export function injectedIo(injections: Injections): Io {
  const io = realIo()
  const files = injections.files ?? {}
  const registry = injections.registry ?? {}
  return {
    ...io,
    platform: injections.platform ?? io.platform,
    clock: {
      ...io.clock,
      wallMs: () => io.clock.wallMs() + (injections.clockAheadMs ?? 0),
      utcOffsetMinutes: () => injections.utcOffsetMinutes ?? 480,
    },
    env: injections.env ?? {},
    files: {
      read: async (path) => {
        const content = files[path]
        return content === undefined ? { failure: failure('file-missing', 'ENOENT') } : { content: Buffer.from(content) }
      },
      list: async () => ({ failure: failure('file-missing', 'ENOENT') }),
      write: io.files.write,
      temporaryFolder: io.files.temporaryFolder,
    },
    registry: {
      read: async (path) => {
        const key = registry[path]
        return key === undefined ? { failure: failure('file-missing') } : { key }
      },
    },
    machine: {
      resolvers: () => [],
      interfaces: io.machine.interfaces,
      lookup: async (names) =>
        Object.fromEntries(names.map((name) => [name, { failure: failure('name-unknown', 'ENOTFOUND'), elapsedMs: 0 }])),
      usbDevices: async () => ({ devices: [] }),
      system: { facts: async () => notSupported, adapters: async () => notSupported, details: async () => notSupported },
      ...injections.machine,
    },
    windows: {
      fileVersion: async () => notSupported,
      service: async () => notSupported,
      remoteSession: async () => notSupported,
      ...injections.windows,
    },
    smartcards: injections.smartcards ?? { readers: async () => ({ failure: failure('file-missing'), step: 'library' }) },
  }
}
