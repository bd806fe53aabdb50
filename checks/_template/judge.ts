import { defineJudge, type Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { TemplateEvidence } from './evidence.ts'

export const templateJudge = defineJudge({
  id: 'template',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).templateEvidenceSchema,
  judge: (evidence) => [readFinding(evidence)],
})

function readFinding({ file, bytes, failure }: TemplateEvidence): Finding {
  const finding = { id: question.templateRead(file), check: 'template', subject: file } as const
  if (failure !== null) return { ...finding, code: 'template/unreadable', status: 'problem', args: { file, failure: failure.word } }
  if (bytes === null) return { ...finding, code: 'template/not-read', status: 'not-checked', reason: 'deadline', args: { file } }
  return { ...finding, code: 'template/readable', status: 'ok', args: { file, bytes } }
}
