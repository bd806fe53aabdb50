/** Numbers 600-699 belong to the page. What could not be reached at all is explained by the checks before it. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { predict } from '../downstream.ts'
import { certificateQuestions } from '../tls/connections.ts'
import type { PageCauseCode } from './codes.ts'

/** Shows status and headers. Windows' curl would ask for revocation lists, which a closed network does not reach. */
const showHeaders = 'curl.exe -sS --ssl-no-revoke -D - -o NUL {url}'
/** The certificate is a stranger's, and it is the stranger who is to be seen. */
const showStranger = 'curl.exe -sSk -D - -o NUL {url}'

interface Facts {
  readonly number: number
  readonly owner: Owner
  /** Where it differs: what is only a warning as a finding is no more than one as a cause. */
  readonly severity: Severity | 'as-found'
  /** Findings that agree in these args have one cause. */
  readonly oneFor: readonly string[]
}

const facts = {
  'page/redirected-away': { number: 602, owner: 'hkex', severity: 'as-found', oneFor: ['host', 'onwardHost'] },
  // The source address is asked about first, and NAT is the site's.
  'page/forbidden': { number: 603, owner: 'site-network', severity: 'blocker', oneFor: ['host'] },
  'page/server-error': { number: 604, owner: 'hkex', severity: 'blocker', oneFor: ['host', 'statusCode'] },
  'page/outside-service-hours': { number: 605, owner: 'hkex', severity: 'warning', oneFor: ['opensAt'] },
  'page/unexpected': { number: 606, owner: 'hkex', severity: 'warning', oneFor: ['url'] },
  'page/not-found': { number: 607, owner: 'hkex', severity: 'blocker', oneFor: ['url'] },
  'page/no-answer': { number: 608, owner: 'hkex', severity: 'blocker', oneFor: ['host'] },
  'page/sent-unencrypted': { number: 610, owner: 'hkex', severity: 'blocker', oneFor: ['host'] },
  'page/redirect-loop': { number: 609, owner: 'hkex', severity: 'blocker', oneFor: ['host'] },
} as const satisfies Record<Exclude<PageCauseCode, 'page/captive-portal'>, Facts>

type Group = readonly [Finding, ...Finding[]]

function pageCause(code: keyof typeof facts): Cause {
  const { number, owner, severity, oneFor } = facts[code]
  return defineCause({
    code,
    number,
    owner,
    confirm: showHeaders,
    propose: (findings) => {
      const groups = Map.groupBy(findings.bad(code), ({ args }) => oneFor.map((name) => String(args[name])).join(' '))
      return [...groups.values()].map((group) => {
        const found = whatItExplains(group as [Finding, ...Finding[]])
        const middlebox = owner === 'hkex' && code !== 'page/outside-service-hours' ? middleboxBefore(findings, group) : null
        return {
          ...found,
          args: { ...found.args, middlebox },
          code,
          owner: middlebox === null ? owner : 'site-network',
          severity: severity === 'as-found' ? severityAsFound(group) : severity,
          specificity: 1,
        }
      })
    },
  })
}

/** A box that opens the connection may answer in the server's place, and its network team sees which of the two it was. */
function middleboxBefore(findings: Findings, group: readonly Finding[]): string | null {
  const hosts = new Set(group.map(({ subject }) => subject))
  const opened = findings.bad('tls/intercepted').find(({ subject }) => hosts.has(subject))
  return typeof opened?.args.middlebox === 'string' ? opened.args.middlebox : null
}

function severityAsFound(group: readonly Finding[]): Severity {
  return group.some(({ status }) => status === 'problem') ? 'blocker' : 'warning'
}

function whatItExplains(group: Group): Pick<Candidate, 'subject' | 'args' | 'predicts' | 'ruledOutBy'> {
  const [first] = group
  const hosts = [...new Set(group.map(({ subject }) => subject))]
  return {
    subject: first.subject,
    args: { ...first.args, hosts, urls: group.map(({ args }) => String(args.url)) },
    predicts: predict(group),
    ruledOutBy: [],
  }
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
    const found = whatItExplains([first, ...others])
    return [
      {
        ...found,
        code: 'page/captive-portal',
        owner: 'site-network',
        severity: 'blocker',
        predicts: [...found.predicts, ...predict([...strangersCertificates(findings), ...answersThatLeadThere(findings)])],
        // It says what the stranger wants, and not only that the certificate is bad.
        specificity: 2,
      },
    ]
  },
})

/** DNS that gives every name the portal's address is how it has everybody come by. */
function answersThatLeadThere(findings: Findings): Finding[] {
  const met = new Set(findings.bad('page/captive-portal').map(({ args }) => args.via))
  return findings
    .bad('dns/nxdomain-rewritten', 'dns/address-unexpected')
    .filter(({ args }) => Array.isArray(args.addresses) && args.addresses.some((address) => met.has(address)))
}

/** What is bad about the certificates of the hosts whose page nobody saw for it. */
function strangersCertificates(findings: Findings): Finding[] {
  const portals = new Set(findings.bad('page/captive-portal').map(({ subject }) => subject))
  const unseen = new Set(findings.asked('page.reach').flatMap(({ code, subject }) => (code === 'page/certificate-first' ? [subject] : [])))
  const asked = certificateQuestions.flatMap((question) => findings.asked(question)).filter(isBad)
  const shown = new Set(asked.filter(({ subject }) => portals.has(subject)).map(certificateKey))
  // Another host whose page was not seen is behind the same stranger only where the very same certificate was shown for it.
  return asked.filter((finding) => portals.has(finding.subject) || (unseen.has(finding.subject) && shown.has(certificateKey(finding))))
}

/** An issuer gives a serial number once (RFC 5280 section 4.1.2.2). */
function certificateKey({ args }: Finding): string {
  return `${args.issuer} ${args.serialNumber}`
}

export const pageCauses: readonly Cause[] = [captivePortal, ...(Object.keys(facts) as (keyof typeof facts)[]).map(pageCause)]
