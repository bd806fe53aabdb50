import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testSpool } from './spools.ts'

const run = new AbortController().signal

async function startHolder(folder: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString() }
}

test('one at a time, and nothing but an empty file remains', async () => {
  await using own = await testSpool()
  const first = await own.spool.holdLock(0, run)
  expect(first.kind).toBe('held')
  expect((await own.spool.holdLock(0, run)).kind).toBe('busy')
  expect(await readdir(own.folder)).toEqual(['lock'])
  if (first.kind !== 'busy') first.release()
  const second = await own.spool.holdLock(0, run)
  expect(second.kind).toBe('held')
  if (second.kind !== 'busy') second.release()
  expect(await readdir(own.folder)).toEqual(['lock'])
})

test('who waits gets it when it is let go, and no sooner', async () => {
  await using own = await testSpool()
  const first = await own.spool.holdLock(0, run)
  const startedMs = performance.now()
  setTimeout(() => first.kind !== 'busy' && first.release(), 400)
  const second = await own.spool.holdLock(5000, run)
  expect(second.kind).toBe('held')
  expect(performance.now() - startedMs).toBeGreaterThan(390)
  if (second.kind !== 'busy') second.release()
})

test('who is cut short while waiting goes on without delay', async () => {
  await using own = await testSpool()
  const first = await own.spool.holdLock(0, run)
  const startedMs = performance.now()
  expect((await own.spool.holdLock(60_000, AbortSignal.timeout(200))).kind).toBe('busy')
  expect(performance.now() - startedMs).toBeLessThan(2000)
  if (first.kind !== 'busy') first.release()
})

test('another process has it, until it is killed: the system lets it go', async () => {
  await using own = await testSpool()
  await mkdir(own.folder, { recursive: true })
  const { child, said } = await startHolder(own.folder)
  expect(said).toBe('held\n')
  expect((await own.spool.holdLock(300, run)).kind).toBe('busy')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await own.spool.holdLock(2000, run)
  expect(lock.kind).toBe('held')
  if (lock.kind !== 'busy') lock.release()
  expect(await readdir(own.folder)).toEqual(['lock'])
})

test('where it cannot be had one goes on without', async () => {
  await using own = await testSpool()
  await mkdir(join(own.folder, 'lock'), { recursive: true })
  expect(await own.spool.holdLock(0, run)).toMatchObject({ kind: 'without' })
  await using other = await testSpool()
  await mkdir(other.folder, { recursive: true })
  await writeFile(join(other.folder, 'lock'), 'something else that has this name'.repeat(100))
  expect(await other.spool.holdLock(0, run)).toMatchObject({ kind: 'without' })
})
