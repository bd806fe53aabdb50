import { describe, expect, test } from 'vitest'
import { limitSignal, startLimit } from '../../checks/limit.ts'

const LIMIT_MS = 300

/** Keeps this program from everything, as a busy PC does. */
function holdUp(ms: number): void {
  const untilMs = performance.now() + ms
  while (performance.now() < untilMs);
}

async function ended(hold: number, start: (onLimit: () => void) => void): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begunMs = performance.now()
  start(resolve)
  setTimeout(holdUp, 10, hold)
  await promise
  return performance.now() - begunMs
}

describe.each<[string, (onLimit: () => void) => void]>([
  ['a limit', (onLimit) => void startLimit(LIMIT_MS, onLimit)],
  [
    'a signal',
    (onLimit) => {
      const alive = setTimeout(() => {}, 20_000)
      limitSignal(LIMIT_MS).addEventListener('abort', () => {
        clearTimeout(alive)
        onLimit()
      })
    },
  ],
])('%s', (_what, start) => {
  test('is over when its time has passed', async () => {
    expect(await ended(0, start)).toBeGreaterThanOrEqual(LIMIT_MS - 1)
  })

  test('does not count what the program did not have', async () => {
    const HELD_UP_MS = 1000
    // Of those, no more than two beats count.
    expect(await ended(HELD_UP_MS, start)).toBeGreaterThan(HELD_UP_MS + LIMIT_MS - 250)
  })
})

test('what came while the program was held up is read before its limit is over', async () => {
  const order: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const { port1, port2 } = new MessageChannel()
  port1.on?.('message', () => order.push('message'))
  startLimit(LIMIT_MS, () => {
    order.push('limit')
    resolve()
  })
  setTimeout(() => {
    port2.postMessage('here')
    holdUp(1000)
  }, 10)
  await promise
  port1.close()
  expect(order).toEqual(['message', 'limit'])
})

test('one that was cleared says nothing more, and clearing it again takes nothing from others', async () => {
  let said = 0
  const first = startLimit(20, () => {
    said += 1
  })
  first.clear()
  first.clear()
  await new Promise<void>((resolve) => startLimit(60, resolve))
  expect(said).toBe(0)
})
