import { defineJudge, type Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { SmartcardEvidence } from './evidence.ts'

export const smartcardJudge = defineJudge({
  id: 'smartcard',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).smartcardEvidenceSchema,
  judge: (evidence) => [readFinding(evidence)],
})

function readFinding({ file, bytes, failure }: SmartcardEvidence): Finding {
  const finding = { id: question.smartcardRead(file), check: 'smartcard', subject: file } as const
  if (failure !== null) return { ...finding, code: 'smartcard/unreadable', status: 'problem', args: { file, failure: failure.word } }
  if (bytes === null) return { ...finding, code: 'smartcard/not-read', status: 'not-checked', reason: 'deadline', args: { file } }
  return { ...finding, code: 'smartcard/readable', status: 'ok', args: { file, bytes } }
}
