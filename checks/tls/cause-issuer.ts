import { type Candidate, defineCause, type Findings } from '../cause.ts'
import type { Finding } from '../check.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import { viasOf } from './connections.ts'

/** The site file names issuers that are no longer the servers': one line to correct, however many hosts show it. */
export const issuerUnexpected = defineCause({
  code: 'tls/issuer-unexpected',
  number: 516,
  owner: 'site-it',
  confirm: 'curl.exe -vI {url}',
  propose: (findings) => {
    const shown = findings.bad('tls/issuer-unexpected').filter((finding) => isVouchedFor(findings, finding))
    return shown.length === 0 ? [] : [candidate(shown)]
  },
})

/** A certificate that nobody vouches for says nothing of the servers' issuer: what else is wrong with it explains that too. */
function isVouchedFor(findings: Findings, finding: Finding): boolean {
  return findings.isOk(question.tlsTrust(finding.subject, textArg(finding, 'via')))
}

function candidate(shown: readonly Finding[]): Candidate {
  const [first] = shown as readonly [Finding]
  return {
    code: 'tls/issuer-unexpected',
    subject: 'certificate.issuers',
    severity: 'warning',
    owner: 'site-it',
    args: {
      url: textArg(first, 'url'),
      expected: listArg(first, 'expected'),
      hosts: [...new Set(shown.map(({ subject }) => subject))],
      issuers: [...new Set(shown.map((finding) => textArg(finding, 'issuer')))],
      vias: viasOf(shown),
    },
    predicts: shown.map(({ id }) => ({ id, codes: ['tls/issuer-unexpected'] })),
    ruledOutBy: [],
    specificity: 1,
  }
}
