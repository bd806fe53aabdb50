import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { backUp } from '../../../helpdesk/operation/backup.ts'
import { readBackupList } from '../../../helpdesk/operation/backup-list.ts'
import { closeDesk } from '../../../helpdesk/server/open-desk.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { killed } from '../commands/killed.ts'
import { runHelpdesk } from '../commands/run.ts'
import { newestOf } from '../support/newest.ts'
import { arrive, dump, type Filled, fill, openTestDesk } from './filled.ts'

const base = mkdtempSync(join(tmpdir(), 'backup-'))
let filled: Filled
let live: ReturnType<typeof dump>

beforeAll(async () => {
  filled = await fill(join(base, 'filled'))
  live = dump(filled.folder)
})
afterAll(() => rmSync(base, { recursive: true }))

let count = 0
function place(name: string): string {
  count += 1
  return join(base, `${name}-${count}`)
}
function copy(): string {
  const folder = place('copy')
  cpSync(filled.folder, folder, { recursive: true })
  return folder
}
async function backedUp(folder: string = copy()) {
  const backup = place('backup')
  expect((await runHelpdesk(['backup', backup, '--data', folder])).code).toBe(0)
  return { folder, backup }
}
const restoreTo = (backup: string, data: string) => runHelpdesk(['restore', backup, '--data', data])
/** All files with their bytes; SQLite's own spelling of the same database differs. */
function contents(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [join(parentPath, name).slice(folder.length), readFileSync(join(parentPath, name), 'latin1')]),
  )
}
const unlike = /sqlite|lock|audit/
function truth(folder: string) {
  return Object.fromEntries(Object.entries(contents(folder)).filter(([name]) => !unlike.test(name)))
}

test('a backup is restored to the same data, the same index and the same accounts', async () => {
  const folder = copy()
  const backup = place('backup')
  const { code, stdout } = await runHelpdesk(['backup', backup, '--data', folder])
  expect(code).toBe(0)
  expect(stdout).toContain('private keys')
  const restored = place('restored')
  const { code: again, stdout: said } = await restoreTo(backup, restored)
  expect(again).toBe(0)
  expect(said).toContain(`${restored} is restored as it was on `)
  expect(truth(restored)).toEqual(truth(folder))
  expect(dump(restored)).toEqual(live)
  const desk = await openTestDesk(restored)
  expect((await desk.accounts.list()).map(({ name }) => name)).toEqual(['admin'])
  const [newest] = await newestOf(desk.audit, 1)
  expect(newest).toMatchObject({ who: 'command line', what: 'data.restored' })
  await closeDesk(desk)
  const { code: well, stdout: checked } = await runHelpdesk(['check', '--data', restored])
  expect({ well, checked }).toMatchObject({ well: 0, checked: expect.stringContaining('Everything is as it was kept.') })
  expect(existsSync(`${restored}.restoring`)).toBe(false)
})

test('nobody else may read it, and neither index nor what is on its way is in it', async () => {
  const folder = copy()
  writeFileSync(join(dataFolderAt(folder).incoming, 'half.part'), 'half')
  const { backup } = await backedUp(folder)
  const list = await readBackupList(backup)
  if (list === null || list === 'damaged') throw new Error('no list')
  const places = new Set(list.files.map(({ path }) => path.split('/')[0]))
  expect([...places].toSorted()).toEqual(['accounts.sqlite', 'audit.jsonl', 'keys', 'objects', 'requests', 'settings.json'])
  for (const { parentPath, name } of readdirSync(backup, { withFileTypes: true, recursive: true }))
    expect({ name, mode: statSync(join(parentPath, name)).mode & 0o077 }).toEqual({ name, mode: 0 })
})

test('brought up to date it copies what is new, and forgets what is gone', async () => {
  const { folder, backup } = await backedUp()
  const before = new Map((await filesOf(backup)).map((file) => [file, statSync(file).mtimeMs]))
  const desk = await openTestDesk(folder)
  const came = await arrive(desk, await sealed('healthy', await deviceSigner()))
  const gone = filled.digests[3] ?? ''
  await desk.objects.remove(gone, Date.now())
  // While the service has everything open.
  const { stdout } = await runHelpdesk(['backup', backup, '--data', folder])
  // The bundle and its receipt, the receipt of the deleted one, the audit log, perhaps the accounts.
  expect(stdout).toMatch(/of them new: [45]\n/)
  await closeDesk(desk)
  const after = await filesOf(backup)
  for (const file of after) if (before.has(file)) expect(statSync(file).mtimeMs).toBe(before.get(file))
  expect(after.some((file) => file.endsWith(gone))).toBe(false)
  const restored = place('restored')
  expect((await restoreTo(backup, restored)).code).toBe(0)
  expect(dump(restored).bundles?.some((row) => row.includes(came))).toBe(true)
})
async function filesOf(backup: string): Promise<readonly string[]> {
  return Object.keys(contents(join(backup, 'files'))).map((name) => join(backup, 'files', name))
}

test('bundles that come and go while it is made are in it whole or not at all', async () => {
  const folder = copy()
  const desk = await openTestDesk(folder)
  const terminal = await deviceSigner()
  const bundles = await Promise.all(
    Array.from({ length: 6 }, (_, at) => sealed('healthy', terminal, { createdMs: Date.parse('2026-11-28T10:00:00Z') + at * 1000 })),
  )
  let busy = true
  const traffic = (async () => {
    for (const bundle of bundles) {
      const sha256 = await arrive(desk, bundle)
      if (bundles.indexOf(bundle) % 3 === 0) await desk.objects.remove(sha256, Date.now())
    }
    busy = false
  })()
  const backup = place('backup')
  mkdirSync(backup)
  for (let turn = 0; busy || turn < 2; turn += 1) {
    const troubles: unknown[] = []
    await backUp({ dataFolder: folder, backup, nowMs: Date.now(), onTrouble: (trouble) => troubles.push(trouble) })
    expect(troubles).toEqual([])
    const list = await readBackupList(backup)
    if (list === null || list === 'damaged') throw new Error('no list')
    const paths = list.files.map(({ path }) => path)
    for (const path of paths.filter((each) => each.endsWith('.preflight.zip')))
      expect(paths).toContain(path.replace('.preflight.zip', '.receipt.json'))
  }
  await traffic
  await closeDesk(desk)
  const restored = place('restored')
  expect((await restoreTo(backup, restored)).code).toBe(0)
})

test('a damaged backup is told, and nothing is restored', async () => {
  const { backup } = await backedUp()
  const list = await readBackupList(backup)
  if (list === null || list === 'damaged') throw new Error('no list')
  const [some] = list.files.filter(({ path }) => path.startsWith('objects/'))
  if (some === undefined) throw new Error('no bundle')
  appendFileSync(join(backup, 'files', some.sha256.slice(0, 2), some.sha256), '!')
  const restored = place('restored')
  const { code, stdout, stderr } = await restoreTo(backup, restored)
  expect({ code, stdout }).toEqual({ code: 78, stdout: `damaged in the backup: ${some.path}\n` })
  expect(stderr).toContain('--leave-out-damaged restores the rest')
  expect(existsSync(restored)).toBe(false)
  // The only backup that there is: all else comes back.
  const rest = await runHelpdesk(['restore', backup, '--data', restored, '--leave-out-damaged'])
  expect(rest.code).toBe(1)
  expect(rest.stdout).toContain(`damaged in the backup: ${some.path}\n`)
  expect(existsSync(join(restored, some.path))).toBe(false)
  const { [`/${some.path}`]: _damaged, ...others } = truth(filled.folder)
  expect(truth(restored)).toEqual(others)
})

test('where accounts or keys of a backup are damaged, nothing is restored whatever is asked for', async () => {
  const { backup } = await backedUp()
  const list = await readBackupList(backup)
  if (list === null || list === 'damaged') throw new Error('no list')
  const [accounts] = list.files.filter(({ path }) => path === 'accounts.sqlite')
  if (accounts === undefined) throw new Error('no accounts')
  appendFileSync(join(backup, 'files', accounts.sha256.slice(0, 2), accounts.sha256), '!')
  const restored = place('restored')
  const { code, stderr } = await runHelpdesk(['restore', backup, '--data', restored, '--leave-out-damaged'])
  expect(code).toBe(78)
  expect(stderr).not.toContain('--leave-out-damaged')
  expect(existsSync(restored)).toBe(false)
})

test.each<[name: string, path: string]>([
  ['outside', '../outside'],
  ['deeper outside', 'objects/../../outside'],
  ['a root', '/objects/a'],
  ['a drive', 'objects/C:a'],
  ['a backslash', 'objects\\..\\a'],
  ['another file', 'index.sqlite'],
  ['a folder of its own', 'more/a'],
])('a list that names %s is damaged', async (_name, path) => {
  const backup = place('backup')
  mkdirSync(backup)
  const file = { path, size: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
  const write = (content: unknown) => writeFileSync(join(backup, 'backup.json'), JSON.stringify(content))
  const list = { schema: 'terminal-preflight/helpdesk-backup/1', madeMs: 0, version: '0', files: [{ ...file, path: 'objects/a' }] }
  write(list)
  expect(await readBackupList(backup)).toMatchObject({ files: [{ path: 'objects/a' }] })
  write({ ...list, files: [file] })
  expect((await restoreTo(backup, place('restored'))).code).toBe(78)
})

test('it goes into an empty folder alone', async () => {
  const { folder, backup } = await backedUp()
  expect((await restoreTo(backup, folder)).code).toBe(64)
  const empty = place('empty')
  mkdirSync(empty)
  expect((await restoreTo(backup, empty)).code).toBe(0)
  expect((await restoreTo(place('nothing'), place('restored'))).code).toBe(66)
  const other = place('other')
  mkdirSync(other)
  writeFileSync(join(other, 'somebody’s.txt'), '')
  expect((await runHelpdesk(['backup', other, '--data', folder])).code).toBe(78)
  expect((await runHelpdesk(['backup', join(folder, 'backup'), '--data', folder])).code).toBe(64)
  expect((await runHelpdesk(['backup', base, '--data', folder])).code).toBe(64)
  const file = join(other, 'somebody’s.txt')
  expect(await runHelpdesk(['backup', join(file, 'backup'), '--data', folder])).toMatchObject({
    code: 66,
    stderr: expect.stringContaining('ENOTDIR'),
  })
  expect((await runHelpdesk(['restore', backup, '--data', join(file, 'data')])).code).toBe(66)
})

test('what is damaged is left out, and a good copy of an earlier time stays', async () => {
  const { folder, backup } = await backedUp()
  const [, answer = '', , anew = ''] = filled.digests
  const pathOf = (sha256: string, ending: string) => join(dataFolderAt(folder).objects, sha256.slice(0, 2), sha256 + ending)
  appendFileSync(pathOf(answer, '.preflight.zip'), '!')
  writeFileSync(pathOf(anew, '.receipt.json'), '{}')
  const fresh = place('backup')
  const { code, stdout } = await runHelpdesk(['backup', fresh, '--data', folder])
  expect(code).toBe(1)
  expect(stdout).toContain(`since it is damaged: objects/${answer.slice(0, 2)}/${answer}.preflight.zip`)
  expect(stdout).toContain(`since it is damaged: objects/${anew.slice(0, 2)}/${anew}.receipt.json`)
  writeFileSync(pathOf(anew, '.receipt.json'), readFileSync(join(filled.folder, 'objects', anew.slice(0, 2), `${anew}.receipt.json`)))
  expect((await runHelpdesk(['backup', backup, '--data', folder])).code).toBe(0)
  const restored = place('restored')
  expect((await restoreTo(backup, restored)).code).toBe(0)
  expect(truth(restored)).toEqual(truth(filled.folder))
})

test('killed at any moment, a backup is the one before or the new one, and a restore is nothing or whole', {
  timeout: 150_000,
}, async () => {
  const { folder, backup } = await backedUp()
  const restored = place('restored')
  const { settings } = dataFolderAt(folder)
  const files = join(backup, 'files')
  const kills: boolean[] = []
  for (const afterMs of [5, 150]) {
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/example.*"/, `example/${afterMs}"`))
    const isCopying = () => readdirSync(files).some((name) => name.endsWith('.part'))
    kills.push(await killed(['backup', backup, '--data', folder], isCopying, afterMs))
    for (const name of readdirSync(files)) if (name.endsWith('.part')) rmSync(join(files, name))
    kills.push(await killed(['restore', backup, '--data', restored], () => existsSync(`${restored}.restoring`), afterMs * 2))
    if (existsSync(restored)) expect((await runHelpdesk(['check', '--data', restored])).code).toBe(0)
    rmSync(restored, { recursive: true, force: true })
    rmSync(`${restored}.restoring`, { recursive: true, force: true })
    const list = await readBackupList(backup)
    if (list === null || list === 'damaged') throw new Error('no list')
    for (const { sha256, size } of list.files) expect(statSync(join(files, sha256.slice(0, 2), sha256)).size).toBe(size)
  }
  expect(kills.filter((each) => each).length).toBeGreaterThan(1)
  mkdirSync(`${restored}.restoring`)
  writeFileSync(join(`${restored}.restoring`, 'left.txt'), 'by one that was killed')
  expect((await runHelpdesk(['backup', backup, '--data', folder])).code).toBe(0)
  expect((await restoreTo(backup, restored)).code).toBe(0)
  expect(truth(restored)).toEqual(truth(folder))
})
