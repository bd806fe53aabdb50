import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, htmlLines } from '../../agent/report/html/escape.ts'
import { jsonLines } from '../../agent/report/html/json-lines.ts'

/** What it stands for, in JSON's own words. */
function expected(value: unknown): string[] {
  const inOrder = (_key: string, each: unknown) => {
    if (typeof each === 'string' && each.length > 160) return `${each.slice(0, 80)}… (${each.length})`
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
  }
  return JSON.stringify(value, inOrder, 1).split('\n')
}

test('the same lines as JSON.stringify has, fields by their names', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(jsonLines(value)).toEqual(expected(value))
    }),
  )
})

test.each([
  [{ b: 1, a: undefined, 10: 'x', 9: 'y', '01': 0 }],
  [{ list: [undefined, [], {}, [[]]], long: 'x'.repeat(161), fits: 'x'.repeat(160) }],
  [{ none: Number.NaN, minus: -0, nothing: null }],
  ['a text'],
  [[]],
])('%j', (value) => {
  expect(jsonLines(value)).toEqual(expected(value))
})

test('lines are escaped as each of them would be', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
      expect(htmlLines(lines).markup).toBe(lines.map((line) => html`${line}\n`.markup).join(''))
    }),
  )
  expect(htmlLines(['<a href="x">&\'', '\u202e', '\ud800']).markup).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;\n\uFFFD\n\uFFFD\n')
})
