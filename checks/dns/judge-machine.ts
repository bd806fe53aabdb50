/** What this PC itself does with a name, before or beside any resolver. */

import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { DnsEvidence } from './evidence.ts'

/** Addresses that the resolvers asked gave for a name. */
function resolvedAddresses(evidence: DnsEvidence, name: string): Set<string> {
  const queries = evidence.queries.filter((query) => query.name === name && query.purpose === 'target')
  return new Set(queries.flatMap(({ outcome }) => (outcome.kind === 'answered' ? outcome.addresses : [])))
}

function namesOf(evidence: DnsEvidence): string[] {
  return evidence.system.map(({ name }) => name)
}

export function judgeHosts(evidence: DnsEvidence): Finding[] {
  const { path, entries, failure } = evidence.hosts
  return namesOf(evidence).map((name): Finding => {
    const lines = entries.filter((entry) => entry.name === name)
    const finding = { id: question.dnsHosts(name), check: 'dns', subject: name } as const
    // A missing hosts file says nothing; one that could not be read may say anything.
    if (failure !== null && failure.word !== 'file-missing') {
      return {
        ...finding,
        code: 'dns/hosts-unread',
        status: 'not-checked',
        reason: 'policy',
        args: { host: name, path, failure: failure.code },
      }
    }
    if (lines.length === 0) return { ...finding, code: 'dns/hosts-clear', status: 'ok', args: { host: name, path } }
    const resolved = resolvedAddresses(evidence, name)
    const addresses = lines.map(({ address }) => address)
    const alsoResolved = addresses.every((address) => resolved.has(address))
    const args = { host: name, path, line: lines[0]?.line ?? 0, addresses, alsoResolved, resolved: [...resolved] }
    return { ...finding, code: 'dns/hosts-override', status: alsoResolved ? 'warning' : 'problem', args }
  })
}

/** A rule of the name resolution policy that sends a target to servers which the PC does not otherwise use. */
export function judgePolicy(evidence: DnsEvidence): Finding[] {
  const asked = new Set(evidence.resolvers.map(({ address }) => address))
  return evidence.policyRules
    .filter(({ servers }) => servers.some((server) => !asked.has(server)))
    .map(({ name, namespace, servers }) => ({
      id: question.dnsPolicy(name),
      check: 'dns',
      code: 'dns/policy-rule',
      status: 'warning',
      subject: name,
      args: { host: name, namespace, servers },
    }))
}

export function judgeSystem(evidence: DnsEvidence): Finding[] {
  return evidence.system.map(({ name, addresses, failure }): Finding => {
    const finding = { id: question.dnsSystem(name), check: 'dns', subject: name } as const
    const args = { host: name, addresses, failure: failure?.code ?? null }
    if (failure?.word === 'access-denied')
      return { ...finding, code: 'dns/system-not-asked', status: 'not-checked', reason: 'policy', args }
    if (failure?.word === 'cancelled') return { ...finding, code: 'dns/system-not-asked', status: 'not-checked', reason: 'deadline', args }
    if (addresses.length === 0) return { ...finding, code: 'dns/system-fails', status: 'problem', args }
    const resolved = resolvedAddresses(evidence, name)
    const fromHosts = evidence.hosts.entries.some((entry) => entry.name === name)
    const differs = resolved.size > 0 && !fromHosts && addresses.every((address) => !resolved.has(address))
    // Another address alone is no fault: names with many addresses show them in turn. A cause names it where that address is dead.
    return { ...finding, code: differs ? 'dns/system-differs' : 'dns/system-answers', status: 'ok', args }
  })
}
