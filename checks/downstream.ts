/** What fails because something earlier on the way failed: shared by the causes of dns, path and host. */

import type { Findings, Prediction } from './cause.ts'
import { type Finding, isBad } from './check.ts'

/** Bad findings about this host as a whole: applications cannot look it up, reach it or load its page. */
export function hostSymptoms(findings: Findings, host: string): Finding[] {
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
 * Whether the log-on to this host is stopped: its page was not reached, or Edge would stop at its certificate, or, where
 * nobody could try, it has no address or no way.
 */
export function isStopped(findings: Findings, host: string): boolean {
  const pages = findings.asked('page.reach').filter((page) => page.args.host === host)
  if (pages.some((page) => page.status === 'ok')) return false
  return hostSymptoms(findings, host).length > 0 || pages.some((page) => page.code === 'page/certificate-first')
}

export function predict(findings: readonly Finding[]): Prediction[] {
  return findings.map(({ id }) => ({ id }))
}
