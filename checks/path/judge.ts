import { isIP } from 'node:net'
import { answeredFrom, isSeen } from '../browser/sight.ts'
import { type Args, defineJudge, type Finding, type JudgeUpstream, type Status } from '../check.ts'
import { endpointText } from '../endpoint.ts'
import type { Failure } from '../failure.ts'
import { hostsOf } from '../findings.ts'
import { question } from '../questions.ts'
import { byRoute } from '../routes.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Settings } from '../settings.ts'
import type { PathCode } from './codes.ts'
import type { Connection, PathEvidence } from './evidence.ts'
import { helloAnswer } from './hello.ts'
import { lossFinding } from './judge-loss.ts'

/** TCP's first time-out (RFC 6298 section 2): beyond it the first SYN was lost, or the line is longer than any in Hong Kong. */
const SLOW_CONNECT_MS = 1000

export const pathJudge = defineJudge({
  id: 'path',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).pathEvidenceSchema,
  judge,
})

function judge(evidence: PathEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  const windows = upstream.evidence.host?.platform === 'win32'
  const endpoints = evidence.connections.flatMap((connection) => [connectFinding(connection, windows), ...speedFinding(connection)])
  const hellos = helloFindings(evidence)
  const found = [...endpoints, ...hellos, ...lossFinding(upstream.evidence.dns, evidence)]
  const hosts = hostFindings(settings, evidence, found)
  const all = [...withoutUnusedFamilies(evidence, found), ...hosts].map((finding) => byRoute(finding, hostsOf(finding), upstream))
  return byBrowser(all, hosts, settings, upstream)
}

/**
 * Security software may let Edge through and not a program that it doesn't know. What an address answered to the browser
 * in the same run speaks for the way there; that it didn't answer us is then no fault of the network's. A host of which the browser
 * reached an address and we none is as much open to doubt at its others, which the browser had no need to try.
 */
function byBrowser(all: readonly Finding[], hosts: readonly Finding[], settings: Settings, { evidence }: JudgeUpstream): Finding[] {
  const answered = answeredFrom(evidence.browser)
  const isAnswered = (finding: Finding) =>
    hostsOf(finding).some((host) => addressesOf(finding).some((each) => answered.has(`${host} ${each}`)))
  // Edge knows a way that was not found here, a proxy or an address: what this program lacks nobody waits for.
  const shown = (host: string) =>
    settings.targets.filter((target) => target.host === host).every(({ url }) => isSeen(evidence.browser, url, settings))
  const doubtful = new Set(hosts.filter((finding) => finding.status === 'problem' && isAnswered(finding)).flatMap(hostsOf))
  return all.map((finding) =>
    (finding.code === 'path/host-without-address' && finding.status === 'not-checked' && hostsOf(finding).every(shown)) ||
    (finding.status === 'problem' && (isAnswered(finding) || hostsOf(finding).some((host) => doubtful.has(host))))
      ? { ...finding, status: 'not-applicable', reason: 'browser-decides' }
      : finding,
  )
}

function addressesOf({ args: { address, addresses } }: Finding): readonly string[] {
  return Array.isArray(addresses) ? (addresses as readonly string[]) : [String(address)]
}

function argsOf(connection: Connection): Args {
  const { address, port, hosts, sources, route, connect } = connection
  return {
    address,
    port,
    hosts,
    sources,
    source: connect?.source ?? route.source,
    elapsedMs: Math.round(connect?.elapsedMs ?? 0),
    failure: connect?.failure?.code ?? route.failure?.code ?? null,
  }
}

function connectFinding(connection: Connection, windows: boolean): Finding {
  const endpoint = endpointText(connection)
  const finding = { id: question.pathConnect(endpoint), check: 'path', subject: endpoint } as const
  const failure = connection.connect?.failure ?? (connection.connect === null ? { word: 'cancelled', code: 'cancelled' } : null)
  if (failure === null) return { ...finding, code: 'path/connects', status: 'ok', args: argsOf(connection) }
  if (failure.word === 'cancelled')
    return { ...finding, code: 'path/cut-short', status: 'not-checked', reason: 'deadline', args: argsOf(connection) }
  const code = connection.route.failure === null ? remoteCode(failure as Failure, windows) : localCode(connection.route.failure)
  return { ...finding, code, status: 'problem', args: { ...argsOf(connection), stage: 'connect' } }
}

/** The PC's own routing table refused before anything was sent. */
function localCode(failure: Failure): PathCode {
  return failure.word === 'prohibited' ? 'path/local-block' : 'network/no-route'
}

function remoteCode(failure: Failure, windows: boolean): PathCode {
  switch (failure.word) {
    case 'no-reply':
      return 'path/no-reply'
    case 'refused':
    case 'reset':
      return 'path/refused'
    case 'host-unreachable':
    case 'network-unreachable':
    case 'protocol-unreachable':
      return 'path/unreachable'
    case 'prohibited':
      // WSAEACCES comes from this PC's firewall; elsewhere EACCES is ICMPv6 "administratively prohibited" from a router, EPERM this PC.
      return windows || failure.code === 'EPERM' ? 'path/local-block' : 'path/prohibited'
    default:
      return 'path/fails'
  }
}

function speedFinding(connection: Connection): Finding[] {
  if (connection.connect === null || connection.connect.failure !== null) return []
  const endpoint = endpointText(connection)
  const finding = { id: question.pathSpeed(endpoint), check: 'path', subject: endpoint, args: argsOf(connection) } as const
  return [
    connection.connect.elapsedMs > SLOW_CONNECT_MS
      ? { ...finding, code: 'path/slow', status: 'warning' }
      : { ...finding, code: 'path/quick', status: 'ok' },
  ]
}

function helloFindings(evidence: PathEvidence): Finding[] {
  const byPair = Map.groupBy(
    evidence.handshakes,
    ({ host, port, via }) => `${host} ${via.kind === 'direct' ? endpointText({ address: via.address, port }) : via.proxy}`,
  )
  return [...byPair].map(([, records]): Finding => {
    const { host, port, via } = records[0] as HandshakeRecord
    const address = via.kind === 'direct' ? via.address : via.proxy
    const endpoint = endpointText({ address, port })
    const connection = evidence.connections.find((each) => each.address === address && each.port === port)
    const { code, failure } = helloAnswer(records)
    const args = {
      host,
      address,
      port,
      sources: connection?.sources ?? [],
      source: connection?.connect?.source ?? null,
      failure: failure?.code ?? null,
      bytesRead: bytesRead(records),
      stage: 'hello',
    }
    const finding = { id: question.pathHello(host, endpoint), check: 'path', code, subject: endpoint, args } as const
    if (code === 'path/hello-answered') return { ...finding, status: 'ok' }
    return code === 'path/cut-short' ? { ...finding, status: 'not-checked', reason: 'deadline' } : { ...finding, status: 'problem' }
  })
}

function bytesRead(records: readonly HandshakeRecord[]): number {
  return Math.max(...records.map(({ outcome }) => (outcome.kind === 'failed' ? outcome.bytesRead : 0)))
}

/** Each host by itself: reachable where one of the addresses that applications may use answers. */
function hostFindings(settings: Settings, evidence: PathEvidence, found: readonly Finding[]): Finding[] {
  const ports = new Map(settings.targets.map((target) => [`${target.host}:${target.port}`, target]))
  return [...ports.values()].map(({ host, port, url }): Finding => {
    const used = evidence.connections.filter(
      (each) => each.port === port && each.hosts.includes(host) && each.sources.some((source) => source !== 'site'),
    )
    const finding = { id: question.pathHost(host, port), check: 'path', subject: host } as const
    const args = { host, port, addresses: used.map(({ address }) => address) }
    if (used.length === 0) return { ...finding, code: 'path/host-without-address', status: 'not-checked', reason: 'upstream-failed', args }
    const answers = used.map((connection) => answerOf(connection, host, url.startsWith('https:'), found))
    if (answers.includes('ok')) return { ...finding, code: 'path/host-reachable', status: 'ok', args }
    if (answers.includes('not-checked')) return { ...finding, code: 'path/cut-short', status: 'not-checked', reason: 'deadline', args }
    return { ...finding, code: 'path/host-unreachable', status: 'problem', args }
  })
}

function answerOf(connection: Connection, host: string, tls: boolean, found: readonly Finding[]): Status {
  const endpoint = endpointText(connection)
  const connected = found.find(({ id }) => id === question.pathConnect(endpoint))
  const greeted = found.find(({ id }) => id === question.pathHello(host, endpoint))
  return (tls && connected?.status === 'ok' ? greeted?.status : connected?.status) ?? 'not-checked'
}

/**
 * A name may have IPv6 addresses on a PC that has only IPv4 (or the other way): applications pass them over, and so do
 * we. A missing route within a family that the PC has is another matter: the other data centre may lie behind it.
 */
function withoutUnusedFamilies({ connections }: PathEvidence, found: readonly Finding[]): Finding[] {
  const families = new Set(connections.filter(({ route }) => route.source !== null).map(({ address }) => isIP(address)))
  const inUse = ({ address }: Connection) => families.has(isIP(address))
  return found.map((finding) => {
    if (finding.code !== 'network/no-route') return finding
    const connection = connections.find((each) => endpointText(each) === finding.subject)
    const hasOther = (host: string) => connections.some((each) => each.hosts.includes(host) && inUse(each))
    const spare = connection !== undefined && !inUse(connection) && connection.hosts.every(hasOther)
    return spare ? { ...finding, status: 'not-applicable' as const } : finding
  })
}
