/** Causes that lie with what this PC does with a name. */

import { type Candidate, type Cause, defineCause, type Findings } from '../cause.ts'
import type { Finding } from '../check.ts'
import { addressSymptoms, isMisled, predict, wrongServerSymptoms } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import { behindOtherAddresses, goodAnswers, lookUpFails } from './answers.ts'
import type { DnsCauseCode } from './codes.ts'

/** Addresses that a resolver gave for this host. */
function resolved(findings: Findings, host: string): Set<string> {
  return new Set(goodAnswers(findings, host).flatMap((answer) => listArg(answer, 'addresses')))
}

const hostsOverride = defineCause({
  code: 'dns/hosts-override',
  number: 231,
  owner: 'site-it',
  confirm: 'findstr /i /n "{host}" "{path}"',
  propose: (findings) =>
    findings.bad('dns/hosts-override').map((line): Candidate => {
      const host = textArg(line, 'host')
      const given = resolved(findings, host)
      // What fails at an address that a resolver gives too is not the line's doing.
      const only = listArg(line, 'addresses').filter((address) => !given.has(address))
      const behind = addressSymptoms(findings, only, host)
      return {
        code: 'dns/hosts-override',
        subject: host,
        // Where no resolver says anything of the name, only the page tells whether the line is right.
        severity: only.length === 0 || (given.size === 0 && !isMisled(findings, host)) ? 'warning' : 'blocker',
        owner: 'site-it',
        args: { ...line.args, ...(given.size > 0 ? { answering: [host], unanswered: [] } : { answering: [], unanswered: [host] }) },
        predicts: predict([line, ...behind, ...(only.length > 0 ? wrongServerSymptoms(findings, host) : [])]),
        ruledOutBy: [],
        specificity: 2,
      }
    }),
})

const policyRule = defineCause({
  code: 'dns/policy-rule',
  number: 232,
  owner: 'site-it',
  confirm: 'Get-DnsClientNrptPolicy -Effective',
  propose: (findings) =>
    findings.bad('dns/policy-rule').map((rule): Candidate => {
      const host = textArg(rule, 'host')
      // The servers that the rule leads to are not asked: what applications are given tells of them.
      const behind = behindOtherAddresses(findings, host)
      const misleads = behind.length > 0 || lookUpFails(findings, host)
      return {
        code: 'dns/policy-rule',
        subject: host,
        severity: misleads ? (isMisled(findings, host) ? 'blocker' : 'warning') : 'note',
        owner: 'site-it',
        args: rule.args,
        predicts: predict([rule, ...behind, ...(misleads ? wrongServerSymptoms(findings, host) : [])]),
        ruledOutBy: [],
        specificity: 2,
      }
    }),
})

/**
 * Applications are given an address that no resolver gives any more, and that address is dead. Where Windows asks by HTTPS, it may be the answer
 * of the server there just as well (host/doh).
 */
const cacheStale = defineCause({
  code: 'dns/cache-stale',
  number: 233,
  owner: 'site-it',
  confirm: 'ipconfig /displaydns',
  propose: (findings) =>
    findings
      .asked('dns.system')
      .filter((system) => system.code === 'dns/system-differs')
      .flatMap((system): Candidate[] => {
        const host = textArg(system, 'host')
        const behind = behindOtherAddresses(findings, host)
        if (behind.length === 0 || findings.get(question.hostDoh())?.code === 'host/doh') return []
        return [
          {
            code: 'dns/cache-stale',
            subject: host,
            severity: isMisled(findings, host) ? 'blocker' : 'warning',
            owner: 'site-it',
            args: { ...system.args, resolved: [...resolved(findings, host)] },
            predicts: predict([...behind, ...wrongServerSymptoms(findings, host)]),
            ruledOutBy: [],
            specificity: 2,
          },
        ]
      }),
})

const notHkex = defineCause({
  code: 'dns/not-hkex',
  number: 234,
  owner: 'site-it',
  confirm: 'Get-DnsClientServerAddress',
  propose: (findings) => findings.bad('dns/not-hkex').map((finding) => aboutSettings('dns/not-hkex', finding)),
})

/** The PC asks some of HKEX's servers and not the others, which are there for the day when those are gone. */
const alternateNotSet = defineCause({
  code: 'dns/alternate-not-set',
  number: 235,
  owner: 'site-it',
  confirm: 'Get-DnsClientServerAddress',
  propose: (findings) => findings.bad('dns/alternate-not-set').map((finding) => aboutSettings('dns/alternate-not-set', finding)),
})

function aboutSettings(code: DnsCauseCode, finding: Finding): Candidate {
  return {
    code,
    subject: finding.subject,
    severity: 'note',
    owner: 'site-it',
    args: finding.args,
    predicts: [{ id: finding.id }],
    ruledOutBy: [],
    specificity: 1,
  }
}

export const machineCauses: readonly Cause[] = [hostsOverride, policyRule, cacheStale, notHkex, alternateNotSet]
