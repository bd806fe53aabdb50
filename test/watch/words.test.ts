import { expect, test } from 'vitest'
import { watchWords } from '../../agent/watch/words.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'

/** Every text by its place. */
function textsOf(words: object, place = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, string | object]): [string, string][] =>
    typeof value === 'string' ? [[`${place}${name}`, value]] : textsOf(value, `${place}${name}.`),
  )
}

test('both languages say the same, with the same places', () => {
  const placed = (words: object) => textsOf(words).map(([place, text]) => [place, placeholdersOf(text).toSorted()])
  expect(placed(watchWords['zh-HK'])).toEqual(placed(watchWords.en))
})

test.each(languages)('every text is sound in %s', (language) => {
  // Columns stand two blanks apart.
  const own = textsOf(watchWords[language]).filter(([place]) => place !== 'round')
  expect(own.flatMap(([place, text]) => wordBreaches(text, language).map((breach) => `${place}: ${breach}`))).toEqual([])
})
