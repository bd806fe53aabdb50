/** Findings about the connections of a host, as its causes look at them. */

import type { Findings, Severity } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { isStopped } from '../downstream.ts'
import { textArg } from '../findings.ts'

/** The connections that findings speak of, each once. */
export function viasOf(shown: readonly Finding[]): string[] {
  return [...new Set(shown.map((finding) => textArg(finding, 'via')))]
}

/** The proxies, where all these connections go by one. */
export function proxiesOf(vias: readonly string[]): string[] | null {
  return vias.every((via) => via.startsWith('via ')) ? vias.map((via) => via.slice('via '.length)) : null
}

/**
 * stops: the log-on, today · accepted: the browser goes past it, here and now · elsewhere: another connection of the host is in order,
 * and this one is met on another day · hidden: this PC's clock is wrong and hides it until it is put right
 */
export type Standing = 'stops' | 'accepted' | 'elsewhere' | 'hidden'

/** A fault at every connection of the host stops the log-on, and so does one that the page itself met. */
export function standingOf(findings: Findings, host: string, shown: readonly Finding[]): Standing {
  if (shown.every(({ args }) => args.validAtPcTime === true)) return 'hidden'
  const judged = findings
    .asked('tls.handshake')
    .filter(({ subject, status }) => subject === host && (status === 'ok' || status === 'warning' || status === 'problem'))
  const faulty = new Set(viasOf(shown))
  const isElsewhere = judged.some((finding) => !faulty.has(textArg(finding, 'via')))
  // Edge has a root list of its own and can fetch a missing intermediate: where it shows the page, nothing stops the log-on today.
  if (loadsInBrowser(findings, host)) return isElsewhere ? 'elsewhere' : 'accepted'
  return isElsewhere && !isStopped(findings, host) ? 'elsewhere' : 'stops'
}

export function severityOver(findings: Findings, host: string, shown: readonly Finding[]): Severity {
  return standingOf(findings, host, shown) === 'stops' ? 'blocker' : 'warning'
}

function loadsInBrowser(findings: Findings, host: string): boolean {
  return findings.asked('browser.page').some(({ code, args }) => code === 'browser/page-loads' && args.host === host)
}

/** What is asked of each certificate. */
export const certificateQuestions = ['tls.dates', 'tls.name', 'tls.trust', 'tls.issuer', 'tls.strength'] as const

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
