import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createGate } from '../../checks/io/gate.ts'

const forever = new AbortController().signal

test('never lets more in than it is wide, and everybody in the end', async () => {
  const gate = createGate(3)
  let inside = 0
  const seen: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const leave = await gate.enter(forever)
      inside += 1
      seen.push(inside)
      await sleep(index % 3)
      inside -= 1
      leave()
    }),
  )
  expect(seen).toHaveLength(20)
  expect(Math.max(...seen)).toBe(3)
})

test('first come, first served', async () => {
  const gate = createGate(1)
  const leave = await gate.enter(forever)
  const order: number[] = []
  const waiting = [1, 2, 3].map(async (number) => {
    const done = await gate.enter(forever)
    order.push(number)
    done()
  })
  leave()
  await Promise.all(waiting)
  expect(order).toEqual([1, 2, 3])
})

test('who is cancelled while waiting is told so and takes nobody’s place', async () => {
  const gate = createGate(1)
  const leave = await gate.enter(forever)
  const controller = new AbortController()
  const reason = new Error('enough')
  const cancelled = expect(gate.enter(controller.signal)).rejects.toBe(reason)
  const next = gate.enter(forever)
  controller.abort(reason)
  await cancelled
  leave()
  await expect(next).resolves.toBeTypeOf('function')
})

test('who comes cancelled is not let in', async () => {
  const gate = createGate(1)
  const reason = new Error('too late')
  await expect(gate.enter(AbortSignal.abort(reason))).rejects.toBe(reason)
  const leave = await gate.enter(forever)
  await expect(gate.enter(AbortSignal.abort(reason))).rejects.toBe(reason)
  leave()
  await expect(gate.enter(forever)).resolves.toBeTypeOf('function')
})

test('a place that is given back twice is one place', async () => {
  const gate = createGate(1)
  const leave = await gate.enter(forever)
  leave()
  leave()
  const entered: number[] = []
  const first = await gate.enter(forever)
  entered.push(1)
  const second = gate.enter(forever).then(() => entered.push(2))
  await sleep(5)
  expect(entered).toEqual([1])
  first()
  await second
})
