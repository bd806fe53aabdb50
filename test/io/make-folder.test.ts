import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from '../../checks/io/make-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make folder 資料夾 '))
})
afterAll(() => rm(folder, { recursive: true }))

const codeOf = (path: string) =>
  makeFolder(path).then(
    () => 'made',
    ({ code }: NodeJS.ErrnoException) => code,
  )

test('with those above it, and again', async () => {
  const path = join(folder, 'a', '乙', 'c')
  expect(await codeOf(path)).toBe('made')
  expect(await codeOf(path)).toBe('made')
  const { mode } = await stat(path)
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o700)
})

test('by several at once', async () => {
  const path = join(folder, 'several', 'at', 'once')
  expect(await Promise.all(Array.from({ length: 20 }, () => codeOf(path)))).toEqual(Array(20).fill('made'))
})

test('not where a file is in the way', async () => {
  await writeFile(join(folder, 'file'), '')
  expect(await codeOf(join(folder, 'file'))).toBe('EEXIST')
  expect(await codeOf(join(folder, 'file', 'below'))).toBe('ENOTDIR')
})

test('the root of a drive is there', async () => {
  expect(await codeOf(parse(folder).root)).toBe('made')
})

test.skipIf(process.platform !== 'linux')('where a folder takes no other one, it says so and ends', async () => {
  expect(await codeOf('/proc/none/below')).toBe('ENOENT')
})
