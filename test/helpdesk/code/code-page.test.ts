import { expect, test } from 'vitest'
import { causeEntry } from '../../../agent/causes/entry.ts'
import { codeFactsOf } from '../../../agent/code/from-report.ts'
import { type CodeFacts, decodePhoneCode, encodePhoneCode } from '../../../agent/code/phone-code.ts'
import { codeProblemText } from '../../../agent/code/problem-text.ts'
import { codeWords } from '../../../agent/code/words.ts'
import type { Report } from '../../../agent/report/schema.ts'
import { languages } from '../../../checks/text.ts'
import { codePageWords } from '../../../helpdesk/code/words.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf } from '../../bundle/tampering.ts'
import { strangersIn } from '../bundles/markup.ts'
import { visiting } from '../bundles/visiting.ts'

const { get, post } = await visiting()
const report = jsonOf<Report>(filesOf(await sealed('dns-alternate-silent', await deviceSigner())), 'report.json')
const facts = codeFactsOf(report)
const code = encodePhoneCode(facts)
const codePath = (typed: string, language = 'en') => `/code?code=${encodeURIComponent(typed)}&lang=${language}`
const encoded = (changes: Partial<CodeFacts>) => encodePhoneCode({ ...facts, ...changes })

test.each(languages)('says verdict, day, who mends it, the first step and all about the cause: %s', async (language) => {
  const { status, text } = await get(codePath(code, language))
  const entry = causeEntry('dns/alternate-dead', language)
  expect(status).toBe(200)
  for (const part of [
    code,
    entry?.title ?? '?',
    entry?.why.slice(0, 20) ?? '?',
    codeWords[language].owners['site-network'],
    'Section 4.7-4.9',
  ]) {
    expect(text).toContain(part)
  }
  expect(text).toContain('dns/alternate-dead')
  expect(text).toContain(language === 'en' ? 'ATTENTION' : '請留意')
  expect(text).toContain(language === 'en' ? '22 November 2026' : '2026年11月22日')
  expect(text).not.toMatch(/\{\w+\}|undefined|\[object|\bNaN/)
  expect(strangersIn(text)).toEqual([])
})

test('however it is typed: small letters, any blanks, O for 0, full-width, as a scanner has it', async () => {
  const typings = [
    code.toLowerCase(),
    code.replaceAll('-', ''),
    ` ${[...code.replaceAll('-', '')].join(' ')} `,
    code.replaceAll('0', 'o').replaceAll('1', 'l'),
    `TP1:${code}`,
    code.replace(/[0-9A-Z]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)),
  ]
  for (const typed of typings) expect([typed, (await get(codePath(typed))).text.includes(`Phone code ${code}`)]).toEqual([typed, true])
})

test('the form leads to the answer’s own address', async () => {
  const typed = code.toLowerCase().replaceAll('-', ' ')
  const answer = await post('/code', '/code', { code: typed }, 'viewer')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/code?code=${encodeURIComponent(typed)}`])
  expect((await post('/code', null, { code: typed }, 'viewer')).status).toBe(403)
  expect((await post('/code', '/code', { code: 'x'.repeat(201) }, 'viewer')).status).toBe(400)
  expect((await get('/code')).status).toBe(200)
})

test.each(languages)('a mistake is told as the agent tells it, and nothing is guessed: %s', async (language) => {
  const wrong = code.endsWith('0') ? `${code.slice(0, -1)}1` : `${code.slice(0, -1)}0`
  const { status, text } = await get(codePath(wrong, language))
  expect(status).toBe(400)
  expect(text).not.toContain('dns/alternate-dead')
  const decoded = decodePhoneCode(wrong)
  if (!('problem' in decoded)) throw new Error('the wrong code is a right one')
  expect(text).toContain(codeProblemText(decoded.problem, language).slice(1))
  expect(text).toContain('aria-invalid="true"')
  const markup = await get(codePath('"><script>alert(1)</script>', language))
  expect([markup.status, strangersIn(markup.text)]).toEqual([400, []])
})

test('what the code holds no room for is said; a cause of a later version is a number', async () => {
  const { moreCauses, unexplained, notJudged, noCause } = codeWords.en
  const all = (await get(codePath(encoded({ moreCauses: true, unexplained: true, notJudged: true })))).text
  for (const note of [moreCauses, unexplained, notJudged]) expect(all).toContain(note)
  expect((await get(codePath(encoded({ causes: [], verdict: 'undetermined' })))).text).toContain(noCause)
  const [cause] = facts.causes
  if (cause === undefined) throw new Error('the scenario has no cause')
  const later = (await get(codePath(encoded({ causes: [{ ...cause, number: 2000 }] })))).text
  expect(later).toContain('Cause 2000')
  expect(later).not.toContain(codePageWords.en.full)
})

test('whoever may make requests is led to one', async () => {
  const link = `href="/requests/new"`
  expect((await get(codePath(code), 'agent')).text).toContain(link)
  expect((await get(codePath(code), 'viewer')).text).not.toContain(link)
})
