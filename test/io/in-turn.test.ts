import { expect, test } from 'vitest'
import { inTurn } from '../../checks/in-turn.ts'

test('one piece a turn, in order, and not in the turn in which it is asked for', async () => {
  const done: string[] = []
  const piece = (name: string) => inTurn(async () => void done.push(name))
  const all = Promise.all([piece('a'), piece('b')])
  process.nextTick(() => done.push('sent'))
  setImmediate(() => done.push('first turn'))
  await all
  expect(done).toEqual(['sent', 'first turn', 'a', 'b'])
})

test('what fails fails for itself alone', async () => {
  const failing = inTurn(() => Promise.reject(new Error('no such module')))
  expect(await inTurn(async () => 'next')).toBe('next')
  await expect(failing).rejects.toThrow('no such module')
})
