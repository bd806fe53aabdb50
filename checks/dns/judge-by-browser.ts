/** What the browser shows although names are not found as this program looks for them. */

import { isSeen } from '../browser/sight.ts'
import { type Finding, isBad, type JudgeUpstream } from '../check.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence } from './evidence.ts'

/**
 * Edge may find a name in its own way, or go by a proxy that was not found here, and a look-up may be lost that another one makes up for.
 * Where it shows every page of a host, that applications find no address is no fault of the log-on's; nor is that nobody answers, where
 * nobody does. One server that is silent beside others stays as dead as it is.
 */
export function byBrowser(finding: Finding, evidence: DnsEvidence, settings: Settings, upstream: JudgeUpstream): Finding {
  const { host } = finding.args
  if (!isBad(finding) || typeof host !== 'string' || !isShown(host, settings, upstream)) return finding
  const isNeedless = finding.code === 'dns/system-fails' || (finding.id.startsWith('dns.answer ') && isUnknownHere(host, evidence))
  return isNeedless ? { ...finding, status: 'not-applicable', reason: 'browser-decides' } : finding
}

function isShown(host: string, settings: Settings, { evidence: { browser } }: JudgeUpstream): boolean {
  const own = settings.targets.filter((target) => target.host === host)
  return own.length > 0 && own.every(({ url }) => isSeen(browser, url, settings))
}

function isUnknownHere(host: string, { queries, system }: DnsEvidence): boolean {
  const answered = queries.some(
    ({ name, purpose, outcome }) => name === host && purpose === 'target' && outcome.kind === 'answered' && outcome.addresses.length > 0,
  )
  return !answered && system.every(({ name, addresses }) => name !== host || addresses.length === 0)
}
