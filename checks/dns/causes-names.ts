/** Causes that lie with a name: what is said of it, and by whom. */

import { type Candidate, type Cause, defineCause, type Findings } from '../cause.ts'
import type { Finding } from '../check.ts'
import { hostSymptoms, isStopped, predict } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { commandArgs, isHkex, isUsedByPc, lookUpFails, resolverOwner, unansweredHosts, whose } from './answers.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

/** Ways to say that a name has no address: software differs in which it takes for an alias of nothing. */
const nameCodes = ['dns/name-unknown', 'dns/no-address', 'dns/cname-loop'] as const satisfies readonly DnsCode[]

/**
 * One candidate for each resolver that says it, and, where every resolver asked says that there is no address, one for the name alone,
 * in the words of the server that is asked first: then it is the name that is wrong, not a server.
 */
function nameCause(code: (typeof nameCodes)[number], number: number, confirm: string): Cause {
  return defineCause({
    code,
    number,
    owner: 'hkex',
    confirm,
    propose(findings) {
      const bad = findings.bad(...nameCodes).filter((finding) => finding.id.startsWith('dns.answer '))
      return [...Map.groupBy(bad, (finding) => textArg(finding, 'host'))].flatMap(([host, answers]) => {
        const asked = findings.asked('dns.answer').filter((finding) => finding.args.host === host)
        const single = answers.filter((answer) => answer.code === code).map((answer) => candidate(findings, code, host, [answer]))
        const isAll = answers.length > 1 && answers.length === asked.length && firstAsked(answers).code === code
        return isAll ? [...single, candidate(findings, code, host, answers)] : single
      })
    },
  })
}

function firstAsked(answers: readonly Finding[]): Finding {
  const byRole = (role: string) => answers.find((answer) => listArg(answer, 'roles').includes(role))
  return byRole('configured-1') ?? byRole('hkex-1') ?? (answers[0] as Finding)
}

function candidate(findings: Findings, code: DnsCauseCode, host: string, answers: readonly Finding[]): Candidate {
  // A name that is denied by the server asked first is not asked of the next one: then applications do not find it.
  const takenDown = unansweredHosts(findings, answers).length > 0 || (isUsedByPc(answers) && lookUpFails(findings, host))
  const resolvers = answers.map((answer) => textArg(answer, 'resolver'))
  return {
    code,
    subject: host,
    severity: takenDown && isStopped(findings, host) ? 'blocker' : 'warning',
    owner: resolverOwner(answers, 'hkex'),
    args: {
      host,
      resolvers,
      roles: answers.flatMap((answer) => listArg(answer, 'roles')),
      ...commandArgs(host, resolvers[0]),
      ...whose(answers),
    },
    predicts: predict([...answers, ...(takenDown ? hostSymptoms(findings, host) : [])]),
    ruledOutBy: [],
    specificity: 1,
  }
}

const longTtl = defineCause({
  code: 'dns/ttl-long',
  number: 223,
  owner: 'site-it',
  confirm: 'nslookup -debug {name} {server}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('dns/ttl-long'), (finding) => `${textArg(finding, 'host')} ${isStretched(findings, finding)}`)].map(
      ([, group]): Candidate => {
        // What a forwarder hands on is HKEX's own.
        const authors = group.some(isHkex) ? group.filter(isHkex) : group
        const longest = authors.toSorted((a, b) => Number(b.args.ttlSeconds) - Number(a.args.ttlSeconds))[0] as Finding
        return {
          code: 'dns/ttl-long',
          subject: textArg(longest, 'host'),
          severity: isStretched(findings, longest) ? 'warning' : 'note',
          owner: resolverOwner([longest], 'hkex'),
          args: { ...longest.args, ...commandArgs(textArg(longest, 'host'), textArg(longest, 'resolver')), ...whose([longest]) },
          predicts: predict(group),
          ruledOutBy: [],
          specificity: 1,
        }
      },
    ),
})

/** A forwarder can only show what is left of HKEX's own time to live: more than that is the forwarder's doing. */
function isStretched(findings: Findings, { args }: Finding): boolean {
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
  longTtl,
]
