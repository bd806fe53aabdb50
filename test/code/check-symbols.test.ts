import { expect, test } from 'vitest'
import { isRight, likelyPlaces, withCheckSymbols } from '../../agent/code/check-symbols.ts'

const LONGEST = 24

/** Zeros with these values at these places, which count from the end. */
function word(...wrong: readonly (readonly [place: number, value: number])[]): number[] {
  const symbols = Array.from({ length: LONGEST }, () => 0)
  for (const [place, value] of wrong) symbols[LONGEST - 1 - place] = value
  return symbols
}

const places = Array.from({ length: LONGEST }, (_, place) => place)
const values = Array.from({ length: 31 }, (_, value) => value + 1)

// The sum of two right words is right (the next test): a mistake passes in one word if it passes in all of them, and the word of zeros stands
// for all. Shorter words have the same places, counted from the end.
test('no one and no two wrong symbols, wherever they are and whatever they are, leave a word right', () => {
  const passing: string[] = []
  for (const p of places)
    for (const a of values) {
      if (isRight(word([p, a]))) passing.push(`${p}: ${a}`)
      for (const q of places.slice(p + 1)) for (const b of values) if (isRight(word([p, a], [q, b]))) passing.push(`${p}: ${a}, ${q}: ${b}`)
    }
  expect(passing).toEqual([])
})

test('some three wrong symbols do, so that the test above looks at something', () => {
  const others = withCheckSymbols(word([5, 9]).slice(0, -2))
  expect(others.filter((value) => value !== 0)).toHaveLength(3)
  expect(isRight(others)).toBe(true)
})

test('the sum of two right words is right: each symbol of data is checked by itself', () => {
  const [one, other] = [41, 77].map((seed) => withCheckSymbols(Array.from({ length: 22 }, (_, index) => (seed * (index + 3)) % 32)))
  expect(isRight(one ?? [])).toBe(true)
  expect(one?.map((value, index) => value ^ (other?.[index] ?? 0)).join()).toBe(
    withCheckSymbols((one ?? []).slice(0, -2).map((value, index) => value ^ (other?.[index] ?? 0))).join(),
  )
})

test('of a right word nothing is likely wrong', () => {
  expect(likelyPlaces(withCheckSymbols([1, 2, 3, 4, 5, 6]))).toEqual([])
})
