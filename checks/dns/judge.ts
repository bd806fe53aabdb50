import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { byRoute } from '../routes.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence } from './evidence.ts'
import { judgeAgreement, judgeAnswers } from './judge-answers.ts'
import { judgeHosts, judgePolicy, judgeSystem } from './judge-machine.ts'
import { judgeConfigured, judgeResolvers } from './judge-resolvers.ts'

export const dnsJudge = defineJudge({
  id: 'dns',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).dnsEvidenceSchema,
  judge,
})

function judge(evidence: DnsEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  const everyHost = settings.targets.map(({ host }) => host)
  return [
    ...judgeAnswers(evidence, settings),
    ...judgeAgreement(evidence),
    ...judgeResolvers(evidence),
    ...judgeConfigured(evidence, settings),
    ...judgeHosts(evidence),
    ...judgePolicy(evidence),
    ...judgeSystem(evidence),
  ].map((finding) => byRoute(finding, typeof finding.args.host === 'string' ? [finding.args.host] : everyHost, upstream))
}
