import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Option, smallestCover } from '../../agent/diagnosis/cover.ts'

const element = fc.integer({ min: 0, max: 7 })
const option = fc.record({
  covers: fc.uniqueArray(element, { minLength: 1, maxLength: 5 }),
  unobserved: fc.integer({ min: 0, max: 2 }),
  specificity: fc.integer({ min: 0, max: 2 }),
})
const instances = fc.array(option, { maxLength: 9 }).map((all) =>
  all.map(
    ({ covers, unobserved, specificity }, index): Option => ({
      covers: new Set(covers),
      cost: [1, unobserved, -specificity],
      key: String.fromCharCode(97 + index),
    }),
  ),
)

function costOf(options: readonly Option[]): number[] {
  return [0, 1, 2].map((position) => options.reduce((sum, { cost }) => sum + (cost[position] ?? 0), 0))
}

function covered(options: readonly Option[]): Set<number> {
  return options.reduce((union, { covers }) => union.union(covers), new Set<number>())
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** All 2^n subsets: the truth to hold the search against. */
function bestByForce(options: readonly Option[]): number[] {
  const wanted = covered(options)
  const subsets = Array.from({ length: 2 ** options.length }, (_, mask) => options.filter((_option, index) => (mask >> index) & 1))
  return subsets
    .filter((subset) => wanted.isSubsetOf(covered(subset)))
    .map(costOf)
    .reduce((best, cost) => (compare(cost, best) < 0 ? cost : best))
}

test('finds a cover of everything that can be covered, of the least cost', () => {
  fc.assert(
    fc.property(instances, (options) => {
      const chosen = smallestCover(options).map((index) => options[index] as Option)
      expect(covered(chosen)).toEqual(covered(options))
      expect(compare(costOf(chosen), bestByForce(options))).toBe(0)
    }),
    { numRuns: 500 },
  )
})

test('the order of the options decides nothing', () => {
  fc.assert(
    fc.property(
      instances.chain((options) => fc.tuple(fc.constant(options), fc.shuffledSubarray(options, { minLength: options.length }))),
      ([options, shuffled]) => {
        const keys = (of: readonly Option[]) =>
          smallestCover(of)
            .map((index) => of[index]?.key)
            .toSorted()
        expect(keys(shuffled)).toEqual(keys(options))
      },
    ),
  )
})

test('two hundred independent faults are two hundred groups, not one search', () => {
  const options = Array.from(
    { length: 200 },
    (_, index): Option => ({ covers: new Set([index, 1000 + index]), cost: [1, 0, 0], key: `fault ${index}` }),
  )
  expect(smallestCover(options)).toHaveLength(200)
})

test('an entangled instance too large to search through still ends with a cover', () => {
  const options = Array.from(
    { length: 60 },
    (_, index): Option => ({
      covers: new Set([index, (index * 7 + 3) % 60, (index * 13 + 5) % 60]),
      cost: [1, 0, 0],
      key: `option ${String(index).padStart(2, '0')}`,
    }),
  )
  const chosen = smallestCover(options).map((index) => options[index] as Option)
  expect(covered(chosen)).toEqual(covered(options))
})
