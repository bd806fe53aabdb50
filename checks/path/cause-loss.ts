import { type Candidate, defineCause, type Findings } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { isStopped, predict } from '../downstream.ts'
import { hostsOf, listArg } from '../findings.ts'

/** Where packets are lost, now one and now another question stays without an answer: none of those silences is a fault of its own. */
export const packetsLost = defineCause({
  code: 'path/packets-lost',
  number: 323,
  owner: 'site-network',
  confirm: 'ping -n 50 {server}',
  propose: (findings) =>
    findings.bad('path/packets-lost').map((loss): Candidate => {
      const passing = findings.all.filter((finding) => isBad(finding) && isPassing(finding, findings))
      const hosts = passing.flatMap(({ id, args }) => (id.startsWith('page.reach ') ? [String(args.host)] : []))
      return {
        code: 'path/packets-lost',
        subject: loss.subject,
        severity: hosts.some((host) => isStopped(findings, host)) ? 'blocker' : 'warning',
        owner: 'site-network',
        args: { ...loss.args, server: listArg(loss, 'resolvers')[0] ?? '' },
        predicts: predict([loss, ...passing]),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

const silences: readonly string[] = ['path/no-reply', 'path/large-packets-lost', 'path/large-answers-lost']
const slow: readonly string[] = ['path/slow', 'dns/slow', 'dns/tcp-blocked']
const unanswered: readonly string[] = ['dns/system-fails', 'page/unreachable', 'page/no-answer']

/** A silence, or a wait, of somebody who was heard otherwise. */
function isPassing(finding: Finding, findings: Findings): boolean {
  const { code, args } = finding
  if (slow.includes(code)) return true
  if (code === 'dns/resolver-silent')
    return findings.asked('dns.answer').some((each) => each.status === 'ok' && each.args.resolver === args.resolver)
  if (unanswered.includes(code)) return isWait(args.failure) && isHeard(String(args.host), findings)
  if (code === 'browser/page-fails') return args.errorKind === 'limit' && isHeard(finding.subject, findings)
  if (silences.includes(code)) return hostsOf(finding).some((host) => isHeard(host, findings))
  return false
}

function isWait(failure: unknown): boolean {
  return failure === 'limit' || failure === 'EAI_AGAIN' || failure === 'no-reply'
}

/** Somebody answered for the host: a DNS server with its address, or one of its addresses. */
function isHeard(host: string, findings: Findings): boolean {
  const answered = findings.asked('dns.answer').some(({ status, args }) => status === 'ok' && args.host === host)
  const paths = findings.asked('path.host').filter(({ args }) => args.host === host)
  return paths.some(({ status }) => status === 'ok') || (answered && paths.every(({ status }) => status === 'not-checked'))
}
