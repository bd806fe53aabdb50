import { expect, test } from 'vitest'
import { inTurn, quiet } from '../../checks/in-turn.ts'

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

test('a quiet moment comes after the work that keeps the loop busy, and a loop that stays busy is not waited for', async () => {
  const done: string[] = []
  const busy = async (turns: number) => {
    for (let left = turns; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all([busy(20_000).then(() => done.push('worked')), quiet(60_000).then(() => done.push('quiet'))])
  expect(done).toEqual(['worked', 'quiet'])

  let over = false
  const endless = (async () => {
    while (!over) await busy(1)
  })()
  await quiet(30)
  over = true
  await endless
})
