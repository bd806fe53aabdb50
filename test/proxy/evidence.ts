/** Evidence for the judge, made by hand: a PC whose Edge goes through one proxy that works, and what differs from it. */

import type { Finding, JudgeUpstream, Status } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import type { PacRecord, ProxyEvidence, ProxySettingFound, ReachRecord, RouteRecord, TunnelRecord } from '../../checks/proxy/evidence.ts'
import { proxyJudge } from '../../checks/proxy/judge.ts'
import { question } from '../../checks/questions.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import type { Target } from '../../checks/settings.ts'
import { emptySettings } from '../support/context.ts'
import { site } from './world.ts'

export const proxy = 'proxy.example:8080'

export function setting(given: Partial<ProxySettingFound> = {}): ProxySettingFound {
  return { source: 'wininet', where: 'HKCU\\…\\ProxyServer', kind: 'proxy', value: proxy, bypass: [], ...given }
}

export function route(given: Partial<RouteRecord> = {}): RouteRecord {
  return { url: site.url, host: site.host, port: site.port, proxies: [proxy], direct: false, setting: 0, bypassedBy: null, ...given }
}

export const directRoute = (given: Partial<RouteRecord> = {}) => route({ proxies: [], direct: true, setting: null, ...given })

export function reach(given: Partial<ReachRecord> = {}): ReachRecord {
  return { proxy, obeyed: true, address: '192.0.2.1', stage: null, failure: null, elapsedMs: 1, ...given }
}

export const refused = (given: Partial<ReachRecord> = {}) =>
  reach({ stage: 'connect', failure: failure('refused', 'ECONNREFUSED'), ...given })

export function tunnel(given: Partial<TunnelRecord> = {}): TunnelRecord {
  return {
    proxy,
    host: site.host,
    port: site.port,
    obeyed: true,
    statusCode: 200,
    authenticationSchemes: [],
    failure: null,
    elapsedMs: 1,
    ...given,
  }
}

export const broken = (word: Parameters<typeof failure>[0], code?: string, given: Partial<TunnelRecord> = {}) =>
  tunnel({ statusCode: null, failure: failure(word, code), ...given })

/** A greeting through the proxy that got no usable answer, or got one. */
export function hello(which: HandshakeRecord['hello'], outcome: Parameters<typeof failure>[0] | 'answered'): HandshakeRecord {
  const via = { kind: 'proxy', proxy } as const
  const failed = failure(outcome === 'answered' ? 'tls-alert' : outcome)
  return { host: site.host, port: site.port, via, hello: which, elapsedMs: 1, outcome: { kind: 'failed', failure: failed, bytesRead: 0 } }
}

export function pac(given: Partial<PacRecord> = {}): PacRecord {
  const answers = [{ url: site.url, answer: `PROXY ${proxy}`, error: null }]
  return {
    setting: 0,
    url: 'http://pac.example/proxy.pac',
    stage: null,
    failure: null,
    statusCode: null,
    bytes: 10,
    sha256: 'aa',
    answers,
    elapsedMs: 1,
    ...given,
  }
}

export function evidence(given: Partial<ProxyEvidence> = {}): ProxyEvidence {
  return {
    version: 1,
    settings: [setting()],
    obeyed: 0,
    unread: [],
    pac: [],
    routes: [route()],
    reach: [reach()],
    tunnels: [tunnel()],
    handshakes: [],
    notChecked: null,
    complete: true,
    ...given,
  }
}

export interface Judged {
  readonly targets?: readonly Target[]
  /** What the path check found of each host. */
  readonly direct?: Status
  readonly directReason?: Finding['reason']
  readonly upstream?: JudgeUpstream['evidence']
}

export function judge(given: Partial<ProxyEvidence>, { targets = [site], direct, directReason, upstream = {} }: Judged = {}): Finding[] {
  const path = targets.map(({ host, port }): Finding => {
    const finding = {
      id: question.pathHost(host, port),
      check: 'path',
      code: 'path/host',
      status: direct ?? 'ok',
      subject: host,
      args: { host },
    } as const
    return directReason === undefined ? finding : { ...finding, reason: directReason }
  })
  const findings = direct === undefined ? {} : { path }
  return proxyJudge.judge(evidence(given), { ...emptySettings, targets }, { evidence: upstream, findings })
}
