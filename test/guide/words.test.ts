import { describe, expect, test } from 'vitest'
import { looksLikeSecret } from '../../agent/guide/secrets.ts'
import { dateText, momentText } from '../../agent/guide/times.ts'
import { guideWords } from '../../agent/guide/words.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'

/** Every text by where it stands. */
function textsOf(words: object, place = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const at = place === '' ? name : `${place}.${name}`
    return typeof value === 'string' ? [[at, value]] : textsOf(value as object, at)
  })
}

const [en, zh] = [new Map(textsOf(guideWords.en)), new Map(textsOf(guideWords['zh-HK']))]

test('both languages say the same, with the same values', () => {
  expect(en.size).toBeGreaterThan(60)
  expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted())
  expect([...en].filter(([place, text]) => placeholdersOf(text).join() !== placeholdersOf(zh.get(place) ?? '').join())).toEqual([])
})

test.each(languages)('every text is sound in %s', (language) => {
  // A question ends with a blank before what is typed, and its choices stand apart.
  const texts = [...(language === 'en' ? en : zh)].map(([place, text]) => [place, text.trim().replace(/\s{2,}/g, ' ')] as const)
  const mayBe = /^(?:done|seenAsk|goOn|list\.(?:start|print)|withHint|interrupted)$/
  expect(
    texts.flatMap(([place, text]) => (mayBe.test(place) ? [] : wordBreaches(text, language).map((breach) => `${place}: ${breach}`))),
  ).toEqual([])
})

test('a promise that is printed in both: no password, PIN or one-time password', () => {
  expect(guideWords.en.noSecrets).toMatch(/Never type a password, PIN or one-time password/)
  expect(guideWords['zh-HK'].noSecrets).toMatch(/切勿.*密碼、PIN 或一次性密碼/)
})

test('dates as they are written in each language', () => {
  expect(dateText('2023-06-10', 'en')).toBe('10 June 2023 (Saturday)')
  expect(dateText('2023-06-10', 'zh-HK')).toBe('2023年6月10日（星期六）')
  // A minute before midnight in London is another day in Hong Kong.
  expect(momentText(Date.UTC(2023, 5, 9, 23, 59), 'en')).toBe('10 June 2023 (Saturday) 07:59')
})

describe('what looks like a secret', () => {
  test.each([
    '123456',
    'the OTP was 483920',
    '483 920',
    'got 12345678 by e-mail',
    'PIN: 1234',
    'pin 4711',
    'password: hunter2',
    'password is Summer2023!',
    'pw=abc',
    '密碼：abcd',
    '密碼是Abc123',
    '驗證碼 483920',
    '密碼：ａｂｃ',
  ])('%s', (text) => {
    expect(looksLikeSecret(text)).toBe(true)
  })

  test.each([
    '',
    'the password was refused',
    'the OTP did not come for 5 minutes',
    'ticket INC0012345678x',
    'at 18:05, session 2 of 10 June 2023',
    'hotline 2979 7111',
    'error 503 on 10.0.0.12',
    '密碼被拒絕',
    '等候驗證碼十分鐘',
    'forgot my PIN',
  ])('%s is none', (text) => {
    expect(looksLikeSecret(text)).toBe(false)
  })
})
