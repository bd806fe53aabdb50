import type { Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { Answer } from '../upload/answer.ts'
import { answerSentence, uploadWords } from '../upload/words.ts'

/** Why a bundle was not taken: a sentence of ours, with what the server or the system said in brackets. */
export function answerText(answer: Exclude<Answer, { kind: 'kept' }>, language: Language): string {
  const sentence = answerSentence(answer, uploadWords[language])
  const status = answer.statusCode === null ? [] : [`HTTP ${answer.statusCode}`]
  const failure = answer.kind === 'later' && answer.failure !== null && answer.statusCode === null ? [answer.failure.code] : []
  const detail = [...status, ...failure, printable(answer.reason)].filter((part) => part !== '').join(': ')
  if (detail === '') return sentence
  return language === 'en' ? `${sentence.replace(/\.$/, '')} (${detail}).` : `${sentence.replace(/。$/, '')}（${detail}）。`
}
