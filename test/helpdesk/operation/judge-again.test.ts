import { mkdtempSync, rmSync } from 'node:fs'
import { truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { openIndex } from '../../../helpdesk/index/open-index.ts'
import type { BundleRow } from '../../../helpdesk/index/rows.ts'
import { judgeAgain } from '../../../helpdesk/operation/judge-again.ts'
import { OpenerBusy } from '../../../helpdesk/verification/gate.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { startService } from '../support/service.ts'
import { arrive, dump } from './filled.ts'

const base = mkdtempSync(join(tmpdir(), 'judge-again-'))
const folder = join(base, 'data')
let running: RunningDesk
/** In the order in which they came. */
let digests: readonly string[]
beforeAll(async () => {
  running = await startDesk({ folder })
  const terminal = await deviceSigner()
  const came: string[] = []
  for (const scenario of ['healthy', 'dns-hosts-override', 'tls-expired', 'clock-ahead'])
    came.push(await arrive(running.desk, await sealed(scenario, terminal)))
  digests = came
})
afterAll(async () => {
  await running.close()
  rmSync(base, { recursive: true })
})

const never = new AbortController().signal

async function rowOf(sha256: string): Promise<BundleRow> {
  const row = await running.desk.index.bundle(sha256)
  if (row === null) throw new Error(`no ${sha256}`)
  return row
}

/** As rules of before would have left it: they saw nothing. */
async function ageRow(sha256: string): Promise<void> {
  const judged = { outcome: 'same', verdict: 'ready', rules: '0.0.1 (000000000000)', causes: [] } as const
  await running.desk.index.add({ ...(await rowOf(sha256)), judged, profiles: [], findings: [] })
}

/** By their age: whether rules of before judged each of them. */
async function areOld(): Promise<readonly boolean[]> {
  const rows = await Promise.all(digests.map(rowOf))
  return rows.map(({ judged }) => judged.rules.startsWith('0.0.1 (0000'))
}

/** Ended when so many are judged. */
async function judgeSome(count: number): Promise<void> {
  const ended = new AbortController()
  let left = count
  const { index } = running.desk
  const counting: typeof index = {
    ...index,
    async judgeAgain(...given) {
      await index.judgeAgain(...given)
      left -= 1
      if (left === 0) ended.abort()
    },
  }
  await judgeAgain({ ...running.desk, index: counting }, ended.signal)
}

/** Lines of the log that speak of it, since `from`. */
const toldSince = (from: number) => running.logged.slice(from).filter((line) => line.includes('judged again'))

test('the index comes to say what it would say if it were made again; then there is nothing to do', async () => {
  const before = dump(folder)
  for (const sha256 of digests) await ageRow(sha256)
  expect(dump(folder)).not.toEqual(before)
  const news: string[] = []
  onTestFinished(running.desk.news.listen(({ kind, subject }) => news.push(`${kind} ${subject}`)))
  const from = running.logged.length
  await judgeAgain(running.desk, never)
  expect(dump(folder)).toEqual(before)
  // Lists that are open are told together, and not of each bundle.
  expect(news).toEqual(['bundle '])
  expect(toldSince(from)).toHaveLength(2)
  await judgeAgain(running.desk, never)
  expect(toldSince(from)).toHaveLength(2)
})

test('where it was ended half-way it goes on at the next start', async () => {
  const before = dump(folder)
  for (const sha256 of digests) await ageRow(sha256)
  await judgeSome(1)
  expect(await areOld()).toEqual([true, true, true, false])
  await judgeAgain(running.desk, never)
  expect(dump(folder)).toEqual(before)
})

test('rules that came and went while it was cut off leave nothing behind', async () => {
  const before = dump(folder)
  // Today's rules judged all; others came, judged the newest two and were taken back.
  for (const sha256 of digests.slice(2)) await ageRow(sha256)
  await judgeAgain(running.desk, never)
  expect(dump(folder)).toEqual(before)
})

test('while many others wait for a thread it waits too, and passes nothing over', async () => {
  const before = dump(folder)
  for (const sha256 of digests) await ageRow(sha256)
  let asked = 0
  const opener: typeof running.desk.opener = {
    ...running.desk.opener,
    async check(path) {
      asked += 1
      if (asked === 2) throw new OpenerBusy()
      return running.desk.opener.check(path)
    },
  }
  await judgeAgain({ ...running.desk, opener }, never)
  expect(asked).toBe(digests.length + 1)
  expect(dump(folder)).toEqual(before)
})

test('whose key it is stays as it is known by now, and what is deleted meanwhile does not come back', async () => {
  const [first = '', second = ''] = digests
  for (const sha256 of [first, second]) await ageRow(sha256)
  const { objects, index } = running.desk
  const deleted = await arrive(running.desk, await sealed('dns-both-silent', await deviceSigner()))
  await ageRow(deleted)
  /** The moment between its judgement and its place in the index. */
  const opener: typeof running.desk.opener = {
    ...running.desk.opener,
    async check(path) {
      const checked = await running.desk.opener.check(path)
      if (path === (await objects.path(second))) await index.add({ ...(await rowOf(second)), origin: { kind: 'trusted', by: 'IT' } })
      if (path === (await objects.path(deleted))) {
        await objects.remove(deleted, Date.now())
        await index.remove(deleted)
      }
      return checked
    },
  }
  await judgeAgain({ ...running.desk, opener }, never)
  expect(await rowOf(second)).toMatchObject({ origin: { kind: 'trusted', by: 'IT' }, judged: { verdict: 'not-ready' } })
  expect((await rowOf(first)).judged.rules).toBe((await rowOf(second)).judged.rules)
  expect(await index.bundle(deleted)).toBe(null)
})

test('a damaged one is passed over, and does not hide that the others are old', async () => {
  const [first = '', second = ''] = digests
  for (const sha256 of [first, second]) await ageRow(sha256)
  await truncate((await running.desk.objects.path(first)) ?? '', 100)
  const from = running.logged.length
  await judgeAgain(running.desk, never)
  expect([(await rowOf(first)).judged.verdict, (await rowOf(second)).judged.verdict]).toEqual(['ready', 'not-ready'])
  // Tried once a start, and told.
  expect(toldSince(from).at(-1)).toContain('"notOpened":1')
})

test('the service does it by itself', async () => {
  const own = join(base, 'service')
  const service = await startService(own, ['--open-door'])
  onTestFinished(() => void service.child.kill('SIGKILL'))
  const { put, uploadOf } = await import('../support/bundles.ts')
  const upload = uploadOf(await sealed('dns-hosts-override', await deviceSigner()), null)
  expect((await put(service.url, upload)).status).toBe(201)
  expect(await service.end()).toBe(0)
  const before = dump(own)
  const index = await openIndex(dataFolderAt(own).index)
  const row = await index.bundle(upload.sha256)
  if (row === null) throw new Error('no row')
  await index.add({ ...row, judged: { outcome: 'same', verdict: 'ready', rules: 'older', causes: [] }, findings: [] })
  await index.close()
  const again = await startService(own)
  onTestFinished(() => void again.child.kill('SIGKILL'))
  await expect.poll(() => again.log(), { timeout: 20_000 }).toContain('bundles were judged again')
  expect(await again.end()).toBe(0)
  expect(dump(own)).toEqual(before)
}, 60_000)
