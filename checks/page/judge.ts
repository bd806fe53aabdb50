import { errorKind, errorWord } from '../browser/errors.ts'
import type { BrowserVisit } from '../browser/evidence.ts'
import { failedAt, isSeen, sightOf, visitOf } from '../browser/sight.ts'
import { type Args, defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { skewMs } from '../clock/skew.ts'
import { hongKongTime } from '../hong-kong-time.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import { clean } from '../tls/names.ts'
import { certificateOf } from './certificate.ts'
import type { Visit } from './evidence.ts'
import { judgeAnswer } from './judge-answer.ts'
import { judgeFailure } from './judge-failure.ts'
import { isCaptivePortal } from './judge-portal.ts'
import { hostOf, redirectOf } from './redirect.ts'
import { opensLater } from './service-hours.ts'
import { notChecked, problem, type Verdict, type Visited, warning } from './visited.ts'

export const pageJudge = defineJudge({
  id: 'page',
  judgeNeeds: ['tls', 'clock'],
  evidence: async () => (await import('./evidence.ts')).pageEvidenceSchema,
  judge: (evidence, settings, upstream) => evidence.visits.map((visit) => judgeVisit(visit, settings, upstream)),
})

function judgeVisit(visit: Visit, settings: Settings, upstream: JudgeUpstream): Finding {
  const last = visit.hops.at(-1)
  if (last === undefined) {
    const seen = isSeen(upstream.evidence.browser, visit.url, settings)
    return finding(visit, seen ? seenInBrowser : notChecked('page/not-finished', 'deadline'), { seen: null })
  }
  const atMs = last.receivedAtMs - skewMs(upstream.findings.clock)
  const visited = { visit, last, onward: redirectOf(last, visit.page), opensAt: opensLater(visit.url, settings, atMs), settings, upstream }
  return finding(visit, asTheBrowserSeesIt(judgeVisited(visited), visited), argsOf(visited, atMs))
}

/** What could not be told: a page in a browser can settle it. */
const openToTheBrowser: readonly Verdict['code'][] = [
  'page/not-recognised',
  'page/needs-cookies',
  'page/integrated-authentication',
  'page/not-asked',
]

const seenInBrowser: Verdict = { code: 'page/seen-in-browser', status: 'ok' }

/** The browser is what the person uses: where it shows the page, no doubt of ours counts, and where ours is open, its answer does. */
function asTheBrowserSeesIt(verdict: Verdict, visited: Visited): Verdict {
  const { visit, settings, upstream } = visited
  if (verdict.status === 'ok') return verdict
  const { browser } = upstream.evidence
  if (isSeen(browser, visit.url, settings)) return seenInBrowser
  const seen = visitOf(browser, visit.url)
  if (seen === undefined) return verdict
  const sight = sightOf(seen, settings)
  if (sight === 'unexpected' && seen.page?.cut !== true && openToTheBrowser.includes(verdict.code)) return warning('page/unexpected')
  return sight === 'error' ? whereTheBrowserFails(verdict, seen, visited) : verdict
}

/** It kept the cookies, answered the proxy, or went where we did not follow, and came no further. */
function whereTheBrowserFails(verdict: Verdict, seen: BrowserVisit, { onward }: Visited): Verdict {
  switch (verdict.code) {
    case 'page/needs-cookies':
      return errorWord(seen.error ?? '') === 'ERR_TOO_MANY_REDIRECTS' ? problem('page/redirect-loop') : verdict
    case 'page/integrated-authentication':
      return errorKind(seen.error ?? '') === 'proxy' ? problem('page/unreachable') : verdict
    case 'page/redirected-away':
      return onward !== null && failedAt(seen) === hostOf(onward) ? problem('page/redirected-away') : verdict
    default:
      return verdict
  }
}

/** Edge stops at the first bad certificate: what is behind it, good or bad, the person never sees. */
function judgeVisited(visited: Visited): Verdict {
  const { visit, last, upstream } = visited
  if (last.failure?.word === 'cancelled') return notChecked('page/not-finished', 'deadline')
  if (isCaptivePortal(visited)) return { code: 'page/captive-portal', status: 'problem' }
  const greeted = visit.hops.filter((hop) => hop.statusCode !== null || hop.stage === 'http')
  if (greeted.some((hop) => certificateOf(hop, upstream.findings.tls).stops)) return notChecked('page/certificate-first', 'upstream-failed')
  return last.failure === null ? judgeAnswer(visited) : judgeFailure(visited)
}

/** What came, in signs that need no language: "HTTP 302 → https://…", "HTTP 503", "ECONNRESET". */
function seenText({ visit, last, onward }: Visited): string {
  const statusCode = last.statusCode ?? last.proxyStatusCode
  const reason = last.failure ?? visit.page?.failure ?? null
  // A status that is the failure is said once.
  const failure = reason?.code === `HTTP ${statusCode}` ? null : reason
  const parts = [
    statusCode === null ? '' : `HTTP ${statusCode}`,
    onward === null ? '' : `→ ${pathOf(onward)}`,
    failure === null ? '' : failure.code,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** Without the query: it may hold what only the person at the PC should see. */
function pathOf(url: URL): string {
  return url.origin + url.pathname
}

/** The same for every code, so that any text may use any of them. */
function argsOf(visited: Visited, atMs: number): Args {
  const { visit, last, onward, opensAt } = visited
  return {
    lastUrl: last.url,
    via: last.via === null ? null : last.via.kind === 'proxy' ? last.via.proxy : last.via.address,
    source: last.source,
    stage: last.stage,
    failure: last.failure?.code ?? visit.page?.failure?.code ?? null,
    statusCode: last.statusCode ?? last.proxyStatusCode,
    seen: seenText(visited),
    title: textOrNull(visit.page?.title ?? visitOf(visited.upstream.evidence.browser, visit.url)?.page?.title),
    server: textOrNull(last.server),
    onward: onward === null ? null : pathOf(onward),
    onwardHost: onward === null ? null : onward.host,
    hongKongTime: hongKongTime(atMs),
    opensAt,
  }
}

/** The server chose these words. */
function textOrNull(text: string | null | undefined): string | null {
  const plain = clean(text ?? '')
  return plain === '' ? null : plain
}

function finding(visit: Visit, verdict: Verdict, more: Args): Finding {
  const first = hostOf(new URL(visit.url))
  const last = hostOf(new URL(visit.hops.at(-1)?.url ?? visit.url))
  const isBad = verdict.status === 'problem' || verdict.status === 'warning'
  // Where a redirect led to another target, that host is at fault, and its causes explain this too.
  const host = isBad ? last : first
  const args = { ...more, url: visit.url, host, hosts: [...new Set([first, last])] }
  return { id: question.pageReach(visit.url), check: 'page', ...verdict, subject: host, args }
}
