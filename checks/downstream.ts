/** What fails because something earlier on the way failed: shared by the causes of dns, path and host. */

import type { Findings, Prediction } from './cause.ts'
import { type Finding, isBad } from './check.ts'

/** Bad findings about this host as a whole: applications cannot look it up or reach it. A page that came, whatever it says, was reached. */
export function hostSymptoms(findings: Findings, host: string): Finding[] {
  return badAbout(findings, host).filter(({ check, code }) => check !== 'page' || code === 'page/unreachable')
}

/** The same where applications are led to another server: what its page says is not the host's own word either. */
export function wrongServerSymptoms(findings: Findings, host: string): Finding[] {
  return badAbout(findings, host)
}

function badAbout(findings: Findings, host: string): Finding[] {
  const asked = ['dns.system', 'path.host', 'page.reach'].flatMap((question) => findings.asked(question))
  return asked.filter((finding) => isBad(finding) && finding.args.host === host)
}

/** Bad findings about these addresses of a host, or about any host's when none is named: connecting, greeting, certificates. */
export function addressSymptoms(findings: Findings, addresses: readonly string[], host?: string): Finding[] {
  return findings.all.filter(
    (finding) =>
      isBad(finding) &&
      (finding.check === 'path' || finding.check === 'tls') &&
      addresses.includes(String(finding.args.address)) &&
      (host === undefined || finding.args.host === undefined || finding.args.host === host),
  )
}

/**
 * Whether the log-on to this host is stopped before any page comes: none was reached, or Edge would stop at its certificate,
 * or, where nobody could try, it has no address or no way.
 */
export function isStopped(findings: Findings, host: string): boolean {
  const pages = pagesOf(findings, host)
  if (pages.some((page) => page.status === 'ok')) return false
  if (pages.some(({ code }) => code === 'page/unreachable' || code === 'page/certificate-first')) return true
  return !pages.some(isBad) && hostSymptoms(findings, host).length > 0
}

/** The same where applications are led to another server: a page that it answers with is not the host's. */
export function isMisled(findings: Findings, host: string): boolean {
  const pages = pagesOf(findings, host)
  return isStopped(findings, host) || (pages.some(({ status }) => status === 'problem') && !pages.some((page) => page.status === 'ok'))
}

function pagesOf(findings: Findings, host: string): Finding[] {
  return findings.asked('page.reach').filter((page) => page.args.host === host)
}

export function predict(findings: readonly Finding[]): Prediction[] {
  return findings.map(({ id }) => ({ id }))
}
