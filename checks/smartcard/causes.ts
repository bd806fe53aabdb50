/**
 * Numbers 1000-1099 belong to the smart card. Where it is optional nothing here is more than a note: a desk that logs on with a one-time
 * password needs none of it.
 */

import { type Candidate, type Cause, defineCause, type Findings, type Owner } from '../cause.ts'
import type { Args, Finding } from '../check.ts'
import { predict } from '../downstream.ts'
import type { SmartcardCauseCode } from './codes.ts'

interface CauseFacts {
  readonly number: number
  readonly owner: Owner
  readonly confirm: string
}

const facts: Readonly<Record<SmartcardCauseCode, CauseFacts>> = {
  'smartcard/service-stopped': { number: 1001, owner: 'site-it', confirm: 'sc.exe query SCardSvr' },
  'smartcard/no-reader': { number: 1002, owner: 'terminal-user', confirm: 'certutil -scinfo -silent' },
  'smartcard/no-card': { number: 1003, owner: 'terminal-user', confirm: 'certutil -scinfo -silent' },
  'smartcard/card-mute': { number: 1004, owner: 'terminal-user', confirm: 'certutil -scinfo -silent' },
  'smartcard/remote-session': { number: 1005, owner: 'site-it', confirm: 'query session' },
  'smartcard/driver-missing': { number: 1006, owner: 'site-it', confirm: 'pnputil /enum-devices /problem' },
}

export const smartcardCauses: readonly Cause[] = (Object.keys(facts) as SmartcardCauseCode[]).map((code) =>
  defineCause({ code, ...facts[code], propose: (findings) => propose(code, findings) }),
)

function propose(code: SmartcardCauseCode, findings: Findings): Candidate[] {
  const bad = findings.bad(code)
  // Every reader is empty for one reason, and a card is put into one of them.
  if (code === 'smartcard/no-card' && bad.length > 0) {
    const readers = bad.map(({ subject }) => subject)
    return [candidate(code, bad, bad, readers.join(', '), { readers })]
  }
  return bad.map((finding) => candidate(code, [finding], explainedBy(finding, findings), finding.subject, finding.args))
}

/** A reader without a driver is one that PC/SC does not list; the card may be in that one. */
function explainedBy(finding: Finding, findings: Findings): readonly Finding[] {
  if (finding.code !== 'smartcard/driver-missing') return [finding]
  return [finding, ...findings.bad('smartcard/no-reader', 'smartcard/no-card')]
}

function candidate(
  code: SmartcardCauseCode,
  seen: readonly Finding[],
  explained: readonly Finding[],
  subject: string,
  args: Args,
): Candidate {
  return {
    code,
    subject,
    severity: seen.some(({ status }) => status === 'problem') ? 'blocker' : 'note',
    owner: facts[code].owner,
    args,
    predicts: predict(explained),
    ruledOutBy: [],
    specificity: 1,
  }
}
