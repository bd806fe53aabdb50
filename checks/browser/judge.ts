import { defineJudge } from '../check.ts'

export const browserJudge = defineJudge({
  id: 'browser',
  judgeNeeds: ['tls', 'page'],
  evidence: async () => (await import('./evidence.ts')).browserEvidenceSchema,
  judge: () => [],
})
