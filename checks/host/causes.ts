/** Numbers 100-199 belong to the PC and its network connection. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { predict } from '../downstream.ts'
import { question } from '../questions.ts'
import { settingsCauses } from './causes-settings.ts'
import type { HostCauseCode } from './codes.ts'

/** Without a network everything that asks it fails: names, connections, proxies, pages. */
const everything: readonly Finding['check'][] = ['dns', 'path', 'proxy', 'tls', 'page']

function networkCause(code: HostCauseCode, number: number, owner: Owner, confirm: string): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) => [...wholePc(code, findings, owner), ...(code === 'network/no-route' ? unroutable(findings) : [])],
  })
}

function wholePc(code: HostCauseCode, findings: Findings, owner: Owner): Candidate[] {
  // A proxy beside the PC is reached without any route to elsewhere, and many closed networks have no other way.
  const answered = findings.asked('page.reach').some((page) => page.status === 'ok' || (isBad(page) && page.code !== 'page/unreachable'))
  return findings
    .bad(code)
    .filter(({ id }) => id === question.networkRoute())
    .map((finding) => ({
      code,
      subject: finding.subject,
      severity: answered ? 'note' : 'blocker',
      owner,
      args: finding.args,
      predicts: predict([finding, ...(answered ? [] : findings.all.filter((each) => isBad(each) && everything.includes(each.check)))]),
      ruledOutBy: [],
      specificity: 0,
    }))
}

/** Some destinations have a way and others none: the default gateway or a route is missing. */
function unroutable(findings: Findings): Candidate[] {
  if (!findings.isOk(question.networkRoute())) return []
  const bad = findings.bad('network/no-route')
  if (bad.length === 0) return []
  const hosts = new Set(bad.flatMap((finding) => (finding.args.hosts ?? []) as readonly string[]))
  const symptoms = findings.all.filter(
    (each) => isBad(each) && ['path.host', 'page.reach'].includes(each.id.split(' ', 1)[0] ?? '') && hosts.has(String(each.args.host)),
  )
  return [
    {
      code: 'network/no-route',
      subject: 'PC',
      severity: symptoms.length > 0 ? 'blocker' : 'warning',
      owner: 'site-it',
      args: { addresses: [], linksDown: [], destinations: bad.map(({ subject }) => subject) },
      predicts: predict([...bad, ...symptoms]),
      ruledOutBy: [],
      specificity: 1,
    },
  ]
}

export const hostCauses: readonly Cause[] = [
  ...settingsCauses,
  networkCause('network/link-down', 101, 'terminal-user', 'Get-NetAdapter'),
  networkCause('network/no-address', 102, 'site-it', 'ipconfig /all'),
  networkCause('network/no-route', 103, 'site-it', 'route print'),
]
