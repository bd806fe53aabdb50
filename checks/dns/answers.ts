/** What the causes of DNS ask of its findings: who answered, whose a server is, and what its failure takes down. */

import type { Findings, Owner, Severity } from '../cause.ts'
import type { Finding } from '../check.ts'
import { addressSymptoms, isStopped } from '../downstream.ts'
import { parseEndpoint } from '../endpoint.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import type { DnsCode } from './codes.ts'

const DNS_PORT = 53

/** Bad answers that a cause is about, by resolver. */
export function answersByResolver(
  findings: Findings,
  isOne: (answer: Finding) => boolean,
  ...codes: readonly DnsCode[]
): [string, Finding[]][] {
  const answers = findings.bad(...codes).filter((finding) => finding.id.startsWith('dns.answer ') && isOne(finding))
  return [...Map.groupBy(answers, (finding) => textArg(finding, 'resolver'))]
}

/** Good answers for a host, or for all. */
export function goodAnswers(findings: Findings, host?: string): Finding[] {
  return findings.asked('dns.answer').filter(({ status, args }) => status === 'ok' && (host === undefined || args.host === host))
}

/** Hosts to whose names no resolver gave an address: what applications see of them fails for this reason too. */
export function unansweredHosts(findings: Findings, answers: readonly Finding[]): string[] {
  const answered = new Set(goodAnswers(findings).map(({ args }) => args.host))
  return [...new Set(answers.map((each) => textArg(each, 'host')))].filter((host) => !answered.has(host))
}

export function isHkex(finding: Finding): boolean {
  return listArg(finding, 'roles').some((role) => role.startsWith('hkex-'))
}

export function isUsedByPc(answers: readonly Finding[]): boolean {
  return answers.some((each) => listArg(each, 'roles').some((role) => role.startsWith('configured-')))
}

/** HKEX's own servers stand behind the line: its vendor or the site's network is in between; other servers are the site's. */
export function resolverOwner(answers: readonly Finding[], forHkex: Owner): Owner {
  return answers.some(isHkex) ? forHkex : 'site-it'
}

/** The servers of these answers by whose they are: what has to be done differs. */
export function whose(answers: readonly Finding[]): { own: string[]; hkex: string[] } {
  const servers = (which: readonly Finding[]) => [...new Set(which.map((each) => textArg(each, 'resolver')))]
  return { own: servers(answers.filter((each) => !isHkex(each))), hkex: servers(answers.filter(isHkex)) }
}

/** Answers after which nobody is asked any more: a "no" too is an answer. */
const finalCodes: readonly string[] = [
  'dns/answered',
  'dns/name-unknown',
  'dns/no-address',
  'dns/cname-loop',
  'dns/nxdomain-rewritten',
] satisfies DnsCode[]

/** Whether this server answered anything by UDP in the run: it is up then, and the way there and back is open. */
export function speaks(findings: Findings, resolver: string): boolean {
  const said = (finding: Finding) => [...finalCodes, 'dns/resolver-refuses', 'dns/resolver-fails'].includes(finding.code)
  return (
    findings.get(question.dnsRewrite(resolver)) !== undefined ||
    findings.asked('dns.answer').some((answer) => answer.args.resolver === resolver && said(answer))
  )
}

/** A server that is not the first in any of its lists: nobody notices that it is dead until the first one dies. */
export function isAlternate(finding: Finding): boolean {
  return listArg(finding, 'roles').every((role) => !role.endsWith('-1'))
}

/** Whether the first server of each list in which this one stands further down has the last word on the name. */
export function isSettledBefore(findings: Findings, answer: Finding): boolean {
  const lists = listArg(answer, 'roles').map((role) => role.replace(/-\d+$/, '-1'))
  const others = findings
    .asked('dns.answer')
    .filter((each) => each !== answer && each.args.host === answer.args.host && finalCodes.includes(each.code))
  return isAlternate(answer) && lists.every((first) => others.some((each) => listArg(each, 'roles').includes(first)))
}

/** What fails at addresses that applications are given, and that none of the resolvers asked gives. */
export function behindOtherAddresses(findings: Findings, host: string): Finding[] {
  const system = findings.get(question.dnsSystem(host))
  return system?.code === 'dns/system-differs' ? addressSymptoms(findings, listArg(system, 'addresses'), host) : []
}

export function lookUpFails(findings: Findings, host: string): boolean {
  return findings.get(question.dnsSystem(host))?.code === 'dns/system-fails'
}

/**
 * Hosts that this resolver's failure takes down: those that nobody answers, and those whose look-up by applications
 * fails although another resolver answers (the PC may not be set to use that one).
 */
export function hostsTakenDown(findings: Findings, answers: readonly Finding[]): string[] {
  const asked = answers.filter((each) => !isSettledBefore(findings, each))
  const hosts = [...new Set(asked.map((each) => textArg(each, 'host')))]
  const failing = hosts.filter((host) => isUsedByPc(answers) && lookUpFails(findings, host))
  return [...new Set([...unansweredHosts(findings, asked), ...failing])]
}

/** A server that this PC is not set to, while those that it is set to answer all names: nothing on this PC waits for it, on no day. */
export function isSpared(findings: Findings, answers: readonly Finding[]): boolean {
  const hosts = new Set(findings.asked('dns.answer').map(({ args }) => args.host))
  const good = goodAnswers(findings).filter((each) => isUsedByPc([each]))
  return !isUsedByPc(answers) && [...hosts].every((host) => good.some(({ args }) => args.host === host))
}

export function severityOf(findings: Findings, answers: readonly Finding[], spared = isSpared(findings, answers)): Severity {
  if (hostsTakenDown(findings, answers).some((host) => isStopped(findings, host))) return 'blocker'
  return spared ? 'note' : 'warning'
}

/** What the command to confirm by hand needs: nslookup takes a server's address without its port. */
export function commandArgs(name: string, resolver = ''): { name: string; resolver: string; server: string; port: number } {
  const endpoint = parseEndpoint(resolver, DNS_PORT)
  return { name, resolver, server: endpoint?.address ?? resolver, port: endpoint?.port ?? DNS_PORT }
}
