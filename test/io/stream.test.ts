import { describe, expect, test } from 'vitest'
import { createStream, type Upstream } from '../../checks/stream.ts'

async function collect<T>(stream: Upstream<T>): Promise<T[]> {
  const events: T[] = []
  for await (const event of stream) events.push(event)
  return events
}

describe('a listener hears everything, in order', () => {
  test('who came first', async () => {
    const stream = createStream<number>()
    const heard = collect(stream)
    stream.push(1)
    await Promise.resolve()
    stream.push(2)
    stream.push(3)
    stream.end()
    expect(await heard).toEqual([1, 2, 3])
  })

  test('who came in the middle', async () => {
    const stream = createStream<number>()
    stream.push(1)
    const heard = collect(stream)
    stream.push(2)
    stream.end()
    expect(await heard).toEqual([1, 2])
  })

  test('who came after the end', async () => {
    const stream = createStream<number>()
    stream.push(1)
    stream.end()
    expect(await collect(stream)).toEqual([1])
    expect(await collect(stream)).toEqual([1])
  })

  test('each by itself, the slow one too', async () => {
    const stream = createStream<number>()
    const quick = collect(stream)
    const slow = stream[Symbol.asyncIterator]()
    stream.push(1)
    stream.push(2)
    stream.end()
    expect(await quick).toEqual([1, 2])
    expect([await slow.next(), await slow.next(), await slow.next()]).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
      { value: undefined, done: true },
    ])
  })
})

test('the end is told, and nothing comes after it', async () => {
  const stream = createStream<number>()
  let over = false
  const told = stream.ended.then(() => {
    over = true
  })
  stream.push(1)
  await new Promise(setImmediate)
  expect(over).toBe(false)
  stream.end()
  await told
  stream.push(2)
  expect(await collect(stream)).toEqual([1])
})

test('a listener who goes away holds up nobody', async () => {
  const stream = createStream<number>()
  stream.push(1)
  for await (const _event of stream) break
  const heard = collect(stream)
  stream.push(2)
  stream.end()
  expect(await heard).toEqual([1, 2])
})
