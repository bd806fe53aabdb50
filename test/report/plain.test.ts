import { expect, test } from 'vitest'
import { printable } from '../../agent/cli/quote.ts'
import { jsonText } from '../../agent/output/write.ts'
import { html } from '../../agent/report/html/escape.ts'

const replaced = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** Plain texts are passed over quickly: none of their characters may be one that has to be replaced, in whatever Unicode the runtime has. */
test('every character that would be obeyed is replaced, and no other', () => {
  const wrong: string[] = []
  // Planes 0, 1 and the beginning of 14 hold all of them.
  for (let code = 0; code <= 0xe0fff; code = code === 0xd7ff ? 0xe000 : code === 0x1ffff ? 0xe0000 : code + 1) {
    const character = String.fromCodePoint(code)
    const isObeyed = replaced.test(character)
    const name = code.toString(16)
    if (printable(`a${character}`) !== (isObeyed ? 'a\uFFFD' : `a${character}`)) wrong.push(`printable ${name}`)
    if (html`a${character}`.markup.includes('\uFFFD') !== (isObeyed || code === 0xfffd)) wrong.push(`html ${name}`)
    if (/^"[ -~]*\\u/.test(jsonText(character)) !== isObeyed && !'"\\\b\f\n\r\t'.includes(character)) wrong.push(`json ${name}`)
  }
  expect(wrong).toEqual([])
})
