/** What a killed run left is swept when it is certainly dead, and a person's own files never. */

import { chmod, lstat, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeHalvesOf, sweepLeftovers } from '../../agent/output/leftovers.ts'

const HALF = '0123456789ab.part'
/** No test can date a file's last change (ctime) back: it looks from two hours later. */
const laterMs = Date.now() + 7_200_000
const later = new Date(laterMs)

let base: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'terminal-preflight-leftovers-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

async function plant(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(base, path)), { recursive: true })
    await writeFile(join(base, path), 'half')
  }
}

async function left(folder = ''): Promise<string[]> {
  const entries = await readdir(join(base, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((each) => !each.isDirectory())
    .map((each) => join(each.parentPath, each.name).slice(base.length + 1))
    .sort()
}

test('halves go: beside the data folder’s own files, in the folders of runs, in the spool; whole files stay', async () => {
  const dead = [
    `data/profiles.json.${HALF}`,
    `data/known-installs.json.${HALF}`,
    `data/reports/20261122-080501/report.json.${HALF}`,
    `data/reports/20261122-080501-2/20261122-080502-89abcdef.preflight.zip.${HALF}`,
    `data/reports/20261122-080501-2/guide-ccms-session-1-20261122-080501.json.${HALF}`,
    'data/spool/.passing-0123456789abcdef/bundle',
  ]
  const alive = [
    'data/profiles.json',
    'data/identity/device.key',
    'data/reports/20261122-080501/report.json',
    'data/reports/20261122-080501-2/agent.log',
    'data/spool/lock',
  ]
  await plant(...dead, ...alive)
  await mkdir(join(base, 'data/reports/20261122-080503'))
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: null }, laterMs)
  expect(await left()).toEqual(alive.toSorted())
  // Nothing was ever written there.
  expect(await readdir(join(base, 'data/reports'))).toEqual(['20261122-080501', '20261122-080501-2'])
})

test('what another process may be writing stays', async () => {
  const fresh = [`data/profiles.json.${HALF}`, `data/reports/20261122-080501/report.json.${HALF}`, `out/report.json.${HALF}`]
  await plant(...fresh, 'out/report.json')
  await mkdir(join(base, 'data/reports/20261122-080502'))
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: join(base, 'out') }, Date.now())
  expect(await left()).toEqual([...fresh, 'out/report.json'].sort())
  expect(await readdir(join(base, 'data/reports'))).toHaveLength(2)
  // A folder that has long been there, and a file that is being written in it.
  await utimes(join(base, fresh[1] ?? ''), later, later)
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: null }, laterMs)
  expect(await left('data')).toEqual([fresh[1]])
})

test('nothing else goes: other names, other folders, links, whatever their age', async () => {
  const others = [
    `data/reports/mine/report.json.${HALF}`,
    `data/reports/20261122-080501/notes.part`,
    `data/reports/20261122-080501/report.json.0123456789AB.part`,
    `data/reports/20261122-080501/report.json.${HALF}.txt`,
    `data/site.yaml.${HALF}`,
    `out/thesis.docx.${HALF}`,
    `out/my-report.json.${HALF}`,
    'out/20261122-080501/holiday.jpg',
    'precious/report.json',
  ]
  await plant(...others, `out/report.json.${HALF}`, `out/browser-sso.png.${HALF}`, `out/20261122-080502-89abcdef.preflight.p7m.${HALF}`)
  await plant(`out/guide-ccms-session-1-20261122-080501.json.p7s.${HALF}`)
  await symlink(join(base, 'precious/report.json'), join(base, `out/settings.json.${HALF}`))
  await symlink(join(base, 'precious'), join(base, 'data/reports/20261122-080509'))
  await mkdir(join(base, `out/evidence.json.${HALF}`))
  await mkdir(join(base, 'out/20261122-080502'))
  await utimes(join(base, 'out'), later, later)
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: join(base, 'out') }, laterMs)
  expect(await left()).toEqual([...others, `out/settings.json.${HALF}`, 'data/reports/20261122-080509'].sort())
  expect((await lstat(join(base, 'out/20261122-080502'))).isDirectory()).toBe(true)
})

test('a folder that a person named goes by its own clock, which may be a share’s', async () => {
  await plant(`out/report.json.${HALF}`)
  // This PC's clock is hours ahead, and another writes there just now.
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: join(base, 'out') }, laterMs)
  expect(await left()).toEqual([`out/report.json.${HALF}`])
})

test('beside a file that somebody named: its own halves alone', async () => {
  await plant('node.prom', `node.prom.${HALF}`, `other.prom.${HALF}`)
  await removeHalvesOf(join(base, 'node.prom'))
  expect(await left()).toHaveLength(3)
  await utimes(join(base, 'node.prom'), later, later)
  await removeHalvesOf(join(base, 'node.prom'))
  expect(await left()).toEqual(['node.prom', `other.prom.${HALF}`])
})

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('where nothing may be removed, nothing is said', async () => {
  await plant(`data/reports/20261122-080501/report.json.${HALF}`)
  await chmod(join(base, 'data/reports/20261122-080501'), 0o500)
  await sweepLeftovers({ dataFolder: join(base, 'data'), folder: null }, laterMs)
  await chmod(join(base, 'data/reports/20261122-080501'), 0o700)
  expect(await left()).toHaveLength(1)
})
