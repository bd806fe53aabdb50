import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { removeOld } from '../../../helpdesk/operation/remove-old.ts'
import { closeDesk } from '../../../helpdesk/server/open-desk.ts'
import { runHelpdesk } from '../commands/run.ts'
import { newestOf } from '../support/newest.ts'
import { dump, type Filled, fill, openTestDesk } from './filled.ts'

const base = mkdtempSync(join(tmpdir(), 'check-'))
let filled: Filled
beforeAll(async () => {
  filled = await fill(join(base, 'filled'))
})
afterAll(() => rmSync(base, { recursive: true }))

let count = 0
function copy(): string {
  count += 1
  const folder = join(base, `copy-${count}`)
  cpSync(filled.folder, folder, { recursive: true })
  return folder
}
const objectOf = (folder: string, at: number, ending: string) => {
  const sha256 = filled.digests[at] ?? ''
  return join(dataFolderAt(folder).objects, sha256.slice(0, 2), sha256 + ending)
}
function changeIndex(folder: string, sql: string): void {
  const database = new DatabaseSync(dataFolderAt(folder).index)
  database.exec(sql)
  database.close()
}

test('all is well, also while the service runs', async () => {
  const folder = copy()
  const desk = await openTestDesk(folder)
  const { code, stdout } = await runHelpdesk(['check', '--data', folder])
  await closeDesk(desk)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Looked at: bundles 3, receipts of deleted ones 1, requests 2, lines of the audit log 3\nEverything is as it was kept.\n',
  })
})

test.each<[name: string, harm: (folder: string) => void, line: () => string]>([
  [
    'a bundle that lost a byte',
    (folder) => writeFileSync(objectOf(folder, 1, '.preflight.zip'), 'x'),
    () => `altered: bundle ${filled.digests[1]}`,
  ],
  ['a bundle that is gone', (folder) => rmSync(objectOf(folder, 1, '.preflight.zip')), () => `missing: bundle ${filled.digests[1]}`],
  [
    'a receipt that is none',
    (folder) => writeFileSync(objectOf(folder, 3, '.receipt.json'), '{}'),
    () => `damaged: receipt ${filled.digests[3]}`,
  ],
  ['a receipt that is gone', (folder) => rmSync(objectOf(folder, 3, '.receipt.json')), () => `no receipt: bundle ${filled.digests[3]}`],
  [
    'a request that is none',
    (folder) => writeFileSync(join(dataFolderAt(folder).requests, 'abcdefghijklmnop.json'), '{}'),
    () => 'damaged: request abcdefghijklmnop.json',
  ],
  ['requests that are gone', (folder) => rmSync(dataFolderAt(folder).requests, { recursive: true }), () => 'missing: request '],
  [
    'an index that lacks a bundle',
    (folder) => changeIndex(folder, 'DELETE FROM bundles'),
    () => `not in the index: bundle ${filled.digests[1]}`,
  ],
  [
    'an index that has one that went',
    (folder) => changeIndex(folder, `UPDATE bundles SET sha256 = '${filled.removed}' WHERE sha256 = '${filled.digests[1]}'`),
    () => `only in the index: bundle ${filled.removed}`,
  ],
  ['an index that lacks requests', (folder) => changeIndex(folder, 'DELETE FROM requests'), () => 'not in the index: request '],
  [
    'an index that has a request too many',
    (folder) => changeIndex(folder, "UPDATE requests SET id = 'abcdefghijklmnop' WHERE claimed_by IS NULL"),
    () => 'only in the index: request abcdefghijklmnop',
  ],
  [
    'an edited audit log',
    (folder) => {
      const { audit } = dataFolderAt(folder)
      writeFileSync(audit, readFileSync(audit, 'utf8').replace('test', 'else'))
    },
    () => 'audit log: line 2 does not follow',
  ],
  [
    'an audit log that was cut',
    (folder) => appendFileSync(dataFolderAt(folder).audit, '{"atMs":'),
    () => 'audit log: line 4 ends in its middle',
  ],
  ['an index that is gone', (folder) => rmSync(dataFolderAt(folder).index), () => 'index.sqlite. The index is made again'],
  [
    'accounts that are no database',
    (folder) => writeFileSync(dataFolderAt(folder).accounts, 'x'.repeat(5000)),
    () => 'accounts.sqlite. The index',
  ],
])('%s', async (_name, harm, line) => {
  const folder = copy()
  harm(folder)
  const { code, stdout } = await runHelpdesk(['check', '--data', folder])
  expect(code).toBe(1)
  expect(stdout).toContain(line())
})

test('without a data folder there is nothing to check', async () => {
  expect((await runHelpdesk(['check', '--data', join(base, 'nothing')])).code).toBe(66)
})

test('what is older than it is kept goes, with a line in the audit log; its receipt stays', async () => {
  const folder = copy()
  const desk = await openTestDesk(folder, 3_600_000)
  const told: string[] = []
  desk.news.listen(({ kind, subject }) => told.push(`${kind} ${subject}`))
  expect(await removeOld(desk, Date.now())).toBe(0)
  expect(await removeOld(desk, Date.now() + 3_700_000)).toBe(3)
  const [, ...kept] = filled.digests
  expect(told.toSorted()).toEqual(kept.map((sha256) => `removed ${sha256}`).toSorted())
  for (const sha256 of kept) {
    expect(await desk.objects.path(sha256)).toBeNull()
    expect((await desk.objects.receipt(sha256))?.removedMs).toBeGreaterThan(Date.now())
  }
  const lines = await newestOf(desk.audit, 3)
  expect(lines.map(({ who, what, subject }) => `${who} ${what} ${subject}`).toSorted()).toEqual(
    kept.map((sha256) => `retention bundle.removed ${sha256}`).toSorted(),
  )
  await closeDesk(desk)
  expect((await runHelpdesk(['check', '--data', folder])).code).toBe(0)
  const before = dump(folder)
  expect((await runHelpdesk(['reindex', '--data', folder])).code).toBe(0)
  expect(dump(folder)).toEqual(before)
})

test('remove-old on the command line', async () => {
  const folder = copy()
  expect(await runHelpdesk(['remove-old', '--keep', '90d', '--data', folder])).toEqual({
    code: 0,
    stdout: 'Bundles deleted: 0\n',
    stderr: '',
  })
  expect((await runHelpdesk(['remove-old', '--data', folder])).code).toBe(64)
  rmSync(dataFolderAt(folder).index)
  expect((await runHelpdesk(['remove-old', '--keep', '90d', '--data', folder])).code).toBe(66)
  for (const wrong of ['90', '0h', '90m', '-1d', '99999d', '1.5d']) {
    const { code, stderr } = await runHelpdesk(['remove-old', `--keep=${wrong}`, '--data', folder])
    expect({ wrong, code, lines: stderr.split('\n').length }).toEqual({ wrong, code: 64, lines: 2 })
  }
})
