import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Objects } from '../../../helpdesk/objects/objects.ts'
import { objectsOnDisk } from '../../../helpdesk/objects/on-disk.ts'
import type { Receipt } from '../../../helpdesk/objects/receipt.ts'
import { digestOf } from '../support/rows.ts'

let folder: string
let objects: Objects
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
  objects = await objectsOnDisk(join(folder, 'objects'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function receiptFor(content: string, changes: Partial<Receipt> = {}): Receipt {
  const signer = { install: null, name: 'CN=IT', fingerprint: digestOf('key'), bundleId: 'b' }
  const facts = {
    sha256: digestOf(content),
    size: content.length,
    kind: 'plain',
    receivedMs: 5,
    requestId: null,
    signer,
    removedMs: null,
  } as const
  return { schema: 'terminal-preflight/receipt/1', ...facts, ...changes }
}

async function staged(content: string): Promise<string> {
  const path = join(folder, 'staged.part')
  await writeFile(path, content)
  return path
}

const all = async <T>(items: AsyncIterable<T>) => Array.fromAsync(items)

test('what is kept lies under its digest, with its receipt, for the owner alone', async () => {
  const receipt = receiptFor('bundle')
  await objects.keep(await staged('bundle'), receipt)
  expect(await objects.receipt(receipt.sha256)).toEqual(receipt)
  const path = await objects.path(receipt.sha256)
  expect(path).toMatch(new RegExp(`${receipt.sha256}\\.preflight\\.zip$`))
  expect(await readFile(path ?? '', 'utf8')).toBe('bundle')
  expect(await all(objects.digests())).toEqual([receipt.sha256])
  expect(await all(objects.receipts(() => {}))).toEqual([receipt])
  expect(await readdir(folder)).toEqual(['objects'])
  if (process.platform !== 'win32') expect((await stat(join(folder, 'objects', receipt.sha256.slice(0, 2)))).mode & 0o777).toBe(0o700)
})

test('an encrypted one says so by its name', async () => {
  const receipt = receiptFor('sealed', { kind: 'encrypted' })
  await objects.keep(await staged('sealed'), receipt)
  expect(await objects.path(receipt.sha256)).toMatch(/\.preflight\.p7m$/)
})

test('what never came is nowhere', async () => {
  const digest = digestOf('nothing')
  expect([await objects.receipt(digest), await objects.path(digest), await objects.stream(digest)]).toEqual([null, null, null])
  await objects.remove(digest, 7)
  expect(await all(objects.digests())).toEqual([])
})

test('what is deleted leaves its receipt', async () => {
  const receipt = receiptFor('bundle')
  await objects.keep(await staged('bundle'), receipt)
  await objects.remove(receipt.sha256, 7)
  expect(await objects.path(receipt.sha256)).toBeNull()
  expect(await objects.receipt(receipt.sha256)).toEqual({ ...receipt, removedMs: 7 })
  expect(await all(objects.digests())).toEqual([])
})

test('a receipt that is damaged, or another’s, is told and left alone', async () => {
  const receipt = receiptFor('bundle')
  await objects.keep(await staged('bundle'), receipt)
  const place = join(folder, 'objects', receipt.sha256.slice(0, 2))
  const other = `${receipt.sha256.slice(0, 2)}${'0'.repeat(62)}.receipt.json`
  await writeFile(join(place, other), JSON.stringify(receipt))
  await writeFile(join(place, `${receipt.sha256.slice(0, 2)}${'1'.repeat(62)}.receipt.json`), '{"schema":')
  const damaged: string[] = []
  expect(await all(objects.receipts((name) => void damaged.push(name)))).toEqual([receipt])
  expect(damaged).toHaveLength(2)
  expect(await readdir(place)).toHaveLength(4)
})
