import { answeredFrom, isSeen } from '../browser/sight.ts'
import { defineJudge, type Finding, findingId, isBad, type JudgeUpstream, type Reason } from '../check.ts'
import { notConfigured } from '../common/findings.ts'
import type { ProxyEvidence } from '../proxy/evidence.ts'
import { question } from '../questions.ts'
import { proxiedHosts } from '../routes.ts'
import type { Settings } from '../settings.ts'
import type { TlsEvidence } from './evidence.ts'
import { datesFinding, type Now, nowOf } from './judge-dates.ts'
import { handshakeFinding } from './judge-handshake.ts'
import { issuerFinding } from './judge-issuer.ts'
import { nameFinding } from './judge-name.ts'
import { strengthFinding } from './judge-strength.ts'
import { trustFinding } from './judge-trust.ts'
import { type Seen, seenOf, viaText } from './seen.ts'

/** Judges what every host showed over every connection: handshake, dates, name, trust, issuer, strength, each by itself. */
export const tlsJudge = defineJudge({
  id: 'tls',
  judgeNeeds: ['clock'],
  evidence: async () => (await import('./evidence.ts')).tlsEvidenceSchema,
  judge,
})

function judge(evidence: TlsEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  const now = nowOf(upstream)
  const proxy = upstream.evidence.proxy
  const proxied = proxiedHosts(proxy)
  const found = seenOf(evidence).flatMap((seen) => {
    const judged = findingsOf(seen, settings, now)
    if (!isOnRoute(seen, proxied, proxy)) return judged.map((finding) => notCounting(finding, 'proxy-decides'))
    return isAnothersStandby(seen, judged, upstream) ? judged.map((finding) => notCounting(finding)) : judged
  })
  return [
    ...byBrowser(found, settings, upstream),
    ...unseen(evidence, settings, found, upstream),
    ...(settings.issuers.length === 0 ? [notConfigured('tls', 'certificate.issuers')] : []),
  ]
}

function findingsOf(seen: Seen, settings: Settings, now: Now): Finding[] {
  const { shown } = seen
  const handshake = handshakeFinding(seen) ?? []
  if (shown === null) return [handshake].flat()
  const trust = trustFinding(seen, shown, settings)
  return [
    handshake,
    datesFinding(seen, shown, now),
    nameFinding(seen, shown),
    trust,
    issuerFinding(seen, shown, settings, trust),
    strengthFinding(seen, shown),
  ].flat()
}

/**
 * A server, or a box before it, may greet Edge and refuse a program that greets otherwise. Where an address answered the browser, or its page
 * came and we were greeted nowhere, the refusal speaks of this program alone.
 */
function byBrowser(found: readonly Finding[], settings: Settings, { evidence }: JudgeUpstream): Finding[] {
  const { browser } = evidence
  if (browser === undefined) return [...found]
  const answered = answeredFrom(browser)
  const isHandshake = ({ id }: Finding) => id.startsWith('tls.handshake ')
  const greeted = new Set(found.filter((finding) => isHandshake(finding) && finding.status !== 'problem').map(({ subject }) => subject))
  const seen = new Set(settings.targets.flatMap(({ url, host }) => (isSeen(browser, url, settings) ? [host] : [])))
  return found.map((finding) => {
    const { subject, status, args } = finding
    const overruled = answered.has(`${subject} ${args.address}`) || (seen.has(subject) && !greeted.has(subject))
    return isHandshake(finding) && status === 'problem' && overruled ? notCounting(finding, 'browser-decides') : finding
  })
}

/** Edge reaches a host either directly or through a proxy; where that is not known, every connection counts. */
function isOnRoute({ host, via }: Seen, proxied: ReadonlySet<string>, proxy: ProxyEvidence | undefined): boolean {
  if (via.kind === 'direct') return !proxied.has(host)
  const routes = proxy?.routes.filter((route) => route.host === host) ?? []
  return routes.length === 0 || routes.some(({ proxies }) => proxies.length > 0)
}

/**
 * The site file's single addresses come without names, and every name is tried at each: one that refuses a name, or shows the
 * certificate of another, is that other's.
 */
function isAnothersStandby({ host, port, via }: Seen, judged: readonly Finding[], { evidence }: JudgeUpstream): boolean {
  if (via.kind !== 'direct') return false
  const connection = evidence.path?.connections.find((each) => each.address === via.address && each.port === port)
  if (connection === undefined || connection.sources.some((source) => source !== 'site')) return false
  const own = [question.tlsHandshake(host, viaText(via, port)), question.tlsName(host, viaText(via, port))]
  return judged.some((finding) => finding.status === 'problem' && own.includes(finding.id))
}

function notCounting(finding: Finding, reason?: Reason): Finding {
  return isBad(finding) ? { ...finding, status: 'not-applicable', ...(reason === undefined ? {} : { reason }) } : finding
}

/** Hosts of which no certificate and no refusal came: something earlier failed, and nothing was judged but by the browser, which shows no page of a bad one. */
function unseen(evidence: TlsEvidence, settings: Settings, found: readonly Finding[], upstream: JudgeUpstream): Finding[] {
  const seen = new Set(found.map(({ subject }) => subject))
  const targets = settings.targets.filter(({ url, host }) => url.startsWith('https:') && !seen.has(host))
  return [...Map.groupBy(targets, ({ host }) => host)].map(([host, own]): Finding => {
    const finding = { id: findingId('tls.handshake', host), check: 'tls', subject: host, args: { host } } as const
    return own.some(({ url }) => isSeen(upstream.evidence.browser, url, settings))
      ? { ...finding, code: 'tls/accepted-by-browser', status: 'ok' }
      : { ...finding, code: 'tls/not-judged', status: 'not-checked', reason: evidence.complete ? 'upstream-failed' : 'deadline' }
  })
}
