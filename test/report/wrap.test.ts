import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { wrapText } from '../../agent/report/wrap.ts'

test.each([
  ['words at blanks', 'the quick brown fox', 10, ['the quick', 'brown fox']],
  ['Chinese anywhere', '本電腦的時鐘有誤', 10, ['本電腦的時', '鐘有誤']],
  ['no comma at the beginning of a line', '本電腦的，時鐘有誤', 8, ['本電腦', '的，時鐘', '有誤']],
  ['no bracket at the end of a line', '另一部（備用）', 8, ['另一部', '（備用）']],
  ['a name in one piece among Chinese', '連接 sso.example 失敗', 12, ['連接', 'sso.example', '失敗']],
  ['Chinese goes on beside a word', '另一部 DNS 伺服器有回答', 14, ['另一部 DNS 伺', '服器有回答']],
  ['what is too long is cut', 'https://sso.example/', 8, ['https://', 'sso.exam', 'ple/']],
  ['nothing', '', 10, ['']],
])('%s', (_what, text, columns, lines) => {
  expect(wrapText(text, columns)).toEqual(lines)
})

test('no line is too wide, and nothing but blanks is lost', () => {
  const character = fc.constantFrom(...'ab .,:/中文字，。「」（）… ')
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 80 }), fc.integer({ min: 8, max: 40 }), (text, columns) => {
      const lines = wrapText(text, columns)
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
