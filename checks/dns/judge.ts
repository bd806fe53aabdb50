import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { byRoute } from '../routes.ts'
import type { Settings } from '../settings.ts'
import type { DnsEvidence } from './evidence.ts'
import { judgeAgreement, judgeAnswers } from './judge-answers.ts'
import { byBrowser } from './judge-by-browser.ts'
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
  const answers = judgeAnswers(evidence, settings, upstream.evidence.host?.platform === 'win32')
  return [
    ...answers.map((finding) => (isForbiddenToUs(finding, answers, evidence) ? notAsked(finding) : finding)),
    ...judgeAgreement(evidence),
    ...judgeResolvers(evidence),
    ...judgeConfigured(evidence, settings),
    ...judgeHosts(evidence),
    ...judgePolicy(evidence),
    ...judgeSystem(evidence),
  ]
    .map((finding) => byRoute(finding, typeof finding.args.host === 'string' ? [finding.args.host] : everyHost, upstream))
    .map((finding) => byBrowser(finding, evidence, settings, upstream))
}

/**
 * Security software may let the system's own DNS client through and not a program that it doesn't know, whomever that asks. What the system
 * finds then, and no line of the hosts file gives, some DNS server answered.
 */
function isForbiddenToUs({ code, args }: Finding, answers: readonly Finding[], { system, hosts }: DnsEvidence): boolean {
  const found = system.some(({ name, addresses }) => name === args.host && addresses.length > 0)
  const everywhere = answers.filter((each) => each.id.startsWith('dns.answer ')).every((each) => each.code === 'dns/local-block')
  return code === 'dns/local-block' && everywhere && found && hosts.entries.every(({ name }) => name !== args.host)
}

function notAsked(finding: Finding): Finding {
  return { ...finding, status: 'not-checked', reason: 'policy' }
}
