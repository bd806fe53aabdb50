/** Causes that lie with one resolver, which does not answer or does not help. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner } from '../cause.ts'
import type { Finding } from '../check.ts'
import { hostSymptoms, predict } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import {
  answersByResolver,
  commandArgs,
  goodAnswers,
  hostsTakenDown,
  isAlternate,
  isHkex,
  isSettledBefore,
  isSpared,
  resolverOwner,
  severityOf,
  speaks,
  unansweredHosts,
  whose,
} from './answers.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

/**
 * A server of the site's that is silent for this name and answers another question in the same run: it is up, and what it has to ask for
 * the name fails. Of one of HKEX's that cannot be said: the question may as well have been lost, or dropped for its name, on the long way.
 */
function waitsForAnother(findings: Findings, answer: Finding): boolean {
  const resolver = textArg(answer, 'resolver')
  return answer.code === 'dns/resolver-silent' && !isHkex(answer) && speaks(findings, resolver) && !findings.isOk(question.dnsTcp(resolver))
}

/** HKEX's servers that answer this PC for all these names. */
function helpersFor(findings: Findings, names: readonly string[]): string[] {
  const answering = names.map((name) => new Set(whose(goodAnswers(findings, name)).hkex))
  return [...answering.reduce((all, each) => all.intersection(each))]
}

/** What these codes tell of holds for more than this PC: what HKEX's servers cannot find, the site's own will not know for long. */
const beyondThisPc: readonly DnsCauseCode[] = ['dns/resolver-fails', 'dns/malformed-answer']

function candidate(
  findings: Findings,
  code: DnsCauseCode,
  resolver: string,
  answers: readonly Finding[],
  ownerOfHkex: (answered: readonly string[]) => Owner,
): Candidate {
  const [first] = answers as readonly [Finding, ...Finding[]]
  const names = [...new Set(answers.map((each) => textArg(each, 'host')))]
  const answered = goodAnswers(findings).flatMap(({ args }) => (args.resolver === resolver ? [String(args.host)] : []))
  const spared = !beyondThisPc.includes(code) && isSpared(findings, answers)
  const { own, hkex } = whose(answers)
  return {
    code,
    subject: resolver,
    severity: severityOf(findings, answers, spared),
    owner: resolverOwner(answers, ownerOfHkex(answered)),
    args: {
      ...commandArgs(names[0] ?? '', resolver),
      roles: listArg(first, 'roles'),
      names,
      failure: String((answers.find((each) => each.code === code) ?? first).args.failure ?? ''),
      own,
      hkex,
      answered,
      helpers: own.length > 0 ? helpersFor(findings, names) : [],
      unused: spared ? [resolver] : [],
      byTcp: findings.isOk(question.dnsTcp(resolver)) ? [resolver] : [],
      refusingAll: answered.length > 0 ? [] : hkex,
      up: speaks(findings, resolver) ? [resolver] : [],
      silentFor: answers.every((each) => each.code === 'dns/resolver-silent') ? names : [],
    },
    predicts: predict([...answers, ...hostsTakenDown(findings, answers).flatMap((host) => hostSymptoms(findings, host))]),
    ruledOutBy: [],
    specificity: 0,
  }
}

function resolverCause(
  code: Extract<DnsCode, DnsCauseCode>,
  number: number,
  owner: Owner,
  ownerOfHkex: (answered: readonly string[]) => Owner = () => owner,
): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm: 'nslookup -timeout=3 {name} {server}',
    propose: (findings) => {
      const isOne = (answer: Finding) => (waitsForAnother(findings, answer) ? 'dns/resolver-fails' : answer.code) === code
      const found = answersByResolver(findings, isOne, code, 'dns/resolver-silent')
      return found.map(([resolver, answers]) => candidate(findings, code, resolver, answers, ownerOfHkex))
    },
  })
}

const alternateDead = defineCause({
  code: 'dns/alternate-dead',
  number: 206,
  owner: 'site-network',
  confirm: 'nslookup -timeout=3 {name} {server}',
  propose: (findings) => {
    const isOne = (answer: Finding) => isAlternate(answer) && !waitsForAnother(findings, answer)
    return answersByResolver(findings, isOne, 'dns/resolver-silent', 'dns/resolver-closed', 'dns/resolver-unreachable')
      .filter(
        ([, answers]) =>
          unansweredHosts(
            findings,
            answers.filter((each) => !isSettledBefore(findings, each)),
          ).length === 0,
      )
      .map(([resolver, answers]) => ({
        ...candidate(findings, 'dns/alternate-dead', resolver, answers, () => 'site-network'),
        // Its names are answered by the preferred server, or denied, so it is not what stops anything today.
        severity: isSpared(findings, answers) ? 'note' : 'warning',
        predicts: predict(answers),
        specificity: 1,
      }))
  },
})

export const resolverCauses: readonly Cause[] = [
  resolverCause('dns/resolver-silent', 201, 'site-network'),
  // A server that refuses looks at who asks: the source address, and so the site's own NAT, comes first. One that answers for another name does not.
  resolverCause('dns/resolver-refuses', 202, 'site-network', (answered) => (answered.length > 0 ? 'hkex' : 'site-network')),
  resolverCause('dns/resolver-fails', 203, 'hkex'),
  resolverCause('dns/resolver-closed', 204, 'site-network'),
  resolverCause('dns/resolver-unreachable', 205, 'site-network'),
  alternateDead,
  resolverCause('dns/malformed-answer', 210, 'site-network'),
  resolverCause('dns/local-block', 214, 'site-it', () => 'site-it'),
]
