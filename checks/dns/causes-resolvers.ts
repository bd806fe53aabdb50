/** Causes that lie with one resolver. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import type { Finding } from '../check.ts'
import { addressSymptoms, hostSymptoms, isMisled, isStopped, predict, wrongServerSymptoms } from '../downstream.ts'
import { parseEndpoint } from '../endpoint.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

const DNS_PORT = 53

/** Bad answers with this code, by resolver. */
function answersByResolver(findings: Findings, codes: readonly DnsCode[]): [string, Finding[]][] {
  const answers = findings.bad(...codes).filter((finding) => finding.id.startsWith('dns.answer '))
  return [...Map.groupBy(answers, (finding) => textArg(finding, 'resolver'))]
}

/** Hosts to whose names no resolver gave an address: what applications see of them fails for this reason too. */
export function unansweredHosts(findings: Findings, answers: readonly Finding[]): string[] {
  const answered = new Set(
    findings
      .asked('dns.answer')
      .filter((each) => each.status === 'ok')
      .map((each) => textArg(each, 'host')),
  )
  return [...new Set(answers.map((each) => textArg(each, 'host')))].filter((host) => !answered.has(host))
}

/** HKEX's own servers stand behind the line: its vendor or the site's network is in between; other servers are the site's. */
export function resolverOwner(roles: readonly string[], forHkex: Owner): Owner {
  return roles.some((role) => role.startsWith('hkex-')) ? forHkex : 'site-it'
}

/** Answers after which nobody is asked any more: a "no" too is an answer. */
const finalCodes: readonly string[] = [
  'dns/answered',
  'dns/name-unknown',
  'dns/no-address',
  'dns/cname-loop',
  'dns/nxdomain-rewritten',
] satisfies DnsCode[]

/** Whether the first server of each list in which this one stands further down has the last word on the name. */
function isSettledBefore(findings: Findings, answer: Finding): boolean {
  const lists = listArg(answer, 'roles').map((role) => role.replace(/-\d+$/, '-1'))
  const others = findings
    .asked('dns.answer')
    .filter((each) => each !== answer && each.args.host === answer.args.host && finalCodes.includes(each.code))
  return isAlternate(listArg(answer, 'roles')) && lists.every((first) => others.some((each) => listArg(each, 'roles').includes(first)))
}

/**
 * Hosts that this resolver's failure takes down: those that nobody answers, and those whose look-up by applications
 * fails although another resolver answers (the PC may not be set to use that one).
 */
function hostsTakenDown(findings: Findings, answers: readonly Finding[]): string[] {
  const asked = answers.filter((each) => !isSettledBefore(findings, each))
  const hosts = [...new Set(asked.map((each) => textArg(each, 'host')))]
  const lookUpFails = hosts.filter((host) => isUsedByPc(answers) && findings.get(question.dnsSystem(host))?.code === 'dns/system-fails')
  return [...new Set([...unansweredHosts(findings, asked), ...lookUpFails])]
}

export function isUsedByPc(answers: readonly Finding[]): boolean {
  return answers.some((each) => listArg(each, 'roles').some((role) => role.startsWith('configured-')))
}

/** What the command to confirm by hand needs: nslookup takes a server's address without its port. */
export function commandArgs(name: string, resolver = ''): { name: string; resolver: string; server: string; port: number } {
  const endpoint = parseEndpoint(resolver, DNS_PORT)
  return { name, resolver, server: endpoint?.address ?? resolver, port: endpoint?.port ?? DNS_PORT }
}

function candidate(findings: Findings, code: DnsCauseCode, resolver: string, answers: readonly Finding[], owner: Owner): Candidate {
  const hosts = hostsTakenDown(findings, answers)
  const roles = listArg(answers[0] as Finding, 'roles')
  const names = [...new Set(answers.map((each) => textArg(each, 'host')))]
  const symptoms = hosts.flatMap((host) => hostSymptoms(findings, host))
  return {
    code,
    subject: resolver,
    severity: hosts.some((host) => isStopped(findings, host)) ? 'blocker' : 'warning',
    owner: resolverOwner(roles, owner),
    args: { ...commandArgs(names[0] ?? '', resolver), roles, names, failure: String(answers[0]?.args.failure ?? '') },
    predicts: predict([...answers, ...symptoms]),
    ruledOutBy: [],
    specificity: 0,
  }
}

function resolverCause(code: Extract<DnsCode, DnsCauseCode>, number: number, owner: Owner): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm: 'nslookup -timeout=3 {name} {server}',
    propose: (findings) =>
      answersByResolver(findings, [code]).map(([resolver, answers]) => candidate(findings, code, resolver, answers, owner)),
  })
}

/** A server that is not the first in any of its lists: nobody notices that it is dead until the first one dies. */
function isAlternate(roles: readonly string[]): boolean {
  return roles.every((role) => !role.endsWith('-1'))
}

const alternateDead = defineCause({
  code: 'dns/alternate-dead',
  number: 206,
  owner: 'site-network',
  confirm: 'nslookup -timeout=3 {name} {server}',
  propose: (findings) =>
    answersByResolver(findings, ['dns/resolver-silent', 'dns/resolver-closed', 'dns/resolver-unreachable'])
      .filter(
        ([, answers]) =>
          isAlternate(listArg(answers[0] as Finding, 'roles')) &&
          unansweredHosts(
            findings,
            answers.filter((each) => !isSettledBefore(findings, each)),
          ).length === 0,
      )
      .map(([resolver, answers]) => ({
        ...candidate(findings, 'dns/alternate-dead', resolver, answers, 'site-network'),
        // Its names are answered by the preferred server, or denied, so it is not what stops anything today.
        severity: 'warning',
        predicts: predict(answers),
        specificity: 1,
      })),
})

const tcpBlocked = defineCause({
  code: 'dns/tcp-blocked',
  number: 207,
  owner: 'site-network',
  confirm: 'Test-NetConnection {server} -Port {port}',
  propose: (findings) => {
    const bad = findings.bad('dns/tcp-blocked')
    return [...Map.groupBy(bad, (finding) => textArg(finding, 'resolver'))].map(([resolver, group]): Candidate => {
      const cut = group.filter((finding) => finding.id.startsWith('dns.answer '))
      const hosts = hostsTakenDown(findings, cut)
      const severity: Severity = cut.length === 0 ? 'note' : hosts.some((host) => isStopped(findings, host)) ? 'blocker' : 'warning'
      return {
        code: 'dns/tcp-blocked',
        subject: resolver,
        severity,
        owner: 'site-network',
        args: { ...commandArgs('', resolver), roles: listArg(group[0] as Finding, 'roles'), failure: String(group[0]?.args.failure ?? '') },
        predicts: predict([...group, ...hosts.flatMap((host) => hostSymptoms(findings, host))]),
        ruledOutBy: [],
        specificity: 1,
      }
    })
  },
})

const rewritten = defineCause({
  code: 'dns/nxdomain-rewritten',
  number: 208,
  owner: 'site-it',
  confirm: 'nslookup no-such-name.invalid {server}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('dns/nxdomain-rewritten'), (finding) => textArg(finding, 'resolver'))].map(
      ([resolver, group]): Candidate => {
        const answers = group.filter((finding) => finding.id.startsWith('dns.answer '))
        const hosts = answers.map((finding) => textArg(finding, 'host'))
        const addresses = group.flatMap((finding) => listArg(finding, 'addresses'))
        const symptoms = hosts.flatMap((host) => [...wrongServerSymptoms(findings, host), ...addressSymptoms(findings, addresses, host)])
        return {
          code: 'dns/nxdomain-rewritten',
          subject: resolver,
          severity: hosts.some((host) => isMisled(findings, host)) ? 'blocker' : 'warning',
          owner: 'site-it',
          args: { ...commandArgs('', resolver), roles: listArg(group[0] as Finding, 'roles'), addresses: [...new Set(addresses)] },
          predicts: predict([...group, ...symptoms]),
          ruledOutBy: [],
          specificity: 1,
        }
      },
    ),
})

const slow = defineCause({
  code: 'dns/slow',
  number: 209,
  owner: 'site-network',
  confirm: 'Measure-Command { nslookup . {server} }',
  propose: (findings) =>
    findings.bad('dns/slow').map((finding) => ({
      code: 'dns/slow',
      subject: finding.subject,
      severity: 'note',
      owner: resolverOwner(listArg(finding, 'roles'), 'site-network'),
      args: { ...finding.args, ...commandArgs('', finding.subject) },
      predicts: [{ id: finding.id }],
      ruledOutBy: [],
      specificity: 1,
    })),
})

export const resolverCauses: readonly Cause[] = [
  resolverCause('dns/resolver-silent', 201, 'site-network'),
  // A server that refuses looks at who asks: the source address, and so the site's own NAT, comes first.
  resolverCause('dns/resolver-refuses', 202, 'site-network'),
  resolverCause('dns/resolver-fails', 203, 'hkex'),
  resolverCause('dns/resolver-closed', 204, 'site-network'),
  resolverCause('dns/resolver-unreachable', 205, 'site-network'),
  alternateDead,
  tcpBlocked,
  rewritten,
  slow,
  resolverCause('dns/malformed-answer', 210, 'site-network'),
]
