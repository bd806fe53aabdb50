import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { itemName } from '../../agent/spool/item.ts'
import { type SendBounds, type SpooledDoors, sendSpooled } from '../../agent/spool/send-spooled.ts'
import type { Spool } from '../../agent/spool/spool.ts'
import { mayChangeSoon, waitMs } from '../../agent/upload/backoff.ts'
import type { Destination } from '../../agent/upload/destination.ts'
import { unusedPort } from '../proxy/servers.ts'
import { bundleOf, collectorAt, TOKEN, testDoors } from '../upload/bundles.ts'
import { startCollector } from '../upload/servers.ts'
import { testSpool } from './spools.ts'

const bounds: SendBounds = { tries: 3, withinMs: 10_000, lockWaitMs: 0, refused: 'leave' }
const startMs = Date.parse('2026-04-01T00:00:00Z')

async function addAll(spool: Spool, destination: Destination, numbers: readonly number[], size = 50_000) {
  for (const number of numbers) {
    const { content, sha256, mediaType, name } = bundleOf(number, size)
    await spool.add({ sha256, size, mediaType, name, chunks: content() }, destination, startMs + number)
  }
}

interface Told {
  readonly name: string
  readonly kind: string
  readonly triesLeft: number
}

async function sendAll(spool: Spool, given: Partial<SendBounds> = {}, doors: Partial<SpooledDoors> = {}) {
  const told: Told[] = []
  const summary = await sendSpooled(
    spool,
    { ...testDoors(), random: () => 0, ...doors },
    { ...bounds, ...given },
    (item, { kind }, triesLeft) => told.push({ name: item.bundle.name, kind, triesLeft }),
  )
  const names = {
    kept: summary.kept.map((item) => item.bundle.name),
    stayed: summary.stayed.map(({ item }) => item.bundle.name),
  }
  return { summary, told, ...names }
}

test('the oldest first; what is kept is gone, and nothing else remains', async () => {
  await using own = await testSpool()
  await using collector = await startCollector()
  await addAll(own.spool, collectorAt(collector.url), [3, 1, 2])
  const { summary, kept } = await sendAll(own.spool)
  expect(kept).toEqual(['1.preflight.zip', '2.preflight.zip', '3.preflight.zip'])
  expect(summary).toMatchObject({ ended: 'done', stayed: [], damaged: [], failure: null })
  expect(collector.requests.map(({ url }) => url)).toEqual([1, 2, 3].map((number) => `/bundles/${bundleOf(number, 50_000).sha256}`))
  expect(await readdir(own.folder)).toEqual(['lock'])
})

test('an empty spool asks for nothing and makes nothing', async () => {
  await using own = await testSpool()
  expect((await sendAll(own.spool)).summary).toEqual({ ended: 'done', kept: [], stayed: [], damaged: [], failure: null })
  await expect(readdir(own.folder)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('tried again after a drop and a 503, with growing pauses', async () => {
  await using own = await testSpool()
  await using collector = await startCollector(['drop', { status: 503 }, 'keep'])
  await addAll(own.spool, collectorAt(collector.url), [1])
  const startedMs = performance.now()
  const { told, kept } = await sendAll(own.spool)
  expect(told).toEqual([
    { name: '1.preflight.zip', kind: 'later', triesLeft: 2 },
    { name: '1.preflight.zip', kind: 'later', triesLeft: 1 },
    { name: '1.preflight.zip', kind: 'kept', triesLeft: 0 },
  ])
  expect(kept.length).toBe(1)
  // Half of 1 s, and half of 2 s.
  expect(performance.now() - startedMs).toBeGreaterThan(1490)
})

test('Retry-After is waited for; where it does not fit, the bundle stays and nobody waits', async () => {
  await using own = await testSpool()
  await using collector = await startCollector([
    { status: 429, headers: { 'retry-after': '2' } },
    { status: 429, headers: { 'retry-after': '600' }, body: 'too many' },
  ])
  await addAll(own.spool, collectorAt(collector.url), [1])
  const startedMs = performance.now()
  const { summary, stayed } = await sendAll(own.spool)
  expect(performance.now() - startedMs).toBeGreaterThan(1990)
  expect(performance.now() - startedMs).toBeLessThan(4000)
  expect(stayed).toEqual(['1.preflight.zip'])
  expect(collector.requests.length).toBe(2)
  expect(summary.stayed[0]?.answer).toMatchObject({ kind: 'later', statusCode: 429, retryAfterMs: 600_000 })
  expect((await own.spool.list()).items[0]).toMatchObject({
    attempts: 2,
    lastAnswer: { kind: 'later', statusCode: 429, reason: 'too many' },
  })
})

test('the token has expired: final, it stays, its reason is kept; the next run leaves it, the command tries again', async () => {
  await using own = await testSpool()
  await using collector = await startCollector([{ status: 401, body: `expired: ${TOKEN}` }, 'keep', 'keep'])
  await addAll(own.spool, collectorAt(collector.url), [1, 2])
  const first = await sendAll(own.spool)
  expect(first.kept).toEqual(['2.preflight.zip'])
  expect(first.told[0]).toEqual({ name: '1.preflight.zip', kind: 'final', triesLeft: 0 })
  const [item] = (await own.spool.list()).items
  expect(item?.lastAnswer).toMatchObject({ kind: 'final', statusCode: 401, cause: 'refused', reason: 'expired: …' })
  expect((await sendAll(own.spool)).stayed).toEqual(['1.preflight.zip'])
  expect(collector.requests.length).toBe(2)
  expect((await sendAll(own.spool, { refused: 'again' })).kept).toEqual(['1.preflight.zip'])
})

test('a server that is not there is asked for the first bundle alone; the others wait, and those for another server go', async () => {
  await using own = await testSpool()
  await using collector = await startCollector()
  const dead = `http://127.0.0.1:${await unusedPort()}/`
  await addAll(own.spool, collectorAt(dead), [1, 2, 3])
  await addAll(own.spool, collectorAt(collector.url), [4])
  const { summary, kept, told } = await sendAll(own.spool, { tries: 2 })
  expect(kept).toEqual(['4.preflight.zip'])
  expect(told.map(({ name }) => name)).toEqual(['1.preflight.zip', '1.preflight.zip', '4.preflight.zip'])
  expect(summary.stayed.map(({ answer }) => answer?.kind ?? null)).toEqual(['later', null, null])
})

test('its time is bounded, whatever the server does', async () => {
  await using own = await testSpool()
  await using collector = await startCollector('stall')
  await addAll(own.spool, collectorAt(collector.url), [1, 2, 3])
  const startedMs = performance.now()
  const { summary } = await sendAll(own.spool, { withinMs: 1000 })
  expect(performance.now() - startedMs).toBeLessThan(4000)
  expect(summary).toMatchObject({ ended: 'cut', kept: [] })
  expect((await own.spool.list()).items.length).toBe(3)
})

test('another process is sending: nothing is sent twice', async () => {
  await using own = await testSpool()
  await using collector = await startCollector('late')
  await addAll(own.spool, collectorAt(collector.url), [1, 2, 3])
  const first = sendAll(own.spool)
  while (collector.requests.length === 0) await sleep(5)
  const both = await Promise.all([first, sendAll(own.spool), sendAll(own.spool, { lockWaitMs: 10_000 })])
  expect(both.map(({ summary: { ended } }) => ended)).toEqual(['done', 'busy', 'done'])
  expect(both.map(({ kept }) => kept.length)).toEqual([3, 0, 0])
  expect(collector.requests.length).toBe(3)
})

describe('what is not as it was', () => {
  test('other bytes of the same length are not sent', async () => {
    await using own = await testSpool()
    await using collector = await startCollector()
    await addAll(own.spool, collectorAt(collector.url), [1])
    const path = join(own.folder, itemName(bundleOf(1, 50_000).sha256, collectorAt(collector.url)))
    await writeFile(join(path, 'bundle'), bundleOf(2, 50_000).bytes)
    const { summary } = await sendAll(own.spool)
    expect(summary).toMatchObject({ damaged: [{ path, damage: 'digest' }], kept: [], stayed: [] })
    expect(collector.requests).toEqual([])
    expect((await readdir(path)).sort()).toEqual(['bundle', 'delivery.json'])
  })

  test('kept before, though it could not be removed: it goes without being sent', async () => {
    await using own = await testSpool()
    await using collector = await startCollector()
    await addAll(own.spool, collectorAt(collector.url), [1])
    const file = join(own.folder, itemName(bundleOf(1, 50_000).sha256, collectorAt(collector.url)), 'delivery.json')
    const delivery: unknown = JSON.parse(await readFile(file, 'utf8'))
    const lastAnswer = { kind: 'kept', statusCode: 201, cause: null, reason: '', at: '2026-04-01T00:00:00.000Z' }
    await writeFile(file, JSON.stringify({ ...(delivery as object), lastAnswer }))
    expect((await sendAll(own.spool)).kept).toEqual(['1.preflight.zip'])
    expect(collector.requests).toEqual([])
    expect(await readdir(own.folder)).toEqual(['lock'])
  })
})

describe('pauses', () => {
  test.each([
    [1, null, 500, 1000],
    [2, null, 1000, 2000],
    [5, null, 8000, 16_000],
    [40, null, 15_000, 30_000],
    [1, 4000, 4000, 5000],
    [1, 0, 500, 1000],
  ])('after %d tries, Retry-After %d', (tries, retryAfterMs, least, most) => {
    expect([waitMs(tries, retryAfterMs, 0), waitMs(tries, retryAfterMs, 1)]).toEqual([least, most])
  })
  test.each([
    ['proxy', 407, false],
    ['proxy', 403, false],
    ['proxy', 503, true],
    ['answer', 503, true],
  ] as const)('%s %d may change soon: %s', (stage, statusCode, may) => {
    expect(mayChangeSoon({ kind: 'later', stage, statusCode, failure: null, reason: '', retryAfterMs: null })).toBe(may)
  })
})
