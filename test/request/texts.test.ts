import { expect, test } from 'vitest'
import { problemTexts } from '../../agent/request/problem-text.ts'
import { showTexts } from '../../agent/request/show-text.ts'
import { trustTexts } from '../../agent/request/trust-text.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'

type Tree = { readonly [name: string]: string | Tree }

function flat(tree: Tree, place = ''): [place: string, words: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${place}${name}`, value]] : flat(value, `${place}${name}.`),
  )
}

test.each([
  ['problems', problemTexts],
  ['what is shown', { en: { ...showTexts.en }, 'zh-HK': { ...showTexts['zh-HK'] } }],
  ['trust', { en: { ...trustTexts.en }, 'zh-HK': { ...trustTexts['zh-HK'] } }],
] as const)('%s: both languages have the same places, in words that keep to the house’s rules', (_name, tables) => {
  const [en, zh] = [flat(tables.en), new Map(flat(tables['zh-HK']))]
  expect([...zh.keys()]).toEqual(en.map(([place]) => place))
  for (const [place, words] of en) expect([place, placeholdersOf(zh.get(place) ?? '')]).toEqual([place, placeholdersOf(words)])
  for (const language of languages)
    expect(
      flat(tables[language]).flatMap(([place, words]) => wordBreaches(words, language).map((breach) => `${place}: ${breach}`)),
    ).toEqual([])
})
