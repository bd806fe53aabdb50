/** Servers, a home and a probe for tests with the real browser. */

import { createServer as createTls, type Server, type ServerOptions } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import { type BrowserEvidence, browserEvidenceSchema, type Policy } from '../../checks/browser/evidence.ts'
import { browserProbe } from '../../checks/browser/probe.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Io } from '../../checks/io.ts'
import type { Settings, Target } from '../../checks/settings.ts'
import { type BrowserChange, browserProcesses, chromium, nothingLeftOf, watchedFolders } from '../support/browser.ts'
import { emptySettings, probeContext } from '../support/context.ts'

export const form = '<form><input name="user"><input type="password"></form>'

export type Handler = NonNullable<Parameters<typeof createTls>[1]>

const opened: { close(): void; closeAllConnections?(): void }[] = []

export function closeAll(): void {
  for (const server of opened.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
}

export async function httpsServer(options: ServerOptions, handler: Handler): Promise<number> {
  const server: Server = createTls(options, handler)
  opened.push(server)
  return listening(server)
}

export async function tcpServer(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createTcp((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  opened.push(server, { close: () => [...sockets].map((socket) => socket.destroy()) })
  return listening(server)
}

function listening(server: { listen(port: number, host: string, done: () => void): void; address(): unknown }): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}

export function targetAt(url: string, id = 'target', page: Target['page'] = { kind: 'log-on-form' }): Target {
  const { hostname, port } = new URL(url)
  return { profiles: [], id, url, host: hostname, port: port === '' ? 443 : Number(port), page }
}

export interface Setup extends BrowserChange {
  /** Host names and where they lead: "127.0.0.1:8443", "~NOTFOUND". Any other name is nowhere. Null: the browser asks whom it is set to. */
  readonly hosts?: Readonly<Record<string, string>> | null
  /** The file Local State of the user's own Chromium. */
  readonly localState?: object
  readonly targets: readonly Target[]
  readonly settings?: Partial<Settings>
  readonly signal?: AbortSignal
  /** The policies' file as the probe reads it; those of the browser where nothing else is said. */
  readonly policyFile?: Readonly<Record<string, Policy['value']>>
  readonly change?: (io: Io) => Io
}

export interface Probed {
  readonly evidence: BrowserEvidence
  readonly pictures: ReadonlyMap<string, Uint8Array>
  readonly folders: readonly string[]
}

/** Runs the whole probe on a PC with nothing but Chromium, and makes sure that it leaves nothing. */
export async function probeWith({ hosts = {}, targets, settings = {}, signal, change = (io) => io, ...rest }: Setup): Promise<Probed> {
  const policies = rest.policyFile ?? (rest.policies as Setup['policyFile'])
  const files = {
    ...(policies === undefined ? {} : { '/etc/chromium/policies/managed/test.json': JSON.stringify(policies) }),
    ...(rest.localState === undefined ? {} : { '/user/.config/chromium/Local State': JSON.stringify(rest.localState) }),
  }
  const io = injectedIo({ platform: 'linux', env: { HOME: '/user' }, files: files as Record<string, string> })
  const { files: watched, folders } = watchedFolders(io.files)
  const args = [...(hosts === null ? [] : [`--host-resolver-rules=${rulesFor(hosts)}`]), ...(rest.arguments ?? [])]
  const changed = change({
    ...io,
    files: { ...watched, list: async (folder) => listOf(folder, policies !== undefined) },
    processes: browserProcesses(io.processes, { ...rest, arguments: args }),
  })
  const pictures = new Map<string, Uint8Array>()
  const evidence = await browserProbe.probe(
    probeContext<'browser'>({
      io: changed,
      settings: { ...emptySettings, browser: 'on', targets, ...settings },
      attach: (name, content) => void pictures.set(name, content),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  await nothingLeftOf(folders)
  return { evidence: browserEvidenceSchema.parse(evidence), pictures, folders }
}

function rulesFor(hosts: Readonly<Record<string, string>>): string {
  return [...Object.entries(hosts).map(([host, place]) => `MAP ${host} ${place}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')
}

function listOf(folder: string, managed: boolean) {
  if (chromium.startsWith(`${folder}/`)) return { names: ['chromium'] }
  if (folder === '/etc/chromium/policies/managed' && managed) return { names: ['test.json'] }
  return { failure: { word: 'file-missing' as const, code: 'ENOENT' } }
}
