/** Findings about the connections of a host, as its causes look at them. */

import type { Findings, Severity } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { isStopped } from '../downstream.ts'
import { textArg } from '../findings.ts'

/** The connections that findings speak of, each once. */
export function viasOf(shown: readonly Finding[]): string[] {
  return [...new Set(shown.map((finding) => textArg(finding, 'via')))]
}

/** A fault at every connection of the host stops the log-on, and so does one that the page itself met; at others it may be met on another day. */
export function severityOver(findings: Findings, host: string, shown: readonly Finding[]): Severity {
  // Edge has a root list of its own and can fetch a missing intermediate: where it shows the page, nothing stops the log-on today.
  if (loadsInBrowser(findings, host)) return 'warning'
  const judged = findings
    .asked('tls.handshake')
    .filter(({ subject, status }) => subject === host && (status === 'ok' || status === 'warning' || status === 'problem'))
  const faulty = new Set(viasOf(shown))
  return judged.some((finding) => !faulty.has(textArg(finding, 'via'))) && !isStopped(findings, host) ? 'warning' : 'blocker'
}

function loadsInBrowser(findings: Findings, host: string): boolean {
  return findings.asked('browser.page').some(({ code, args }) => code === 'browser/page-loads' && args.host === host)
}

const certificateQuestions = ['tls.dates', 'tls.name', 'tls.trust', 'tls.issuer', 'tls.strength']

/** The other bad findings about the certificates that these were shown with. */
export function certificateFollowUps(findings: Findings, shown: readonly Finding[]): Finding[] {
  const same = new Set(shown.map((finding) => `${finding.subject} ${textArg(finding, 'via')}`))
  return certificateQuestions
    .flatMap((question) => findings.asked(question))
    .filter((finding) => isBad(finding) && !shown.includes(finding) && same.has(`${finding.subject} ${finding.args.via}`))
}

/** A date that is wrong by this PC's clock and right at the corrected time is the clock's fault, which explains it by itself. */
export function isOwnFault({ code, args }: Finding): boolean {
  return !((code === 'tls/expired' || code === 'tls/not-yet-valid') && args.validAtCorrectedTime === true)
}
