import { describe, expect, test } from 'vitest'
import { caseWords } from '../../../helpdesk/cases/words.ts'
import { inboxWords } from '../../../helpdesk/inbox/words.ts'
import { terminalWords } from '../../../helpdesk/terminals/words.ts'
import { originLines, originWords } from '../../../helpdesk/web/badge-words.ts'
import { originBadge, verdictBadge } from '../../../helpdesk/web/badges.ts'
import { frameWords } from '../../../helpdesk/web/frame-words.ts'
import { bundlePath, casePath, inboxPath, newRequestPath, terminalPath } from '../../../helpdesk/web/links.ts'
import { cursorOf, cursorText, pageLinks } from '../../../helpdesk/web/pagination.ts'
import { problemWords } from '../../../helpdesk/web/problem-words.ts'
import { ageOf, ageText, longTime, minuteOf } from '../../../helpdesk/web/times.ts'
import { ageWords, liveWords, pageWords } from '../../../helpdesk/web/view-words.ts'
import { placeholdersOf, wordBreaches } from '../../house/text-rules.ts'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]
const NOW = Date.UTC(2026, 10, 22, 17)

describe('how long ago', () => {
  test.each<[age: number, english: string, chinese: string]>([
    [-HOUR, 'just now', '剛剛'],
    [0, 'just now', '剛剛'],
    [59 * SECOND, 'just now', '剛剛'],
    [MINUTE, '1 minute ago', '1 分鐘前'],
    [59 * MINUTE + 59 * SECOND, '59 minutes ago', '59 分鐘前'],
    [HOUR, '1 hour ago', '1 小時前'],
    [47 * HOUR, '47 hours ago', '47 小時前'],
    [2 * DAY, '2 days ago', '2 日前'],
    [29 * DAY, '29 days ago', '29 日前'],
    // 17:00 UTC is the next day in Hong Kong.
    [30 * DAY, '2026-10-24', '2026-10-24'],
  ])('%i ms', (age, english, chinese) => {
    expect(ageText(NOW - age, NOW, 'en')).toBe(english)
    expect(ageText(NOW - age, NOW, 'zh-HK')).toBe(chinese)
  })

  test('a machine reads the moment, whatever a PC’s clock said', () => {
    expect(ageOf(NOW - HOUR, NOW, 'en').markup).toBe(
      '<time datetime="2026-11-22T16:00:00.000Z" title="23 November 2026, 00:00:00">1 hour ago</time>',
    )
    for (const odd of [8.64e15 + 1, 8.64e15, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(ageOf(odd, NOW, 'en').markup).toBe('–')
      expect(minuteOf(odd).markup).toBe('–')
    }
  })

  test('tables have one short form, sentences the words of their language', () => {
    expect(minuteOf(NOW + 5 * SECOND).markup).toBe('<time datetime="2026-11-22T17:00:05.000Z">2026-11-23 01:00</time>')
    expect(longTime(NOW + 5 * SECOND, 'en')).toBe('23 November 2026, 01:00')
    expect(longTime(NOW + 5 * SECOND, 'zh-HK')).toBe('2026年11月23日 01:00')
  })
})

describe('addresses', () => {
  test.each(['a/b', '..%2f', '?&#', '"<>', '個案', 'a b', '\ud800', '💥'])('%j is one part of a path and comes back', (name) => {
    const { pathname, search, hash } = new URL(casePath(name), 'http://desk.invalid')
    expect([search, hash]).toEqual(['', ''])
    expect(pathname.split('/')).toHaveLength(3)
    expect(decodeURIComponent(pathname.slice('/cases/'.length))).toBe(name.toWellFormed())
    for (const path of [bundlePath(name), terminalPath(name), newRequestPath(name)]) expect(path).toMatch(/^\/[\w/%.?=~!*'()-]+$/)
  })

  test('two dots don’t lead elsewhere', () => {
    expect(new URL(casePath('..'), 'http://desk.invalid').href).toBe('http://desk.invalid/?case=..')
  })

  test('what isn’t asked for isn’t in it', () => {
    expect(inboxPath()).toBe('/')
    expect(inboxPath({ verdict: undefined, q: 'a b&c' })).toBe('/?q=a%20b%26c')
  })
})

describe('cursors', () => {
  const cursor = { receivedMs: NOW, sha256: 'ab'.repeat(32) }
  test('come back as they were', () => {
    expect(cursorOf(cursorText(cursor))).toEqual(cursor)
  })

  test.each(['', '1', '1.', `.${'a'.repeat(64)}`, `1.${'A'.repeat(64)}`, `1.${'a'.repeat(64)} `, `0x1.${'a'.repeat(64)}`])(
    '%j is none',
    (text) => {
      expect(cursorOf(text)).toBeNull()
    },
  )

  test('a list of one page has no way on', () => {
    expect(pageLinks({ newest: null, older: null }, 'en').markup).toBe('')
  })
})

test('each state has a word and a mark of its own, and no unproven one looks good', () => {
  const kinds = ['trusted', 'known', 'first-sight', 'changed-key', 'not-trusted', 'cannot-tell'] as const
  for (const kind of kinds) {
    const { markup } = originBadge(kind, 'en')
    expect(markup).toContain(originWords.en[kind])
    expect(markup).toContain('aria-hidden="true"')
    expect(/badge good/.test(markup)).toBe(kind === 'trusted')
  }
  const marks = (['ready', 'attention', 'not-ready', 'undetermined'] as const).map(
    (verdict) => /<path[^>]*>/.exec(verdictBadge(verdict, 'en').markup)?.[0],
  )
  expect(new Set(marks).size).toBe(4)
})

/** Every string of a table of words, by its place. */
function stringsOf(words: unknown, place = ''): [string, string][] {
  if (typeof words === 'string') return [[place, words]]
  return Object.entries(words as object).flatMap(([name, value]) => stringsOf(value, `${place}.${name}`))
}

test.each(
  Object.entries({
    ageWords,
    caseWords,
    frameWords,
    inboxWords,
    liveWords,
    originLines,
    originWords,
    pageWords,
    problemWords,
    terminalWords,
  }),
)('%s are words of each language, with the same places', (name, words) => {
  const [english, chinese] = [stringsOf(words.en), stringsOf(words['zh-HK'])]
  expect(chinese.map(([place]) => place)).toEqual(english.map(([place]) => place))
  for (const [index, [place, text]] of english.entries()) {
    expect(placeholdersOf(chinese[index]?.[1] ?? ''), place).toEqual(placeholdersOf(text))
    // A language's name is written as it calls itself.
    if (name === 'frameWords' && place === '.language') continue
    expect(wordBreaches(text, 'en'), place).toEqual([])
    expect(wordBreaches(chinese[index]?.[1] ?? '', 'zh-HK'), place).toEqual([])
  }
})
