import { describe, expect, test } from 'vitest'
import { findingText } from '../../agent/report/words.ts'
import { browserCodes } from '../../checks/browser/codes.ts'
import type { Finding } from '../../checks/check.ts'
import { question } from '../../checks/questions.ts'
import { languages } from '../../checks/text.ts'
import { casesOfPages } from './cases-pages.ts'
import { casesOfThePc } from './cases-pc.ts'
import { aBrowserVisit, evidence, failing, judge, logOn, policy, reached, settings, sso } from './judging.ts'

const cases = [...casesOfThePc, ...casesOfPages]
const at = (url: string) => question.browserPage(url)

describe('what was seen is called by its name', () => {
  test.each(cases)('$name: $code', ({ given, id, code, status, reason, page, args = {} }) => {
    const finding = judge(given, page).find((each) => each.id === id)
    expect(finding).toMatchObject({ code, status, ...(reason === undefined ? {} : { reason }), args })
    for (const language of languages) expect(findingText(finding as Finding, language)).not.toMatch(/\{\w+\}|undefined/)
  })

  test('a root of --root that the browser does not know', () => {
    const found = judge({ visits: [failing(sso, 'ERR_CERT_AUTHORITY_INVALID')] }, reached, { ...settings, trustedRoots: ['PEM'] })
    expect(found.find(({ id }) => id === at(sso))).toMatchObject({
      code: 'browser/root-unknown',
      status: 'not-checked',
      reason: 'not-supported',
    })
  })

  test('every code has a case', () => {
    expect(new Set([...cases.map(({ code }) => code), 'browser/root-unknown'])).toEqual(new Set(browserCodes))
  })
})

test('evidence comes back through its schema as it was', async () => {
  const { browserEvidenceSchema } = await import('../../checks/browser/evidence.ts')
  const recorded = evidence({ visits: [aBrowserVisit(sso, { page: logOn })], policies: [policy('URLBlocklist', ['a.example'])] })
  expect(browserEvidenceSchema.parse(JSON.parse(JSON.stringify(recorded)))).toEqual(recorded)
})
