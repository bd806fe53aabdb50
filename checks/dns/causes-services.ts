/** Causes that lie with how a resolver serves: not by TCP, for names that do not exist, slowly. */

import { type Candidate, type Cause, defineCause } from '../cause.ts'
import type { Finding } from '../check.ts'
import { addressSymptoms, hostSymptoms, isMisled, predict, wrongServerSymptoms } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { commandArgs, hostsTakenDown, resolverOwner, severityOf, whose } from './answers.ts'

const tcpBlocked = defineCause({
  code: 'dns/tcp-blocked',
  number: 207,
  owner: 'site-network',
  confirm: 'Test-NetConnection {server} -Port {port}',
  propose: (findings) => {
    const bad = findings.bad('dns/tcp-blocked')
    return [...Map.groupBy(bad, (finding) => textArg(finding, 'resolver'))].map(([resolver, group]): Candidate => {
      const cut = group.filter((finding) => finding.id.startsWith('dns.answer '))
      return {
        code: 'dns/tcp-blocked',
        subject: resolver,
        severity: cut.length === 0 ? 'note' : severityOf(findings, cut),
        owner: 'site-network',
        args: {
          ...commandArgs('', resolver),
          roles: listArg(group[0] as Finding, 'roles'),
          failure: String(group[0]?.args.failure ?? ''),
          ...whose(group),
        },
        predicts: predict([...group, ...hostsTakenDown(findings, cut).flatMap((host) => hostSymptoms(findings, host))]),
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
          // What bears the address of a server of HKEX's and does this is most likely something before it.
          owner: resolverOwner(group, 'site-network'),
          args: {
            ...commandArgs('', resolver),
            roles: listArg(group[0] as Finding, 'roles'),
            addresses: [...new Set(addresses)],
            ...whose(group),
          },
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
      owner: resolverOwner([finding], 'site-network'),
      args: { ...finding.args, ...commandArgs('', finding.subject) },
      predicts: [{ id: finding.id }],
      ruledOutBy: [],
      specificity: 1,
    })),
})

export const serviceCauses: readonly Cause[] = [tcpBlocked, rewritten, slow]
