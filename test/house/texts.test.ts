import { describe, expect, test } from 'vitest'
import type { Cause } from '../../checks/cause.ts'
import { causes } from '../../checks/causes.ts'
import { checkIds } from '../../checks/check.ts'
import { type CheckText, type Language, languages } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { differences, placeholdersOf, stringsOf, wordBreaches } from './text-rules.ts'
import { readTree } from './tree.ts'

const areas = ['common', ...checkIds] as const
const words = (area: (typeof areas)[number], language: Language): CheckText => texts[language][area]

/** What an area's modules export, by name: `dnsCodes` of checks/dns/codes.ts, `dnsCauses` of checks/dns/causes.ts. */
async function exported<T>(area: string, file: 'codes' | 'causes'): Promise<readonly T[]> {
  const module = (await import(`../../checks/${area}/${file}.ts`)) as Readonly<Record<string, readonly T[]>>
  return module[`${area}${file === 'codes' ? 'Codes' : 'Causes'}`] ?? []
}

/** Source of an area and of what every area may use, without the words themselves: an arg that no line of it names does not exist. */
function sourceOf(area: string): string {
  const shared = /^checks\/(?:[^/]+|common\/[^/]+)$/
  return [...readTree()]
    .filter(([path]) => (shared.test(path) || path.startsWith(`checks/${area}/`)) && !path.includes('/text.'))
    .map(([, source]) => source)
    .join('\n')
}

describe.each(areas)('the words of %s', (area) => {
  test('both languages say the same', () => {
    expect(differences(words(area, 'en'), words(area, 'zh-HK'))).toEqual([])
  })

  test.each(languages)('every string is sound in %s', (language) => {
    const breaches = [...stringsOf(words(area, language))].flatMap(([place, string]) =>
      wordBreaches(string, language).map((breach) => `${place}: ${breach}`),
    )
    expect(breaches).toEqual([])
  })

  test('every code has words, and no other', async () => {
    const codes = await exported<string>(area, 'codes')
    expect(codes.length).toBeGreaterThan(0)
    expect(Object.keys(words(area, 'en').findings).toSorted()).toEqual(codes.toSorted())
  })

  test('every cause has words with a step to take, and no other', async () => {
    const own = (await exported<Cause>(area, 'causes')).map(({ code }) => code)
    expect(own.length).toBeGreaterThan(0)
    expect(Object.keys(words(area, 'en').causes).toSorted()).toEqual(own.toSorted())
    expect(Object.entries(words(area, 'en').causes).filter(([, { steps }]) => steps.length === 0)).toEqual([])
  })

  test('every placeholder is named in the source', async () => {
    const source = sourceOf(area)
    const confirms = (await exported<Cause>(area, 'causes')).map(({ code, confirm }) => [`confirm of ${code}`, confirm] as const)
    const unknown = [...stringsOf(words(area, 'en')), ...confirms].flatMap(([place, string]) =>
      // The report adds the subject to the values of every line.
      placeholdersOf(string)
        .filter((name) => name !== 'subject' && !new RegExp(`\\b${name}\\b`).test(source))
        .map((name) => `${place}: {${name}}`),
    )
    expect(unknown).toEqual([])
  })
})

test('a cause has one number, for ever its own', () => {
  expect(new Set(causes.map(({ number }) => number)).size).toBe(causes.length)
  expect(new Set(causes.map(({ code }) => code)).size).toBe(causes.length)
})

test('each area keeps to a hundred of its own', async () => {
  const hundreds = await Promise.all(
    areas.map(async (area) => [...new Set((await exported<Cause>(area, 'causes')).map(({ number }) => Math.floor(number / 100)))]),
  )
  expect(hundreds.map((own) => own.length)).toEqual(areas.map(() => 1))
  expect(new Set(hundreds.flat()).size).toBe(areas.length)
  expect(
    (await Promise.all(areas.map((area) => exported<Cause>(area, 'causes'))))
      .flat()
      .map(({ code }) => code)
      .toSorted(),
  ).toEqual(causes.map(({ code }) => code).toSorted())
})

describe('each rule can fail', () => {
  test.each<[name: string, words: string, language: Language, breaches: string[]]>([
    ['nothing', ' ', 'en', ['empty', 'stray white space']],
    ['two blanks', 'a  b', 'en', ['stray white space']],
    ['a brace that is not closed', 'the address {address', 'en', ['not a placeholder']],
    ['a placeholder with a hyphen', 'the {data-centre}', 'en', ['not a placeholder']],
    ['a placeholder with blanks', 'the { host }', 'en', ['not a placeholder']],
    ['one section alone', 'see Section 4.8', 'en', ['not Section 4.7-4.9']],
    ['one section without the word', 'see 4.7', 'en', ['not Section 4.7-4.9']],
    ['an address', 'use 10.0.0.1', 'en', ['an address of our own making']],
    ['a Chinese mark in English', 'this PC，here', 'en', ['Chinese in English words']],
    ['a Simplified character', '检查證書', 'zh-HK', ['Simplified 检']],
    ['a word of Taiwan', '檢查網路', 'zh-HK', ['not said in Hong Kong: 網路']],
    ['an ASCII comma', '檢查網絡,然後', 'zh-HK', ['half-width mark: 絡,']],
    ['an ASCII full stop', '檢查網絡.', 'zh-HK', ['half-width mark: 絡.']],
    ['ASCII brackets', '地址({address})', 'zh-HK', ['half-width mark: 址(']],
  ])('%s', (_name, string, language, breaches) => {
    expect(wordBreaches(string, language)).toEqual(breaches)
  })

  test.each<[name: string, words: string, language: Language]>([
    ['the sections together', 'Section 4.7-4.9 of the procedures', 'en'],
    ['what Windows calls its window', '打開「網路和網際網路」', 'zh-HK'],
    ['names in Latin letters', '見 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。', 'zh-HK'],
    ['values in Chinese brackets', '沒有回覆（{failure}），請重試：{host}', 'zh-HK'],
  ])('%s may be said', (_name, string, language) => {
    expect(wordBreaches(string, language)).toEqual([])
  })

  test('a code, a step or a value that one language lacks', () => {
    const one: CheckText = { name: 'A', findings: { a: '{x} {y}', b: '{x}' }, causes: { a: { title: 't', why: 'w', steps: ['1', '2'] } } }
    const other: CheckText = { name: '甲', findings: { a: '{y} {x}', c: '{x}' }, causes: { a: { title: '{x}', why: 'w', steps: ['1'] } } }
    expect(differences(one, other)).toEqual([
      'only in one language: findings.b',
      'causes.a.title: {} and {x}',
      'only in one language: causes.a.steps.1',
      'only in one language: findings.c',
    ])
    expect(differences(one, one)).toEqual([])
  })
})
