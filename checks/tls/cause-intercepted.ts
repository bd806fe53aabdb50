import { type Candidate, defineCause, type Findings, type Severity } from '../cause.ts'
import type { Finding } from '../check.ts'
import { hostSymptoms, predict } from '../downstream.ts'
import { textArg } from '../findings.ts'
import { certificateFollowUps, isOwnFault, severityOver, viasOf } from './connections.ts'

/** One box opens the connections to many hosts: one cause, by the name that it signs with, for all of them. */
export const intercepted = defineCause({
  code: 'tls/intercepted',
  number: 508,
  owner: 'site-network',
  confirm: 'curl.exe -vI {url}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('tls/intercepted'), (finding) => textArg(finding, 'top'))].map(([top, shown]): Candidate => {
      const hosts = [...new Set(shown.map(({ subject }) => subject))]
      return {
        code: 'tls/intercepted',
        subject: top,
        severity: gravest(
          hosts.map((host) =>
            severityAt(
              findings,
              host,
              shown.filter(({ subject }) => subject === host),
            ),
          ),
        ),
        owner: 'site-network',
        args: { ...argsOf(findings, shown), hosts, vias: viasOf(shown) },
        predicts: [
          ...shown.map(({ id }) => ({ id, codes: ['tls/intercepted'] })),
          ...predict(certificateFollowUps(findings, shown).filter(isTheBoxes)),
          // What a page that came through it says is another matter.
          ...predict(hosts.flatMap((host) => hostSymptoms(findings, host)).filter(({ code }) => code === 'page/unreachable')),
        ],
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

/**
 * A box copies the dates of the server's own certificate, and one that has ended there has ended here; but many make theirs last for days
 * alone (Zscaler: 14), so that one that ends soon says nothing of the server. The issuer's dates are the box's own.
 */
function isTheBoxes(finding: Finding): boolean {
  if (!finding.id.startsWith('tls.dates ')) return true
  return finding.code === 'tls/expires-soon' || (finding.args.role !== 'server' && isOwnFault(finding))
}

/** With a root that this PC trusts, and that has not ended, the page loads all the same: a warning. */
function severityAt(findings: Findings, host: string, shown: readonly Finding[]): Severity {
  const trust = [...shown, ...certificateFollowUps(findings, shown).filter(isTheBoxes)].filter(({ id }) =>
    ['tls.trust ', 'tls.issuer ', 'tls.dates '].some((asked) => id.startsWith(asked)),
  )
  const untrusted = trust.filter(({ status }) => status === 'problem')
  return untrusted.length === 0 ? 'warning' : severityOver(findings, host, untrusted)
}

function gravest(severities: readonly Severity[]): Severity {
  return severities.includes('blocker') ? 'blocker' : 'warning'
}

/** A finding about trust says more than one about the issuer; where the box's root has ended, that is why nothing of it is trusted. */
function argsOf(findings: Findings, shown: readonly Finding[]) {
  const told = shown.find(({ id }) => id.startsWith('tls.trust ')) ?? shown[0]
  const ended = certificateFollowUps(findings, shown).find(({ code, args }) => code === 'tls/expired' && args.role === 'root')
  return { ...told?.args, endedRoot: ended?.args.rootCertificate ?? null, endedOn: ended?.args.notAfter ?? null }
}
