import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeRunFolder, makeTemporaryFolder } from '../../agent/output/folder.ts'

test('runs of the same second have a folder each, in the order of their time', async () => {
  const base = await mkdtemp(join(tmpdir(), 'terminal-preflight-folder-'))
  onTestFinished(() => rm(base, { recursive: true }))
  const made = await Promise.all([1, 2, 3].map(() => makeRunFolder(base, '2026-11-22 08:05:01')))
  expect(made.map((folder) => basename(folder)).toSorted()).toEqual(['20261122-080501', '20261122-080501-2', '20261122-080501-3'])
})

test('where everybody may write, no name is used that somebody else could have made', async () => {
  const made = await Promise.all([makeTemporaryFolder(), makeTemporaryFolder()])
  onTestFinished(async () => void (await Promise.all(made.map((folder) => rm(folder, { recursive: true })))))
  expect(new Set(made).size).toBe(2)
  expect(made.map(dirname)).toEqual([tmpdir(), tmpdir()])
  if (process.platform !== 'win32') for (const folder of made) expect((await stat(folder)).mode & 0o077).toBe(0)
})
