import { defineJudge } from '../check.ts'
import { aboutPage } from './about.ts'
import { pageFinding } from './judge-page.ts'
import { policyFinding, popupsFinding, secureDnsFinding } from './judge-policy.ts'
import { presenceFinding, versionFinding } from './judge-presence.ts'

export const browserJudge = defineJudge({
  id: 'browser',
  judgeNeeds: ['page', 'clock'],
  evidence: async () => (await import('./evidence.ts')).browserEvidenceSchema,
  judge(evidence, settings, upstream) {
    const urls = [...new Set(settings.targets.map(({ url }) => url))]
    return [
      presenceFinding(evidence),
      ...versionFinding(evidence, upstream),
      ...secureDnsFinding(evidence),
      ...urls.flatMap((url) => {
        const about = aboutPage(url, settings)
        return [
          ...policyFinding(url, evidence, about),
          ...popupsFinding(url, evidence, about),
          pageFinding(url, evidence, about, settings, upstream),
        ]
      }),
    ]
  },
})
