/** Numbers 600-699 belong to the page. What could not be reached at all is explained by the checks before it. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { predict } from '../downstream.ts'
import type { PageCauseCode } from './codes.ts'

/** Shows status and headers. Windows' curl would ask for revocation lists, which a closed network does not reach. */
const showHeaders = 'curl.exe -sS --ssl-no-revoke -D - -o NUL {url}'
/** The certificate is somebody else's, which is what is to be shown. */
const showStranger = 'curl.exe -sSk -D - -o NUL {url}'

interface PageCause {
  readonly code: PageCauseCode
  readonly number: number
  readonly owner: Owner
  readonly severity: Severity
  readonly confirm?: string
  /** One cause for all findings that agree in these args; in the host by default. */
  readonly oneFor?: readonly string[]
  readonly subject?: string
}

function pageCause({ code, number, owner, severity, confirm = showHeaders, oneFor = ['host'] }: PageCause): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) =>
      [...Map.groupBy(findings.bad(code), ({ args }) => oneFor.map((name) => String(args[name])).join(' '))].map(([, group]) =>
        candidate(findings, group as [Finding, ...Finding[]], { code, owner, severity }),
      ),
  })
}

function candidate(
  findings: Findings,
  group: readonly [Finding, ...Finding[]],
  facts: Pick<Candidate, 'code' | 'owner' | 'severity'>,
): Candidate {
  const [first] = group
  const hosts = [...new Set(group.map(({ subject }) => subject))]
  return {
    ...facts,
    owner: hosts.some((host) => isIntercepted(findings, host)) ? 'site-network' : facts.owner,
    subject: first.subject,
    args: { ...first.args, hosts, urls: group.map(({ args }) => String(args.url)) },
    predicts: predict(group),
    ruledOutBy: [],
    specificity: 1,
  }
}

/** Where a box of the site opens the connection, an error may be the box's own: the site looks there first. */
function isIntercepted(findings: Findings, host: string): boolean {
  return findings.asked('tls.trust').some((finding) => finding.code === 'tls/intercepted' && finding.id.split(' ')[1] === host)
}

/** Who answers in the place of one host answers for others too, with a certificate that is not theirs. */
const captivePortal = defineCause({
  code: 'page/captive-portal',
  number: 601,
  owner: 'site-network',
  confirm: showStranger,
  propose: (findings) => {
    const [first, ...others] = findings.bad('page/captive-portal')
    if (first === undefined) return []
    const found = candidate(findings, [first, ...others], { code: 'page/captive-portal', owner: 'site-network', severity: 'blocker' })
    const behind = findings.asked('page.reach').filter(({ code }) => code === 'page/captive-portal' || code === 'page/certificate-first')
    const certificates = behind.flatMap(({ subject }) => badCertificates(findings, subject))
    return [{ ...found, predicts: [...found.predicts, ...predict(certificates)] }]
  },
})

function badCertificates(findings: Findings, host: string): Finding[] {
  const asked = ['tls.name', 'tls.trust', 'tls.dates', 'tls.issuer', 'tls.strength'].flatMap((question) => findings.asked(question))
  return asked.filter((finding) => isBad(finding) && finding.id.split(' ')[1] === host)
}

/** A host of the same organisation, or of a profile of the user's own, is only shown: see the judge. */
const redirectedAway = defineCause({
  code: 'page/redirected-away',
  number: 602,
  owner: 'hkex',
  confirm: showHeaders,
  propose: (findings) =>
    [...Map.groupBy(findings.bad('page/redirected-away'), ({ args }) => `${args.host} ${args.onwardHost}`)].map(([, group]) =>
      candidate(findings, group as [Finding, ...Finding[]], {
        code: 'page/redirected-away',
        owner: 'hkex',
        severity: group.some(({ status }) => status === 'problem') ? 'blocker' : 'warning',
      }),
    ),
})

export const pageCauses: readonly Cause[] = [
  captivePortal,
  redirectedAway,
  // The source address comes first, and NAT is the site's.
  pageCause({ code: 'page/forbidden', number: 603, owner: 'site-network', severity: 'blocker' }),
  pageCause({ code: 'page/server-error', number: 604, owner: 'hkex', severity: 'blocker', oneFor: ['host', 'statusCode'] }),
  pageCause({ code: 'page/outside-service-hours', number: 605, owner: 'hkex', severity: 'warning', oneFor: ['opensAt'] }),
  pageCause({ code: 'page/unexpected', number: 606, owner: 'hkex', severity: 'warning', oneFor: ['url'] }),
  pageCause({ code: 'page/not-found', number: 607, owner: 'hkex', severity: 'blocker', oneFor: ['url'] }),
  pageCause({ code: 'page/no-answer', number: 608, owner: 'hkex', severity: 'blocker' }),
  pageCause({ code: 'page/redirect-loop', number: 609, owner: 'hkex', severity: 'blocker' }),
]
