import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { openIndex } from '../../../helpdesk/index/open-index.ts'
import { objectsOnDisk } from '../../../helpdesk/objects/on-disk.ts'
import { lockData } from '../../../helpdesk/operation/service-lock.ts'
import { killed } from '../commands/killed.ts'
import { runHelpdesk } from '../commands/run.ts'
import { dump, type Filled, fill } from './filled.ts'

const base = mkdtempSync(join(tmpdir(), 'reindex-'))
let filled: Filled
let live: ReturnType<typeof dump>

beforeAll(async () => {
  filled = await fill(join(base, 'filled'))
  live = dump(filled.folder)
})
afterAll(() => rmSync(base, { recursive: true }))

let count = 0
function copy(): string {
  count += 1
  const folder = join(base, `copy-${count}`)
  cpSync(filled.folder, folder, { recursive: true })
  return folder
}

test('the index is made again as it was, also where it is gone or no index at all', async () => {
  const folder = copy()
  expect(live.bundles).toHaveLength(3)
  expect(live.requests).toHaveLength(2)
  for (const harm of [() => {}, () => rmSync(dataFolderAt(folder).index), () => writeFileSync(dataFolderAt(folder).index, 'no index')]) {
    harm()
    const { code, stdout, stderr } = await runHelpdesk(['reindex', '--data', folder])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Bundles: 3, requests: 2')
    expect(dump(folder)).toEqual(live)
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('index.sqlite.new'))).toEqual([])
})

test('what is damaged or missing is told, and a removed one still has its key known and its token used', async () => {
  const folder = copy()
  const objects = await objectsOnDisk(dataFolderAt(folder).objects)
  const [removed = '', answer = '', encrypted = '', anew = ''] = filled.digests
  appendFileSync((await objects.path(answer)) ?? '', '!')
  rmSync((await objects.path(encrypted)) ?? '')
  const { code, stdout } = await runHelpdesk(['reindex', '--data', folder])
  expect(code).toBe(1)
  expect(stdout).toContain(`damaged: bundle ${answer}`)
  expect(stdout).toContain(`missing: bundle ${encrypted}`)
  expect(stdout).toContain('Things that are wrong: 2')
  const index = await openIndex(dataFolderAt(folder).index)
  expect([...(await index.digests())]).toEqual([anew])
  // The key of the one that was deleted is the first of its install.
  expect((await index.bundle(anew))?.origin.kind).toBe('changed-key')
  expect((await index.requests({ nowMs: Date.now() }, 10)).map(({ claimedBy }) => claimedBy).toSorted()).toEqual([answer, null])
  expect(await index.bundle(removed)).toBeNull()
  await index.close()
})

test('another bundle under this one’s name is no bundle of ours', async () => {
  const folder = copy()
  const objects = await objectsOnDisk(dataFolderAt(folder).objects)
  const [, answer = '', , anew = ''] = filled.digests
  cpSync((await objects.path(anew)) ?? '', (await objects.path(answer)) ?? '')
  const { code, stdout } = await runHelpdesk(['reindex', '--data', folder])
  expect({ code, told: stdout.includes(`damaged: bundle ${answer}`) }).toEqual({ code: 1, told: true })
})

test('killed at any moment it leaves the index as it was, and the next one brings it to its end', { timeout: 150_000 }, async () => {
  const folder = copy()
  const fresh = `${dataFolderAt(folder).index}.new`
  const kills: boolean[] = []
  for (const afterMs of [0, 300]) {
    rmSync(fresh, { force: true })
    kills.push(await killed(['reindex', '--data', folder], () => existsSync(fresh), afterMs))
    expect(dump(folder)).toEqual(live)
  }
  expect(kills).toContain(true)
  expect((await runHelpdesk(['reindex', '--data', folder])).code).toBe(0)
  expect(dump(folder)).toEqual(live)
})

test('it refuses while the service runs, without a folder, without keys', async () => {
  const folder = copy()
  const lock = await lockData(folder)
  expect(await runHelpdesk(['reindex', '--data', folder])).toEqual({
    code: 75,
    stdout: '',
    stderr: `helpdesk: the service runs over ${folder}; end it first\n`,
  })
  if (lock.kind === 'held') lock.release()
  expect((await runHelpdesk(['reindex', '--data', join(base, 'nothing')])).code).toBe(66)
  rmSync(dataFolderAt(folder).keys, { recursive: true })
  expect((await runHelpdesk(['reindex', '--data', folder])).code).toBe(66)
  expect(readdirSync(folder)).not.toContain('keys')
})

test('another command that has the index open is waited for, not overtaken', async () => {
  const folder = copy()
  const index = await openIndex(dataFolderAt(folder).index)
  const { code, stderr } = await runHelpdesk(['reindex', '--data', folder])
  expect({ code, stderr }).toEqual({ code: 75, stderr: 'helpdesk: another command has the index open; try again when it has ended\n' })
  await index.close()
  expect(dump(folder)).toEqual(live)
})

test('an interrupted one says so, and leaves nothing half', async () => {
  const folder = copy()
  truncateSync(dataFolderAt(folder).audit)
  expect((await runHelpdesk(['reindex', '--data', folder], AbortSignal.abort())).code).toBe(130)
  expect(dump(folder)).toEqual(live)
})
