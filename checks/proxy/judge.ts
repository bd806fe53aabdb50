import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import type { Settings } from '../settings.ts'
import type { ProxyEvidence } from './evidence.ts'
import { helloFindings } from './judge-hello.ts'
import { needFindings } from './judge-need.ts'
import { pacFindings } from './judge-pac.ts'
import { reachFindings, tunnelFindings } from './judge-proxies.ts'

/** Looks at path's findings: whether a direct connection works tells a dead proxy that is in the way from one that is not missed. */
export const proxyJudge = defineJudge({
  id: 'proxy',
  judgeNeeds: ['path'],
  evidence: async () => (await import('./evidence.ts')).proxyEvidenceSchema,
  judge,
})

function judge(evidence: ProxyEvidence, settings: Settings, upstream: JudgeUpstream): Finding[] {
  return [
    ...pacFindings(evidence, upstream),
    ...reachFindings(evidence, upstream),
    ...tunnelFindings(evidence, upstream),
    ...helloFindings(evidence, upstream),
    ...needFindings(evidence, settings, upstream),
  ]
}
