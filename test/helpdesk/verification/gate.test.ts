import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createGate, OpenerBusy } from '../../../helpdesk/verification/gate.ts'

test('so many at a time, the others in their order; one that fails lets the next one in', async () => {
  const gate = createGate(2, 10)
  const begun: number[] = []
  const doors = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  const all = doors.map(({ promise }, index) =>
    gate.enter(async () => {
      begun.push(index)
      await promise
      return index
    }),
  )
  await setImmediate()
  expect(begun).toEqual([0, 1])
  doors[1]?.reject(new Error('failed'))
  await expect(all[1]).rejects.toThrow('failed')
  await setImmediate()
  expect(begun).toEqual([0, 1, 2])
  for (const { resolve } of doors) resolve()
  expect(await Promise.allSettled(all)).toMatchObject([{ value: 0 }, { status: 'rejected' }, { value: 2 }, { value: 3 }])
  expect(begun).toEqual([0, 1, 2, 3])
})

test('whoever comes when the row is full is told so at once, as a 503; behind that there is room again', async () => {
  const gate = createGate(1, 2)
  const door = Promise.withResolvers<void>()
  const inside = [1, 2, 3].map(() => gate.enter(() => door.promise))
  const refused = gate.enter(async () => 'never')
  await expect(refused).rejects.toBeInstanceOf(OpenerBusy)
  await expect(refused).rejects.toHaveProperty('statusCode', 503)
  door.resolve()
  await Promise.all(inside)
  expect(await gate.enter(async () => 'now')).toBe('now')
})
