/** The helpdesk's sheet and the agent's report look like one house: same colours, and a rule for each class that a section has. */

import { describe, expect, test } from 'vitest'
import { htmlStyle } from '../../../agent/report/html/style.ts'
import { assets } from '../../../helpdesk/web/assets.ts'

const sheet = assets.style.content.toString('utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** Custom properties as they stand under each condition: `dark --ink`. */
function coloursIn(css: string): Map<string, string> {
  const conditions = [
    ['light', /(?:^|\n):root\s*\{([^}]*)\}/],
    ['dark', /prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^}]*)\}/],
    ['forced', /forced-colors: active\)\s*\{\s*:root\s*\{([^}]*)\}/],
    ['print', /@media print\s*\{\s*:root\s*\{([^}]*)\}/],
  ] as const
  return new Map(
    conditions.flatMap(([name, pattern]) =>
      Array.from((pattern.exec(css)?.[1] ?? '').matchAll(/(--[a-z-]+):\s*([^;}]+)/g), ([, property = '', value = '']): [string, string] => [
        `${name} ${property}`,
        value.trim(),
      ]),
    ),
  )
}

test('the colours are the report’s own, light and dark, forced and on paper', () => {
  const [theirs, ours] = [coloursIn(htmlStyle), coloursIn(sheet)]
  expect(theirs.size).toBe(4 * 14)
  for (const [name, value] of theirs) expect(ours.get(name), name).toBe(value)
})

test('every class that the report’s style knows has a rule here, but those of its frame', () => {
  const classesOf = (css: string) => new Set(Array.from(css.matchAll(/\.([a-z][a-z-]*)/g), ([, name]) => name))
  const frame = new Set(['in-en', 'in-zh', 'languages'])
  const ours = classesOf(sheet)
  const missing = [...classesOf(htmlStyle)].filter((name) => name !== undefined && !ours.has(name) && !frame.has(name))
  expect(missing).toEqual([])
})

describe('the sheet', () => {
  test('loads nothing from anywhere', () => {
    expect(sheet).not.toMatch(/@import|url\(|@font-face/)
  })

  test('opens and closes as many braces', () => {
    expect(sheet.match(/\{/g)?.length).toBe(sheet.match(/\}/g)?.length)
  })

  test('every class that its list at the head names has a rule', () => {
    const head = /\/\*\n[\s\S]*?\*\//.exec(assets.style.content.toString('utf8'))?.[0] ?? ''
    const named = new Set(Array.from(head.matchAll(/\.([a-z][a-z-]+)/g), ([, name = '']) => name))
    for (const file of ['ts', 'css']) named.delete(file)
    expect(named.size).toBeGreaterThan(30)
    expect([...named].filter((name) => !new RegExp(`\\.${name}(?![a-z-])`).test(sheet))).toEqual([])
  })
})
