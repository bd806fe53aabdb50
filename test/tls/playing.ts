/** What the tests of the TLS check share: a server, what the probe records of it, and what is judged of that. */

import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Server, type TlsOptions } from 'node:tls'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import type { Finding, JudgeUpstream } from '../../checks/check.ts'
import { clockCauses } from '../../checks/clock/causes.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Io } from '../../checks/io.ts'
import type { PathEvent } from '../../checks/path/evidence.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import type { Settings, Target } from '../../checks/settings.ts'
import { createStream } from '../../checks/stream.ts'
import { tlsCauses } from '../../checks/tls/causes.ts'
import { describeChains } from '../../checks/tls/describe.ts'
import type { TlsEvidence } from '../../checks/tls/evidence.ts'
import { HELLO_LIMIT_MS, type Hello, handshake } from '../../checks/tls/handshake.ts'
import { tlsJudge } from '../../checks/tls/judge.ts'
import { tlsProbe } from '../../checks/tls/probe.ts'
import { splitPem } from '../support/certificates.ts'
import { emptySettings, probeContext } from '../support/context.ts'

export const HOST = 'sso.example'

export function target(host: string, port = 443): Target {
  return { profiles: ['test'], id: host, url: `https://${host}:${port}/`, host, port, page: null }
}

/** A machine on which somebody installed these roots, and none of its own is known. */
export function machineWith(installed: readonly string[] = [], injections: Parameters<typeof injectedIo>[0] = {}): Io {
  const io = injectedIo(injections)
  return { ...io, net: { ...io.net, roots: (store) => (store === 'system' ? installed : io.net.roots(store)) } }
}

export interface Playing extends AsyncDisposable {
  readonly address: string
  readonly port: number
}

/** A TLS server on loopback that says nothing after its handshake. */
export async function playServer(options: TlsOptions, prepare: (server: Server) => void = () => {}): Promise<Playing> {
  const server = createServer({ ciphers: 'DEFAULT@SECLEVEL=0', ALPNProtocols: ['http/1.1'], ...options })
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
  server.on('tlsClientError', () => {})
  server.on('secureConnection', (socket) => socket.on('error', () => {}))
  prepare(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One handshake as the path check makes it. */
export async function greet(
  io: Io,
  { address, port }: Pick<Playing, 'address' | 'port'>,
  host: string,
  hello: Hello = 'big',
): Promise<HandshakeRecord> {
  const signal = new AbortController().signal
  const connected = await io.net.connectTcp({ address, port }, HELLO_LIMIT_MS, signal)
  if ('failure' in connected) throw new Error(`not connected: ${connected.failure.code}`)
  return handshake(io, connected.socket, { host, port, via: { kind: 'direct', address }, hello }, HELLO_LIMIT_MS, signal)
}

/** Runs the probe with these handshakes coming from the path check. */
export async function probeWith(
  records: readonly HandshakeRecord[],
  io: Io,
  settings: Partial<Settings> = {},
  signal = new AbortController().signal,
): Promise<TlsEvidence> {
  const context = probeContext<'tls'>({ settings: { ...emptySettings, ...settings }, io, signal })
  const path = createStream<PathEvent>()
  const proxy = createStream<never>()
  for (const record of records) path.push({ kind: 'handshake', record })
  path.end()
  proxy.end()
  return tlsProbe.probe({ ...context, upstream: { ...context.upstream, path, proxy } })
}

/** A handshake as if it had been made: the certificates of a PEM text, as a server sends them. */
export function recordOf(
  chain: string,
  given: Partial<Omit<HandshakeRecord, 'outcome'>> & { ocsp?: string; clientCertificateRequested?: boolean } = {},
): HandshakeRecord {
  const { ocsp = null, clientCertificateRequested = false, ...rest } = given
  const der = splitPem(chain).map((pem) => pem.replace(/-----[A-Z ]+-----|\s/g, ''))
  return {
    host: HOST,
    port: 443,
    via: { kind: 'direct', address: '192.0.2.1' },
    hello: 'big',
    elapsedMs: 1,
    outcome: {
      kind: 'done',
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      alpn: null,
      chain: der,
      ocsp,
      clientCertificateRequested,
    },
    ...rest,
  }
}

export function refusedRecord(
  code: string,
  word: 'tls-alert' | 'tls-protocol' | 'no-reply' | 'reset' | 'cancelled' = 'tls-alert',
  given: Partial<HandshakeRecord> = {},
): HandshakeRecord {
  return { ...recordOf(''), outcome: { kind: 'failed', failure: { word, code }, bytesRead: 7 }, ...given }
}

/** What the probe would have recorded of these handshakes. */
export function evidenceOf(records: readonly HandshakeRecord[], settings: Partial<Settings> = {}, io: Io = machineWith()): TlsEvidence {
  const described = describeChains(records, { ...emptySettings, ...settings }, io, new AbortController().signal)
  return { version: 1, handshakes: [...records], ...described, complete: true }
}

export interface ClockGiven {
  readonly wallMs?: number
  /** What the clock's judge found out: how far the PC is ahead; null where no server told. */
  readonly skewMs?: number | null
}

/** The clock's evidence and finding, as its own judge gives them. */
export function clockOf({ wallMs = Date.now(), skewMs = 0 }: ClockGiven = {}): JudgeUpstream {
  const code = skewMs === null ? 'clock/no-witness' : skewMs === 0 ? 'clock/agrees' : 'clock/skewed'
  const status = skewMs === null ? 'not-checked' : skewMs === 0 ? 'ok' : 'problem'
  const skew: Finding = {
    id: 'clock.skew',
    check: 'clock',
    code,
    status,
    subject: 'clock',
    args: skewMs === null ? {} : { skewMs, skew: '', direction: 'ahead' },
  }
  return { evidence: { clock: { version: 1, wallMs, utcOffsetMinutes: 480 } }, findings: { clock: [skew] } }
}

export function judge(evidence: TlsEvidence, settings: Partial<Settings> = {}, upstream: JudgeUpstream = clockOf()): Finding[] {
  return tlsJudge.judge(evidence, { ...emptySettings, ...settings }, upstream)
}

/** The code that was found for each question: { 'tls.trust': 'tls/trusted', … }. */
export function codesOf(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(findings.map(({ id, code }) => [id.split(' ', 1)[0], code]))
}

/** Only what is not good. */
export function badOf(findings: readonly Finding[]): Record<string, string> {
  return codesOf(findings.filter(({ status }) => status === 'problem' || status === 'warning'))
}

/** The causes that the diagnosis settles on, of this check's and the clock's, as "severity code subject". */
export function causesOf(findings: readonly Finding[]): string[] {
  const { causes: named, unexplained } = diagnose(findings, [...tlsCauses, ...clockCauses])
  return [
    ...named.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`),
    ...unexplained.map(({ id }) => `unexplained ${id}`),
  ].toSorted()
}
