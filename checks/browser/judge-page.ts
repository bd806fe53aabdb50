/** What the browser made of a page, beside what this program saw there by itself. */

import { type Args, type Finding, isBad, type JudgeUpstream, type Reason } from '../check.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import { clean } from '../tls/names.ts'
import { type About, usedName } from './about.ts'
import type { BrowserCode } from './codes.ts'
import { type ErrorKind, errorKind, errorWord, isPassing } from './errors.ts'
import type { BrowserEvidence, BrowserVisit } from './evidence.ts'
import { policyNamed } from './judge-policy.ts'
import { type Sight, sightOf, visitOf } from './sight.ts'

type Verdict = Pick<Finding, 'status' | 'reason'> & { readonly code: BrowserCode }

export function pageFinding(url: string, evidence: BrowserEvidence, about: About, settings: Settings, upstream: JudgeUpstream): Finding {
  const visit = visitOf(evidence, url)
  const finding = { ...about, id: question.browserPage(url) }
  if (visit === undefined || visit.failure?.word === 'cancelled')
    return { ...finding, ...notAsked(evidence), args: notAskedArgs(evidence, about) }
  const sight = sightOf(visit, settings)
  const alone = upstream.findings.page?.find(({ id }) => id === question.pageReach(url))
  return { ...finding, ...verdictOf(sight, visit, alone, settings), args: argsOf(visit, sight, evidence, about, alone) }
}

function notAsked({ notUsed }: BrowserEvidence): Verdict {
  const reason: Reason = notUsed?.reason ?? 'deadline'
  return { code: notAskedCode(notUsed, reason), status: reason === 'switched-off' ? 'not-applicable' : 'not-checked', reason }
}

function notAskedCode(notUsed: BrowserEvidence['notUsed'], reason: Reason): BrowserCode {
  if (reason === 'deadline') return 'browser/page-not-finished'
  return notUsed !== null && notUsed.policy !== null ? 'browser/page-forbidden' : 'browser/page-not-asked'
}

function notAskedArgs({ notUsed }: BrowserEvidence, about: About): Args {
  return { ...about.args, policy: notUsed?.policy ?? null, failure: notUsed?.failure?.code ?? null }
}

/** @param alone what this program saw there by itself */
function verdictOf(sight: Sight, visit: BrowserVisit, alone: Finding | undefined, settings: Settings): Verdict {
  if (sight === 'recognised' || sight === 'answered') return { code: 'browser/page-loads', status: 'ok' }
  const kind = kindOf(sight, visit)
  if (kind === 'policy') return { code: 'browser/policy-blocks', status: 'problem' }
  if (saysTheSame(sight, alone)) return { code: 'browser/page-agrees', status: 'not-checked', reason: 'upstream-failed' }
  if (errorWord(visit.error ?? '') === 'ERR_CERT_AUTHORITY_INVALID' && settings.trustedRoots.length > 0)
    return { code: 'browser/root-unknown', status: 'not-checked', reason: 'not-supported' }
  switch (sight) {
    case 'error':
      return { code: 'browser/page-fails', status: isPassing(visit.error ?? '') ? 'warning' : 'problem' }
    case 'unexpected':
      // What is looked for may stand in the part that was not read.
      return visit.page?.cut === true
        ? { code: 'browser/page-not-finished', status: 'not-checked', reason: 'page-not-recognised' }
        : { code: 'browser/page-unexpected', status: 'warning' }
    default:
      // The server may not like a browser without a window, and the PC may only be slow.
      return { code: 'browser/page-fails', status: 'warning' }
  }
}

/** The page failed here too: one fault, which the other checks look into, and not another one. */
function saysTheSame(sight: Sight, alone: Finding | undefined): boolean {
  if (alone === undefined) return false
  const stopped = alone.status === 'problem' || alone.code === 'page/certificate-first' || alone.code === 'page/outside-service-hours'
  return stopped || (isBad(alone) && sight !== 'error')
}

function kindOf(sight: Sight, { error }: BrowserVisit): ErrorKind | null {
  if (sight === 'refused') return 'http'
  if (sight === 'nothing') return 'limit'
  return sight === 'error' && error !== null ? errorKind(error) : null
}

/** Policies that could be behind an error of this kind. */
const policiesBehind: Readonly<Partial<Record<ErrorKind, readonly string[]>>> = {
  name: ['DnsOverHttpsMode', 'DnsOverHttpsTemplates', 'BuiltInDnsClientEnabled', 'ProxyMode'],
  connection: ['ProxyMode', 'ProxyServer', 'ProxySettings'],
  proxy: ['ProxyMode', 'ProxyServer', 'ProxyPacUrl', 'ProxySettings', 'AuthSchemes', 'AuthServerAllowlist'],
  tls: ['SSLVersionMin'],
}

function argsOf(visit: BrowserVisit, sight: Sight, evidence: BrowserEvidence, about: About, alone: Finding | undefined): Args {
  const kind = kindOf(sight, visit)
  const behind = kind === null ? [] : (policiesBehind[kind] ?? [])
  const set = behind.flatMap((name) => policyNamed(evidence.policies, name) ?? [])
  const title = clean(visit.page?.title ?? '')
  return {
    ...about.args,
    browser: usedName(evidence),
    error: visit.error === null ? null : errorWord(visit.error),
    errorKind: kind,
    statusCode: visit.statusCode,
    seen: seenText(visit),
    finalUrl: visit.finalUrl,
    title: title === '' ? null : title,
    address: visit.hops.at(-1)?.remoteAddress ?? null,
    policies: set.map(({ name, value }) => `${name}=${String(value)}`),
    screenshot: visit.screenshot?.file ?? null,
    seconds: (visit.elapsedMs / 1000).toFixed(1),
    reached: alone?.status === 'ok' ? 'yes' : 'unknown',
  }
}

/** In signs that need no language: "ERR_NAME_NOT_RESOLVED", "HTTP 503". */
function seenText({ error, statusCode }: BrowserVisit): string | null {
  if (error !== null && statusCode === null) return errorWord(error)
  return statusCode === null ? null : `HTTP ${statusCode}`
}
