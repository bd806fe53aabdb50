import { expect, test } from 'vitest'
import type { Answer } from '../../agent/upload/answer.ts'
import { answerSentence, uploadWords } from '../../agent/upload/words.ts'

const later = { kind: 'later', failure: null, reason: '', retryAfterMs: null } as const

test.each<[Answer, string]>([
  [{ kind: 'kept', statusCode: 412 }, uploadWords.en.kept],
  [{ kind: 'final', problem: 'redirected', statusCode: 302, reason: '' }, uploadWords.en.final.redirected],
  [{ ...later, stage: 'proxy', statusCode: 407 }, uploadWords.en.proxyLogOn],
  [{ ...later, stage: 'proxy', statusCode: 403 }, uploadWords.en.later.proxy],
  [{ ...later, stage: 'tls', statusCode: null, failure: { word: 'certificate', code: 'CERT_HAS_EXPIRED' } }, uploadWords.en.certificate],
  [{ ...later, stage: 'tls', statusCode: null, failure: { word: 'reset', code: 'ECONNRESET' } }, uploadWords.en.later.tls],
  [{ ...later, stage: 'answer', statusCode: 503 }, uploadWords.en.busyServer],
  [{ ...later, stage: 'answer', statusCode: null, failure: { word: 'no-reply', code: 'limit' } }, uploadWords.en.later.answer],
])('%o', (answer, sentence) => {
  expect(answerSentence(answer, uploadWords.en)).toBe(sentence)
})

test('every word is there in both languages, and not left in the other', () => {
  const pairs = (en: object, zh: object): [string, string][] =>
    Object.entries(en).flatMap(([name, value]) => {
      const other: unknown = (zh as Record<string, unknown>)[name]
      return typeof value === 'string' ? [[value, String(other)] as [string, string]] : pairs(value as object, other as object)
    })
  const all = pairs(uploadWords.en, uploadWords['zh-HK'])
  expect(all.length).toBeGreaterThan(15)
  for (const [en, zh] of all) {
    expect(en).toMatch(/^[ -~]+\.$/)
    expect(zh).toMatch(/\p{Script=Han}.*。$/u)
  }
})
