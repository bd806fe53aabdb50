import { isSeen, stoppedAtProxy } from '../browser/sight.ts'
import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { listArg } from '../findings.ts'
import type { Settings } from '../settings.ts'
import type { ProxyEvidence } from './evidence.ts'
import { helloFindings } from './judge-hello.ts'
import { needFindings } from './judge-need.ts'
import { pacFindings } from './judge-pac.ts'
import { reachFindings, tunnelFindings } from './judge-proxies.ts'

/** Looks at path's findings: whether a direct connection works tells a dead proxy that is in the way from one that is not missed. */
export const proxyJudge = defineJudge({
  id: 'proxy',
  judgeNeeds: ['path'],
  evidence: async () => (await import('./evidence.ts')).proxyEvidenceSchema,
  judge,
})

function judge(evidence: ProxyEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  const found = [
    ...pacFindings(evidence, upstream),
    ...reachFindings(evidence, upstream),
    ...tunnelFindings(evidence, upstream),
    ...helloFindings(evidence, upstream),
    ...needFindings(evidence, settings, upstream),
  ]
  return found.map((finding) => byBrowser(signedIn(finding, upstream), settings, upstream))
}

/** Edge answers a demand for the Windows log-on by itself; where the browser was sent away at the proxy all the same, nobody is let through. */
function signedIn(finding: Finding, { evidence }: JudgeUpstream): Finding {
  if (finding.code !== 'proxy/integrated-authentication') return finding
  const sentAway = listArg(finding, 'urls').some((url) => stoppedAtProxy(evidence.browser, url))
  return sentAway ? { ...without(finding, 'reason'), code: 'proxy/authentication', status: 'problem' } : finding
}

function without<K extends keyof Finding>(finding: Finding, key: K): Omit<Finding, K> {
  const { [key]: _left, ...rest } = finding
  return rest
}

/** A script may take its time on a PC that is busy: where Edge shows every page, it told Edge the way. */
function ranOutOfTime({ code, args }: Finding): boolean {
  return code === 'proxy/pac-invalid' && args.error === 'time-limit'
}

/**
 * Security software may let Edge through to the proxy and not a program that it doesn't know. Where the browser shows every page behind a
 * fault and this program got an answer from none, the fault is this program's alone; what fails now and then fails still. A script that
 * could not be read is told all the same: without it nobody knows the way, and what failed on another one hangs by it.
 */
function byBrowser(finding: Finding, settings: Settings, { evidence }: JudgeUpstream): Finding {
  const urls = listArg(finding, 'urls')
  if (ranOutOfTime(finding) && urls.every((url) => isSeen(evidence.browser, url, settings)))
    return { ...finding, status: 'not-applicable', reason: 'browser-decides' }
  if (finding.status !== 'problem' || urls.length === 0 || finding.id.startsWith('proxy.pac ')) return finding
  const answered = new Set(
    evidence.page?.visits.filter(({ hops }) => hops.some(({ statusCode }) => statusCode !== null)).map(({ url }) => url),
  )
  const overruled = urls.every((url) => isSeen(evidence.browser, url, settings) && !answered.has(url))
  return overruled ? { ...finding, status: 'not-applicable', reason: 'browser-decides' } : finding
}
