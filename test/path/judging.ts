/** What connecting and greeting brought, as data in a few words, and what the judge makes of it. */

import type { Finding, JudgeUpstream, Status } from '../../checks/check.ts'
import { endpointText } from '../../checks/endpoint.ts'
import { type FailureWord, failure } from '../../checks/failure.ts'
import { type HostEvidence, upgradeHostEvidence } from '../../checks/host/evidence.ts'
import type { Connection, PathEvidence } from '../../checks/path/evidence.ts'
import { pathJudge } from '../../checks/path/judge.ts'
import { question } from '../../checks/questions.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import type { Settings } from '../../checks/settings.ts'
import { emptySettings } from '../support/context.ts'

export const sso = 'sso.hkexposttrade.com.hk'
export const www = 'www.ccass.com'

/** `ok`, or the word of the failure; a code besides where it counts. */
export type Outcome = 'ok' | FailureWord | { readonly word: FailureWord; readonly code: string }

export interface AddressStory {
  readonly address: string
  readonly port?: number
  readonly hosts?: readonly string[]
  readonly sources?: Connection['sources']
  /** Whether the PC's own routing table refuses, and how. */
  readonly route?: Outcome
  /** null: the run was cut short before. */
  readonly connect?: Outcome | null
  readonly connectMs?: number
  /** The big hello, and the small one where one followed. */
  readonly hellos?: readonly Outcome[]
  readonly bytesRead?: number
}

function failureIn(outcome: Outcome) {
  if (outcome === 'ok') return null
  return typeof outcome === 'string' ? failure(outcome) : failure(outcome.word, outcome.code)
}

function connectionOf(story: AddressStory): Connection {
  const { address, port = 443, hosts = [sso], sources = ['resolver'], route = 'ok', connect = 'ok', connectMs = 12 } = story
  const refused = failureIn(route)
  const outcome = connect === null ? null : (refused ?? failureIn(connect))
  return {
    address,
    port,
    hosts: [...hosts],
    sources: [...sources],
    route: { source: refused === null ? '192.0.2.10' : null, failure: refused },
    connect: connect === null ? null : { failure: outcome, elapsedMs: connectMs, source: outcome === null ? '192.0.2.10' : null },
  }
}

const done: HandshakeRecord['outcome'] = {
  kind: 'done',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  alpn: 'h2',
  chain: [],
  ocsp: null,
  clientCertificateRequested: false,
}

function handshakesOf(story: AddressStory): HandshakeRecord[] {
  const { address, port = 443, hosts = [sso], route = 'ok', connect = 'ok', bytesRead = 0 } = story
  const hellos = story.hellos ?? (route === 'ok' && connect === 'ok' ? ['ok'] : [])
  return hosts.flatMap((host) =>
    hellos.map((outcome, at): HandshakeRecord => {
      const reason = failureIn(outcome)
      return {
        host,
        port,
        via: { kind: 'direct', address },
        hello: (['big', 'small', 'refusable'] as const)[at] ?? 'refusable',
        elapsedMs: 30,
        outcome: reason === null ? done : { kind: 'failed', failure: reason, bytesRead },
      }
    }),
  )
}

export function pathEvidence(...addresses: readonly AddressStory[]): PathEvidence {
  return { version: 1, connections: addresses.map(connectionOf), handshakes: addresses.flatMap(handshakesOf), complete: true }
}

export const settings: Settings = {
  ...emptySettings,
  profiles: [{ id: 'ccass', required: ['dns', 'path'], serviceHours: null }],
  targets: [sso, www].map((host) => ({ profiles: ['ccass'], id: host, url: `https://${host}/`, host, port: 443, page: null })),
}

/** For one host, where the stories speak of one. */
export const ssoAlone: Settings = { ...settings, targets: settings.targets.filter(({ host }) => host === sso) }

export function judge(
  addresses: readonly AddressStory[],
  changes: Partial<Settings> = {},
  upstream: JudgeUpstream['evidence'] = {},
): Finding[] {
  return pathJudge.judge(pathEvidence(...addresses), { ...ssoAlone, ...changes }, { evidence: upstream, findings: {} })
}

export function connectId(address: string, port = 443): string {
  return question.pathConnect(endpointText({ address, port }))
}

export function helloId(address: string, host = sso, port = 443): string {
  return question.pathHello(host, endpointText({ address, port }))
}

/** What the page check would say of a host; `via` is the address that it was asked of last. */
export function page(host: string, status: Status, via: string | null = null): Finding {
  const url = `https://${host}/`
  return {
    id: question.pageReach(url),
    check: 'page',
    code: status === 'ok' ? 'page/landing' : 'page/unreachable',
    status,
    subject: url,
    args: { url, host, via },
  }
}

export function hostEvidence(platform: NodeJS.Platform): HostEvidence {
  return upgradeHostEvidence({ version: 1, platform, interfaces: [], links: [], routes: [], complete: true })
}
