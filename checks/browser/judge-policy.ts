/** What policies and the user's own settings make of the way to the pages. */

import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { About } from './about.ts'
import { errorKind } from './errors.ts'
import type { BrowserEvidence, BrowserVisit, Policy } from './evidence.ts'
import { popupsBlocked, urlVerdict } from './url-pattern.ts'

/** Of a policy that is set in two places the machine's counts, which stands first. */
export function policyNamed(policies: readonly Policy[], name: string): Policy | undefined {
  return policies.find((policy) => policy.name === name)
}

function listOf(policy: Policy | undefined): readonly string[] {
  return typeof policy?.value === 'object' ? policy.value : []
}

/** In mode "secure" the browser asks its own DNS-over-HTTPS server alone; in any other, the terminal's DNS has the last word. */
export function secureDnsFinding(evidence: BrowserEvidence): Finding[] {
  if (evidence.browsers.length === 0) return []
  const { mode, templates, where } = secureDnsOf(evidence)
  const finding = { id: question.browserSecureDns(), check: 'browser', subject: 'PC', args: { mode, templates, where } } as const
  return [
    mode === 'secure'
      ? { ...finding, code: 'browser/secure-dns', status: 'warning' }
      : { ...finding, code: 'browser/terminals-dns', status: 'ok' },
  ]
}

interface SecureDns {
  readonly mode: string | null
  readonly templates: string | null
  /** Registry key or file that says so. */
  readonly where: string | null
}

function secureDnsOf({ policies, managed, userSettings, browsers, used }: BrowserEvidence): SecureDns {
  const policy = policyNamed(policies, 'DnsOverHttpsMode')
  if (policy !== undefined) {
    const templates = policyNamed(policies, 'DnsOverHttpsTemplates')?.value
    return {
      mode: String(policy.value),
      templates: templates === undefined ? null : String(templates),
      where: placeOf(policy),
    }
  }
  const kind = browsers[used ?? 0]?.kind
  // Chromium, chrome/browser/net/stub_resolver_config_reader.cc: what the user chose counts in a browser that nobody manages.
  const own = managed === true ? undefined : userSettings.find((setting) => setting.kind === kind && setting.secureDns !== null)
  return { mode: own?.secureDns?.mode ?? null, templates: own?.secureDns?.templates || null, where: own?.file ?? null }
}

/** A registry value by its whole path, a policy of a file beside the file. */
function placeOf({ where, name }: Policy): string {
  return /^HK(?:LM|CU)\\/.test(where) ? `${where}\\${name}` : `${where} (${name})`
}

/** What the browser was seen to let through is not blocked, whatever a list seems to say: it looks there before it asks anybody. */
export function policyFinding(url: string, { policies, browsers, visits }: BrowserEvidence, about: About): Finding[] {
  if (browsers.length === 0) return []
  const blocklist = policyNamed(policies, 'URLBlocklist')
  const { blocked, rule } = urlVerdict(url, { blocklist: listOf(blocklist), allowlist: listOf(policyNamed(policies, 'URLAllowlist')) })
  const passes = visits.some((visit) => visit.url === url && wentOut(visit))
  const args = { ...about.args, rule, policy: 'URLBlocklist', where: blocklist?.where ?? null }
  const finding = { ...about, id: question.browserPolicy(url), args }
  return [
    blocked && !passes
      ? { ...finding, code: 'browser/policy-blocks', status: 'problem' }
      : { ...finding, code: 'browser/allowed', status: 'ok' },
  ]
}

function wentOut({ error, page, statusCode }: BrowserVisit): boolean {
  return error === null ? statusCode !== null || page !== null : errorKind(error) !== 'policy'
}

export function popupsFinding(url: string, { policies, browsers }: BrowserEvidence, about: About): Finding[] {
  if (browsers.length === 0) return []
  const { blocked, rule } = popupsBlocked(url, policies)
  const finding = { ...about, id: question.browserPopups(url), args: { ...about.args, rule } }
  return [
    blocked
      ? { ...finding, code: 'browser/popups-blocked', status: 'warning' }
      : { ...finding, code: 'browser/popups-allowed', status: 'ok' },
  ]
}
