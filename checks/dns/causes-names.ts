/** Causes that lie with a name: what is said of it, and by whom. */

import { type Candidate, type Cause, defineCause, type Findings } from '../cause.ts'
import type { Finding } from '../check.ts'
import { addressSymptoms, hostSymptoms, isMisled, isStopped, predict, wrongServerSymptoms } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import { commandArgs, isUsedByPc, resolverOwner, unansweredHosts } from './causes-resolvers.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

/**
 * One candidate for each resolver that says it, and, where every resolver asked says the same, one for the name alone:
 * then it is the name that is wrong, not a server.
 */
function nameCause(code: Extract<DnsCode, DnsCauseCode>, number: number, confirm: string): Cause {
  return defineCause({
    code,
    number,
    owner: 'hkex',
    confirm,
    propose(findings) {
      const bad = findings.bad(code).filter((finding) => finding.id.startsWith('dns.answer '))
      return [...Map.groupBy(bad, (finding) => textArg(finding, 'host'))].flatMap(([host, answers]) => {
        const asked = findings.asked('dns.answer').filter((finding) => finding.args.host === host)
        const single = answers.map((answer) => candidate(findings, code, host, [answer]))
        return answers.length > 1 && answers.length === asked.length ? [...single, candidate(findings, code, host, answers)] : single
      })
    },
  })
}

function candidate(findings: Findings, code: DnsCauseCode, host: string, answers: readonly Finding[]): Candidate {
  // A name that is denied by the server asked first is not asked of the next one: then applications do not find it.
  const takenDown = unansweredHosts(findings, answers).length > 0 || (isUsedByPc(answers) && lookUpFails(findings, host))
  const resolvers = answers.map((answer) => textArg(answer, 'resolver'))
  const roles = answers.flatMap((answer) => listArg(answer, 'roles'))
  return {
    code,
    subject: host,
    severity: takenDown && isStopped(findings, host) ? 'blocker' : 'warning',
    owner: resolverOwner(roles, 'hkex'),
    args: { host, resolvers, roles, ...commandArgs(host, resolvers[0]) },
    predicts: predict([...answers, ...(takenDown ? hostSymptoms(findings, host) : [])]),
    ruledOutBy: [],
    specificity: 1,
  }
}

function lookUpFails(findings: Findings, host: string): boolean {
  return findings.bad('dns/system-fails').some((finding) => finding.args.host === host)
}

/** An address outside the ranges that the site file gives: everything that fails behind that address follows from it. */
const unexpected = defineCause({
  code: 'dns/address-unexpected',
  number: 221,
  owner: 'site-it',
  confirm: 'nslookup {name} {server}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('dns/address-unexpected'), (finding) => textArg(finding, 'host'))].map(([host, group]): Candidate => {
      const addresses = [...new Set(group.flatMap((finding) => listArg(finding, 'unexpected')))]
      const resolvers = group.map((finding) => textArg(finding, 'resolver'))
      const roles = group.flatMap((finding) => listArg(finding, 'roles'))
      const behind = addressSymptoms(findings, addresses, host)
      return {
        code: 'dns/address-unexpected',
        subject: host,
        severity: behind.length > 0 && isMisled(findings, host) ? 'blocker' : 'warning',
        // A site file that is out of date is as likely as a wrong answer, and is the first thing to look at.
        owner: 'site-it',
        args: { host, addresses, resolvers, roles, ...commandArgs(host, resolvers[0]) },
        predicts: predict([
          ...group,
          ...differing(findings, host),
          ...behind,
          ...(behind.length > 0 ? wrongServerSymptoms(findings, host) : []),
        ]),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

function differing(findings: Findings, host: string): Finding[] {
  return findings.bad('dns/answers-differ').filter((finding) => finding.args.host === host)
}

/** Resolvers that disagree: what fails behind an address that only some of them give is the disagreement's doing. */
const differ = defineCause({
  code: 'dns/answers-differ',
  number: 222,
  owner: 'site-it',
  confirm: 'nslookup {name} {server}',
  propose: (findings) =>
    findings.bad('dns/answers-differ').map((finding): Candidate => {
      const host = textArg(finding, 'host')
      const good = findings.asked('dns.answer').filter((answer) => answer.args.host === host && answer.status === 'ok')
      const dead = new Set(
        findings
          .asked('path.connect')
          .concat(findings.asked('path.hello'))
          .filter((path) => path.status === 'problem' || path.status === 'warning')
          .map((path) => String(path.args.address)),
      )
      const allDead = good.filter((answer) => listArg(answer, 'addresses').every((address) => dead.has(address)))
      const addresses = allDead.length < good.length ? allDead.flatMap((answer) => listArg(answer, 'addresses')) : []
      const inRange = good.length > 0 && good.every((answer) => findings.isOk(question.dnsRange(host, textArg(answer, 'resolver'))))
      const behind = addressSymptoms(findings, addresses, host)
      const stale = allDead.map((answer) => textArg(answer, 'resolver'))
      return {
        code: 'dns/answers-differ',
        subject: host,
        severity: behind.length > 0 ? (isMisled(findings, host) ? 'blocker' : 'warning') : inRange ? 'note' : 'warning',
        owner: 'site-it',
        args: { ...finding.args, stale, ...commandArgs(host, stale[0] ?? String(good[0]?.args.resolver ?? '')) },
        predicts: predict([finding, ...behind, ...(behind.length > 0 ? wrongServerSymptoms(findings, host) : [])]),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

const longTtl = defineCause({
  code: 'dns/ttl-long',
  number: 223,
  owner: 'site-it',
  confirm: 'nslookup -debug {name} {server}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('dns/ttl-long'), (finding) => `${textArg(finding, 'host')} ${isStretched(findings, finding)}`)].map(
      ([, group]): Candidate => {
        const longest = group.toSorted((a, b) => Number(b.args.ttlSeconds) - Number(a.args.ttlSeconds))[0] as Finding
        return {
          code: 'dns/ttl-long',
          subject: textArg(longest, 'host'),
          severity: isStretched(findings, longest) ? 'warning' : 'note',
          owner: resolverOwner(listArg(longest, 'roles'), 'hkex'),
          args: { ...longest.args, ...commandArgs(textArg(longest, 'host'), textArg(longest, 'resolver')) },
          predicts: predict(group),
          ruledOutBy: [],
          specificity: 1,
        }
      },
    ),
})

/** A forwarder can only show what is left of HKEX's own time to live: more than that is the forwarder's doing. */
function isStretched(findings: Findings, { args }: Finding): boolean {
  const isHkex = (finding: Finding) => listArg(finding, 'roles').some((role) => role.startsWith('hkex-'))
  const ofHost = findings.asked('dns.ttl').filter((ttl) => ttl.args.host === args.host)
  const [own, fromHkex] = [ofHost.find((ttl) => ttl.args.resolver === args.resolver), ofHost.filter(isHkex)]
  return (
    own !== undefined &&
    !isHkex(own) &&
    fromHkex.length > 0 &&
    fromHkex.every((ttl) => Number(ttl.args.ttlSeconds) < Number(args.ttlSeconds))
  )
}

export const nameCauses: readonly Cause[] = [
  nameCause('dns/name-unknown', 211, 'nslookup {name} {server}'),
  nameCause('dns/no-address', 212, 'nslookup {name} {server}'),
  nameCause('dns/cname-loop', 213, 'nslookup -type=CNAME {name} {server}'),
  unexpected,
  differ,
  longTtl,
]
