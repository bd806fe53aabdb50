import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
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
  const windows = upstream.evidence.host?.platform === 'win32'
  return [
    ...judgeAnswers(evidence, settings).map((finding) => (isForbiddenToUs(finding, evidence, windows) ? notAsked(finding) : finding)),
    ...judgeAgreement(evidence),
    ...judgeResolvers(evidence),
    ...judgeConfigured(evidence, settings),
    ...judgeHosts(evidence),
    ...judgePolicy(evidence),
    ...judgeSystem(evidence),
  ].map((finding) => byRoute(finding, typeof finding.args.host === 'string' ? [finding.args.host] : everyHost, upstream))
}

/**
 * Security software may let the system's own DNS client through and not a program that it doesn't know: Windows says WSAEACCES, Linux EPERM.
 * What the system finds then, and no line of the hosts file gives, some DNS server answered.
 */
function isForbiddenToUs({ id, args }: Finding, { queries, system, hosts }: DnsEvidence, windows: boolean): boolean {
  const ours = queries.filter(({ purpose, name, resolver }) => purpose === 'target' && id === question.dnsAnswer(name, resolver))
  const isLocal = ({ outcome }: (typeof ours)[number]) =>
    outcome.kind === 'failed' && outcome.failure.word === 'prohibited' && (windows || outcome.failure.code === 'EPERM')
  const found = system.some(({ name, addresses }) => name === args.host && addresses.length > 0)
  return ours.length > 0 && ours.every(isLocal) && found && hosts.entries.every(({ name }) => name !== args.host)
}

function notAsked(finding: Finding): Finding {
  return { ...finding, status: 'not-checked', reason: 'policy' }
}
