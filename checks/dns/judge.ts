import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { proxiedHosts } from '../routes.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence } from './evidence.ts'
import { judgeAgreement, judgeAnswers } from './judge-answers.ts'
import { judgeHosts, judgePolicy, judgeSystem } from './judge-machine.ts'
import { judgeConfigured, judgeResolvers } from './judge-resolvers.ts'

export const dnsJudge = defineJudge({ id: 'dns', judgeNeeds: [], evidence: async () => (await import('./evidence.ts')).dnsEvidenceSchema, judge })

function judge(evidence: DnsEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  const proxied = proxiedHosts(upstream.evidence.proxy)
  const findings = [
    ...judgeAnswers(evidence, settings),
    ...judgeAgreement(evidence),
    ...judgeResolvers(evidence),
    ...judgeConfigured(evidence, settings),
    ...judgeHosts(evidence),
    ...judgePolicy(evidence),
    ...judgeSystem(evidence),
  ]
  const everyHostProxied = settings.targets.every(({ host }) => proxied.has(host))
  return findings.map((finding) => {
    const host = finding.args.host
    const decidedElsewhere = typeof host === 'string' ? proxied.has(host) : everyHostProxied
    return decidedElsewhere && (finding.status === 'warning' || finding.status === 'problem')
      ? { ...finding, status: 'not-applicable' as const, reason: 'proxy-decides' as const }
      : finding
  })
}
