import { mkdir, readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { protectionFor } from '../../agent/identity/protection-for.ts'
import { contentOf, itemName } from '../../agent/spool/item.ts'
import { createSpool } from '../../agent/spool/spool.ts'
import type { Answer } from '../../agent/upload/answer.ts'
import type { Destination } from '../../agent/upload/destination.ts'
import { bundleOf, collectorAt, type TestBundle, TOKEN } from '../upload/bundles.ts'
import { filesIn, spoolAt, testSpool } from './spools.ts'

const bundle = bundleOf(1, 150_000)
const destination = collectorAt('https://collector.example/bundles', ['PEM'])
const presigned: Destination = { kind: 'presigned', url: 'https://s3.example/b/c.zip?X-Amz-Signature=5ec12e7f', token: null, ca: [] }
const azure: Destination = { kind: 'azure-sas', url: 'https://blob.example/b/c.zip?sv=1&sig=5ec12e7f', token: null, ca: [] }
const createdMs = Date.parse('2026-04-01T08:05:01Z')

function given(each: TestBundle) {
  const { sha256, size, mediaType, name, content } = each
  return { sha256, size, mediaType, name, chunks: content() }
}

function pathOf(folder: string, each: TestBundle, to: Destination = destination): string {
  return join(folder, itemName(each.sha256, to))
}

test('what is added is there for another process, whole, with where it goes', async () => {
  await using own = await testSpool()
  expect(await own.spool.add(given(bundle), destination, createdMs)).toEqual({ kind: 'added', path: pathOf(own.folder, bundle) })
  const { items, damaged, failure } = await spoolAt(own.folder).list()
  const { sha256, size, mediaType, name } = bundle
  expect(items).toEqual([
    {
      path: pathOf(own.folder, bundle),
      bundle: { sha256, size, mediaType, name },
      destination,
      createdMs,
      attempts: 0,
      mayBeThere: false,
      lastAnswer: null,
    },
  ])
  expect({ damaged, failure }).toEqual({ damaged: [], failure: null })
  const [item] = items
  if (item === undefined) throw new Error('nothing is there')
  expect((await buffer(contentOf(item))).equals(bundle.bytes)).toBe(true)
})

test('from a file', async () => {
  await using own = await testSpool()
  const path = join(own.folder, '..', 'b.zip')
  await mkdir(join(own.folder, '..'), { recursive: true })
  await writeFile(path, bundle.bytes)
  const { chunks: _, ...facts } = given(bundle)
  expect(await own.spool.add({ ...facts, path }, destination, createdMs)).toMatchObject({ kind: 'added' })
  expect(await own.spool.add({ ...facts, sha256: bundleOf(2, 1).sha256, path }, destination, createdMs)).toEqual({ kind: 'differs' })
  expect(await own.spool.add({ ...facts, sha256: bundleOf(2, 1).sha256, path: `${path}.not` }, destination, createdMs)).toMatchObject({
    kind: 'failed',
    failure: { word: 'file-missing' },
  })
  expect(await readdir(own.folder)).toEqual([itemName(bundle.sha256, destination)])
})

test.skipIf(process.platform === 'win32')('for the user’s eyes alone', async () => {
  await using own = await testSpool()
  await own.spool.add(given(bundle), destination, createdMs)
  const path = pathOf(own.folder, bundle)
  const modes = await Promise.all(
    [own.folder, path, join(path, 'bundle'), join(path, 'delivery.json')].map(async (each) => (await stat(each)).mode & 0o777),
  )
  expect(modes).toEqual([0o700, 0o700, 0o600, 0o600])
})

test('no permission lies there as it is, in no name and no content', async () => {
  await using own = await testSpool()
  for (const each of [destination, presigned, azure])
    expect(await own.spool.add(given(bundle), each, createdMs)).toMatchObject({ kind: 'added' })
  const files = await filesIn(own.folder)
  expect(files.size).toBe(6)
  for (const [path, content] of files) {
    for (const secret of [
      TOKEN,
      '5ec12e7f',
      Buffer.from(TOKEN).toString('base64'),
      Buffer.from(presigned.url).toString('base64').slice(0, 40),
    ]) {
      expect(path.includes(secret) || content.includes(secret)).toBe(false)
    }
  }
  const { items } = await own.spool.list()
  expect(items.map((item) => item.destination).sort((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([azure, destination, presigned])
})

test('with the protection of this PC', async () => {
  await using own = await testSpool()
  const spool = createSpool({ folder: own.folder, protection: protectionFor(process.platform) })
  await spool.add(given(bundle), presigned, createdMs)
  expect((await spool.list()).items.map((item) => item.destination)).toEqual([presigned])
})

describe('the same again', () => {
  test('is there already, and takes the newer permission', async () => {
    await using own = await testSpool()
    await own.spool.add(given(bundle), destination, createdMs)
    expect(await own.spool.add(given(bundle), { ...destination, token: 'newer' }, createdMs + 5)).toMatchObject({ kind: 'there' })
    const renewed = { ...presigned, url: `${presigned.url}9` }
    await own.spool.add(given(bundle), presigned, createdMs + 1)
    await own.spool.add(given(bundle), renewed, createdMs + 2)
    const { items } = await own.spool.list()
    expect(items.map((item) => [item.createdMs, item.destination])).toEqual([
      [createdMs, { ...destination, token: 'newer' }],
      [createdMs + 1, renewed],
    ])
  })

  test('many at once: one of them is added, none is half', async () => {
    await using own = await testSpool()
    const added = await Promise.all(Array.from({ length: 8 }, () => own.spool.add(given(bundle), destination, createdMs)))
    expect(added.map(({ kind }) => kind).sort()).toEqual(['added', ...Array.from({ length: 7 }, () => 'there')])
    expect(await readdir(own.folder)).toEqual([itemName(bundle.sha256, destination)])
    expect((await own.spool.list()).items.length).toBe(1)
  })
})

describe('a full spool is said, and keeps what it has', () => {
  test('by number', async () => {
    await using own = await testSpool({ items: 2, bytes: 1e9 })
    for (const number of [1, 2])
      expect(await own.spool.add(given(bundleOf(number, 10)), destination, createdMs)).toMatchObject({ kind: 'added' })
    expect(await own.spool.add(given(bundleOf(3, 10)), destination, createdMs)).toEqual({ kind: 'full', items: 2, bytes: 20 })
    expect((await own.spool.list()).items.length).toBe(2)
    // One that is there already needs no place.
    expect(await own.spool.add(given(bundleOf(2, 10)), destination, createdMs)).toMatchObject({ kind: 'there' })
  })
  test('by size, damaged ones counted', async () => {
    await using own = await testSpool({ items: 9, bytes: 1000 })
    await own.spool.add(given(bundleOf(1, 600)), destination, createdMs)
    await writeFile(join(pathOf(own.folder, bundleOf(1, 600)), 'delivery.json'), '{')
    expect(await own.spool.add(given(bundleOf(2, 401)), destination, createdMs)).toEqual({ kind: 'full', items: 1, bytes: 600 })
    expect(await own.spool.add(given(bundleOf(3, 400)), destination, createdMs)).toMatchObject({ kind: 'added' })
  })
})

test('bytes that are not those announced are not taken', async () => {
  await using own = await testSpool()
  expect(await own.spool.add({ ...given(bundle), chunks: bundleOf(2, 150_000).content() }, destination, createdMs)).toEqual({
    kind: 'differs',
  })
  expect(await own.spool.add({ ...given(bundle), size: 149_999 }, destination, createdMs)).toEqual({ kind: 'differs' })
  expect(await readdir(own.folder)).toEqual([])
})

test('where there is no folder to be had it says so', async () => {
  await using own = await testSpool()
  await mkdir(join(own.folder, '..'), { recursive: true })
  await writeFile(own.folder, 'a file')
  expect(await own.spool.add(given(bundle), destination, createdMs)).toMatchObject({
    kind: 'failed',
    failure: { code: expect.stringMatching(/^E(EXIST|NOTDIR)$/) },
  })
  expect(await own.spool.list()).toMatchObject({ items: [], failure: { code: 'ENOTDIR' } })
})

test('a spool that nobody has used is empty, and looking does not make it', async () => {
  await using own = await testSpool()
  expect(await own.spool.list()).toEqual({ items: [], damaged: [], failure: null })
  await expect(stat(own.folder)).rejects.toMatchObject({ code: 'ENOENT' })
})

describe('a damaged item is said and stays', () => {
  test.each<[string, string, (path: string) => Promise<unknown>]>([
    ['delivery', 'cut', (path) => truncate(join(path, 'delivery.json'), 40)],
    ['delivery', 'of another version', (path) => writeFile(join(path, 'delivery.json'), '{"version":2}')],
    ['delivery', 'huge', (path) => writeFile(join(path, 'delivery.json'), ' '.repeat(2_000_000))],
    ['bundle', 'shorter', (path) => truncate(join(path, 'bundle'), 149_999)],
    ['bundle', 'longer', (path) => truncate(join(path, 'bundle'), 150_001)],
  ])('%s: %s', async (damage, _how, harm) => {
    await using own = await testSpool()
    await own.spool.add(given(bundle), destination, createdMs)
    await own.spool.add(given(bundleOf(2, 10)), destination, createdMs)
    const path = pathOf(own.folder, bundle)
    await harm(path)
    const { items, damaged } = await own.spool.list()
    expect(items.map(({ bundle: { size } }) => size)).toEqual([10])
    expect(damaged).toEqual([{ path, damage }])
    expect((await readdir(path)).sort()).toEqual(['bundle', 'delivery.json'])
  })
  test('secret: another user’s', async () => {
    await using own = await testSpool()
    await own.spool.add(given(bundle), destination, createdMs)
    const failing = { word: 'access-denied', code: '0x8009000B' } as const
    const spool = createSpool({
      folder: own.folder,
      protection: { protect: async () => ({ failure: failing }), unprotect: async () => ({ failure: failing }) },
    })
    expect((await spool.list()).damaged).toEqual([{ path: pathOf(own.folder, bundle), damage: 'secret' }])
    expect(await spool.add(given(bundleOf(3, 1)), destination, createdMs)).toEqual({ kind: 'failed', failure: failing })
  })
})

describe('what is written down of tries', () => {
  const later = (stage: 'answer' | 'connect', statusCode: number | null): Answer => ({
    kind: 'later',
    stage,
    statusCode,
    failure: statusCode === null ? { word: 'reset', code: 'ECONNRESET' } : null,
    reason: 'busy',
    retryAfterMs: null,
  })
  test.each<[string, Answer | null, boolean]>([
    ['nothing: it was killed', null, true],
    ['the answer was lost', later('answer', null), true],
    ['something in between gave up', later('answer', 504), true],
    ['the server was not reached', later('connect', null), false],
    ['the server asked to come back', later('answer', 429), false],
    ['it was refused', { kind: 'final', problem: 'refused', statusCode: 401, reason: 'no' }, false],
  ])('%s', async (_what, answer, mayBeThere) => {
    await using own = await testSpool()
    await own.spool.add(given(bundle), destination, createdMs)
    const [item] = (await own.spool.list()).items
    if (item === undefined) throw new Error('nothing is there')
    expect(await own.spool.begin(item)).toEqual({ done: true })
    if (answer !== null) expect(await own.spool.note(item, answer, createdMs + 1000)).toEqual({ done: true })
    const [after] = (await own.spool.list()).items
    expect(after).toMatchObject({ attempts: 1, mayBeThere })
    if (answer === null) expect(after?.lastAnswer).toBeNull()
    else expect(after?.lastAnswer).toMatchObject({ kind: answer.kind, statusCode: answer.statusCode, at: '2026-04-01T08:05:02.000Z' })
  })
})

test('removed is gone as a whole', async () => {
  await using own = await testSpool()
  await own.spool.add(given(bundle), destination, createdMs)
  const [item] = (await own.spool.list()).items
  if (item === undefined) throw new Error('nothing is there')
  expect(await own.spool.remove(item)).toEqual({ done: true })
  expect(await readdir(own.folder)).toEqual([])
  expect(await own.spool.remove(item)).toMatchObject({ failure: { word: 'file-missing' } })
})

test('what runs that were killed left half made goes after an hour; whole items and strangers’ files stay', async () => {
  await using own = await testSpool()
  await own.spool.add(given(bundle), destination, createdMs)
  const item = pathOf(own.folder, bundle)
  const old = [join(own.folder, '.passing-0123456789abcdef'), join(item, 'delivery.json.0123456789ab.part')]
  const young = [join(own.folder, '.passing-fedcba9876543210')]
  for (const path of [old[0], young[0]]) {
    await mkdir(path ?? '')
    await writeFile(join(path ?? '', 'bundle'), 'half')
  }
  await writeFile(old[1] ?? '', '{')
  await mkdir(join(own.folder, 'notes'))
  const nowMs = Date.now()
  await own.spool.sweep(nowMs)
  expect((await readdir(own.folder)).length).toBe(4)
  for (const path of young) await utimes(path, (nowMs + 7_000_000) / 1000, (nowMs + 7_000_000) / 1000)
  await own.spool.sweep(nowMs + 3_700_000)
  expect((await readdir(own.folder)).sort()).toEqual(['.passing-fedcba9876543210', itemName(bundle.sha256, destination), 'notes'].sort())
  expect((await readdir(item)).sort()).toEqual(['bundle', 'delivery.json'])
})
