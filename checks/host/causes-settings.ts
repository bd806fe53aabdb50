/** What is noted of the PC beside what stops the log-on; numbers from 110. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import { behindOtherAddresses } from '../dns/answers.ts'
import { hostSymptoms, isMisled, isStopped, predict, wrongServerSymptoms } from '../downstream.ts'
import type { HostCauseCode } from './codes.ts'

interface Note {
  readonly code: HostCauseCode
  readonly number: number
  readonly owner: Owner
  readonly confirm: string
  readonly severity: Severity
}

const notes: readonly Note[] = [
  { code: 'network/several-routes', number: 104, owner: 'site-it', confirm: 'route print', severity: 'note' },
  { code: 'host/os-unsupported', number: 110, owner: 'site-it', confirm: 'winver', severity: 'warning' },
  { code: 'host/os-unknown', number: 111, owner: 'site-it', confirm: 'winver', severity: 'note' },
  {
    code: 'host/firewall-outbound',
    number: 113,
    owner: 'site-it',
    confirm: 'Get-NetFirewallProfile | Format-Table Name,Enabled,DefaultOutboundAction',
    severity: 'note',
  },
  {
    code: 'host/reboot-pending',
    number: 114,
    owner: 'terminal-user',
    confirm: 'reg query "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired"',
    severity: 'note',
  },
  { code: 'host/time-service', number: 115, owner: 'site-it', confirm: 'w32tm /query /configuration', severity: 'note' },
]

/** Each speaks of itself alone: it explains no failure, and nothing that went well speaks against it. */
function noteCause({ code, number, owner, confirm, severity }: Note): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) =>
      findings.bad(code).map((finding) => ({
        code,
        subject: finding.subject,
        severity,
        owner,
        args: finding.args,
        predicts: predict([finding]),
        ruledOutBy: [],
        specificity: 0,
      })),
  })
}

const dohCause = defineCause({
  code: 'host/doh',
  number: 112,
  owner: 'site-it',
  confirm: 'netsh dnsclient show encryption',
  propose: (findings) =>
    findings.bad('host/doh').map((doh): Candidate => {
      const hosts = doh.args.required === true ? unresolvedHosts(findings) : []
      const elsewhere = misledHosts(findings)
      const stops = hosts.some((host) => isStopped(findings, host)) || elsewhere.some((host) => isMisled(findings, host))
      return {
        code: 'host/doh',
        subject: doh.subject,
        severity: stops ? 'blocker' : hosts.length + elsewhere.length > 0 ? 'warning' : 'note',
        owner: 'site-it',
        args: { ...doh.args, hosts, elsewhere },
        predicts: predict([
          doh,
          ...hosts.flatMap((host) => hostSymptoms(findings, host)),
          ...elsewhere.flatMap((host) => [...behindOtherAddresses(findings, host), ...wrongServerSymptoms(findings, host)]),
        ]),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

/** Names that the PC's servers answer plainly, and that Windows, which asks them by HTTPS alone, does not find. */
function unresolvedHosts(findings: Findings): string[] {
  const answered = new Set(
    findings.asked('dns.answer').flatMap(({ status, args }) => (status === 'ok' && typeof args.host === 'string' ? [args.host] : [])),
  )
  return findings
    .bad('dns/system-fails')
    .flatMap(({ args }) => (typeof args.host === 'string' && answered.has(args.host) ? [args.host] : []))
}

/**
 * Names for which Windows gives addresses that the PC's servers, asked plainly, do not, and behind which something fails. A line in hosts or a
 * rule for the name comes before any server.
 */
function misledHosts(findings: Findings): string[] {
  const settled = new Set(findings.bad('dns/hosts-override', 'dns/policy-rule').map(({ args }) => args.host))
  return findings
    .asked('dns.system')
    .flatMap(({ args: { host } }) => (typeof host === 'string' ? [host] : []))
    .filter((host) => !settled.has(host) && behindOtherAddresses(findings, host).length > 0)
}

export const settingsCauses: readonly Cause[] = [...notes.map(noteCause), dohCause]
