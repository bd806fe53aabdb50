import { expect, test } from 'vitest'
import { jsonText } from '../../agent/output/write.ts'

test('JSON that is looked at in a terminal obeys nobody, and reads back as it was', () => {
  const content = { title: 'a\u001b[2J\u009b31m\u202eb\u2028c\u{e0041}終端機' }
  const text = jsonText(content)
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(text).toContain('終端機')
  expect(JSON.parse(text)).toEqual(content)
})
