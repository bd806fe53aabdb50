/** Causes that lie with the addresses that a name is given. */

import { type Candidate, type Cause, defineCause, type Findings } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { addressSymptoms, isMisled, predict, wrongServerSymptoms } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import { commandArgs, goodAnswers, whose } from './answers.ts'

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
      const behind = addressSymptoms(findings, addresses, host)
      return {
        code: 'dns/address-unexpected',
        subject: host,
        severity: behind.length > 0 && isMisled(findings, host) ? 'blocker' : 'warning',
        // A site file that is out of date is as likely as a wrong answer, and is the first thing to look at.
        owner: 'site-it',
        args: {
          host,
          addresses,
          resolvers,
          roles: group.flatMap((finding) => listArg(finding, 'roles')),
          ...commandArgs(host, resolvers[0]),
          ...whose(group),
          ...kindsOf(findings, host, addresses, behind),
        },
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

/**
 * Of which kind the addresses outside the ranges are, where all are of one: no server's, as filters give them; with nothing bad behind them,
 * and a certificate by the issuer that the site file expects; or strange.
 */
function kindsOf(
  findings: Findings,
  host: string,
  addresses: readonly string[],
  behind: readonly Finding[],
): { sinkhole: readonly string[]; genuine: readonly string[]; strange: readonly string[] } {
  const issued = findings.asked('tls.issuer').filter(({ status, args }) => status === 'ok' && args.host === host)
  if (addresses.every((address) => address === '0.0.0.0' || address === '::')) return { sinkhole: addresses, genuine: [], strange: [] }
  if (behind.length === 0 && addresses.every((address) => issued.some(({ args }) => args.address === address)))
    return { sinkhole: [], genuine: addresses, strange: [] }
  return { sinkhole: [], genuine: [], strange: addresses }
}

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
      const good = goodAnswers(findings, host)
      // A filter's block page connects well, and can't prove to be the host.
      const dead = new Set(
        ['path.connect', 'path.hello', 'tls.name', 'tls.trust']
          .flatMap((asked) => findings.asked(asked))
          .filter(isBad)
          .map(({ args }) => String(args.address)),
      )
      const [stale, current] = split(good, (answer) => listArg(answer, 'addresses').every((address) => dead.has(address)))
      const addresses = current.length > 0 ? addressesOf(stale) : []
      const inRange = good.length > 0 && good.every((answer) => findings.isOk(question.dnsRange(host, textArg(answer, 'resolver'))))
      const behind = addressSymptoms(findings, addresses, host)
      const isStale = behind.length > 0
      const { own, hkex } = whose(isStale ? stale : good)
      return {
        code: 'dns/answers-differ',
        subject: host,
        severity: isStale ? (isMisled(findings, host) ? 'blocker' : 'warning') : inRange ? 'note' : 'warning',
        owner: isStale && own.length === 0 ? 'hkex' : 'site-it',
        args: {
          ...finding.args,
          ...commandArgs(host, String((stale[0] ?? good[0])?.args.resolver ?? '')),
          stale: isStale ? [...own, ...hkex] : [],
          old: isStale ? addresses : [],
          live: isStale ? addressesOf(current) : [],
          doubtful: isStale ? [] : addressesOf(good),
          own,
          hkex: isStale ? hkex : [],
        },
        predicts: predict([finding, ...behind, ...(isStale ? wrongServerSymptoms(findings, host) : [])]),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

function addressesOf(answers: readonly Finding[]): string[] {
  return [...new Set(answers.flatMap((answer) => listArg(answer, 'addresses')))]
}

function split<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))]
}

export const addressCauses: readonly Cause[] = [unexpected, differ]
