import { expect, test } from 'vitest'
import { inParallel } from '../../checks/in-parallel.ts'

test('so many at once and no more, and what came of them in their order', async () => {
  let atWork = 0
  let most = 0
  const doubled = await inParallel([5, 4, 3, 2, 1], 2, async (each, index) => {
    atWork += 1
    most = Math.max(most, atWork)
    for (let turn = 0; turn < each; turn += 1) await new Promise(setImmediate)
    atWork -= 1
    return `${index}:${each * 2}`
  })
  expect(doubled).toEqual(['0:10', '1:8', '2:6', '3:4', '4:2'])
  expect(most).toBe(2)
})

test('of nothing nothing comes', async () => {
  expect(await inParallel([], 3, async () => 1)).toEqual([])
})
