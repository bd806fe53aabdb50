/** What the spool promises: killed at any moment, against any server, nothing is lost, nothing is double, nothing is half. */

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sendSpooled } from '../../agent/spool/send-spooled.ts'
import { bundle, repository } from '../../scripts/bundle.ts'
import { bundleOf, shortLimits, sizeOf, testDoors } from '../upload/bundles.ts'
import { type Behaviour, startCollector } from '../upload/servers.ts'
import type { Task } from './adder-and-sender.ts'
import { spoolAt, testSpool } from './spools.ts'

const isFull = process.env.TEST_FULL === '1'
const KILLS = isFull ? 200 : 25
const AT_A_TIME = 3
const BUNDLES_A_CHILD = 8
/** After how many bundles of a child, and how long after the last of them: not by the time from its start, which a busy PC stretches. */
const MOST_BEFORE_KILL = 5
const LATEST_KILL_MS = 250
/** Every second one dies while it adds: that takes some milliseconds, and would hardly ever be hit by chance. */
const LATEST_KILL_IN_ADDING_MS = 12

const behaviours: readonly Behaviour[] = [
  'keep',
  'keep',
  'keep',
  'late',
  'twice',
  'drop',
  'keep-and-drop',
  'stall',
  'cut-answer',
  'page',
  'garbage',
  'continue-then-nothing',
  { status: 503, headers: { 'retry-after': '0' } },
  { status: 429 },
  { status: 409, body: 'no' },
  { status: 401, early: true },
]

/** The same moments and the same server each time, as far as two programs allow it. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface Running {
  readonly child: ChildProcess
  /** It begins with its fourth bundle (`adding 4`), has put in its fourth (`added 4`), or has ended. */
  until(moment: `${'adding' | 'added'} ${number}`): Promise<unknown>
  readonly ended: Promise<unknown>
  /** Numbers of the bundles of which it was said that they are kept. */
  readonly acknowledged: readonly number[]
  readonly isDone: () => boolean
}

function start(program: string, task: Task): Running {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: number[] = []
  const said = new EventEmitter()
  let adding = 0
  let done = false
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    const [word, number] = line.split(' ')
    if (word === 'adding') adding += 1
    if (word === 'added') acknowledged.push(Number(number))
    if (word === 'done') done = true
    said.emit(word === 'adding' ? `adding ${adding}` : `added ${acknowledged.length}`)
  })
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')])
  return { child, ended, acknowledged, isDone: () => done, until: (moment) => Promise.race([once(said, moment), ended]) }
}

/** As the program is built, not as it is written: what is left out of it there is not missed. */
async function build(folder: string): Promise<string> {
  const program = join(folder, 'adder-and-sender.cjs')
  await bundle({ entry: 'test/spool/adder-and-sender.ts', outfile: relative(repository, program) })
  return program
}

test('two processes at once: each bundle is sent by one of them, once', async () => {
  await using spooled = await testSpool()
  await using collector = await startCollector('keep')
  const program = await build(join(spooled.folder, '..', '..'))
  const task = { folder: spooled.folder, url: collector.url, patienceMs: 10_000 }
  const pair = [task, task].map((each, at) => start(program, { ...each, numbers: [1, 2, 3, 4, 5, 6].map((number) => number + 10 * at) }))
  await Promise.all(pair.map(({ ended }) => ended))
  expect(pair.map(({ isDone, acknowledged }) => [isDone(), acknowledged.length])).toEqual([
    [true, 6],
    [true, 6],
  ])
  expect(collector.requests.length).toBe(12)
  expect(collector.store.size).toBe(12)
  expect(await readdir(spooled.folder)).toEqual(['lock'])
})

test(`killed ${KILLS} times, ${AT_A_TIME} processes at a time`, { timeout: isFull ? 900_000 : 120_000 }, async () => {
  const random = randomFrom(20_260_401)
  const acknowledged = new Set<number>()
  let isGood = false
  await using spooled = await testSpool()
  const program = await build(join(spooled.folder, '..', '..'))
  await using collector = await startCollector(() => (isGood ? 'keep' : (behaviours[Math.floor(random() * behaviours.length)] ?? 'keep')))
  let number = 0
  let killedAtWork = 0
  let started = 0
  const killOneAfterTheOther = async () => {
    while (started < KILLS) {
      started += 1
      const numbers = Array.from({ length: BUNDLES_A_CHILD }, () => (number += 1))
      const inAdding = started % 2 === 0
      const task = { folder: spooled.folder, url: collector.url, numbers, patienceMs: 200 }
      const { child, until, ended, isDone, acknowledged: own } = start(program, task)
      await until(`${inAdding ? 'adding' : 'added'} ${1 + Math.floor(random() * MOST_BEFORE_KILL)}`)
      await sleep(random() * (inAdding ? LATEST_KILL_IN_ADDING_MS : LATEST_KILL_MS))
      if (!isDone()) killedAtWork += 1
      child.kill('SIGKILL')
      await ended
      for (const each of own) acknowledged.add(each)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, killOneAfterTheOther))

  isGood = true
  const spool = spoolAt(spooled.folder)
  const waiting = (await spool.list()).items.length
  const bounds = { tries: 3, withinMs: 600_000, lockWaitMs: 2000, refused: 'again' } as const
  const summary = await sendSpooled(spool, testDoors({ limits: { ...shortLimits, refusalMs: 20 } }), bounds, () => {})
  expect(summary).toMatchObject({ ended: 'done', stayed: [], damaged: [], failure: null })
  expect(summary.kept.length).toBe(waiting)

  const digests = [...acknowledged].map((each) => bundleOf(each, sizeOf(each)).sha256)
  // Lost: what was acknowledged is there, all of it. Half: what is there is what its name says.
  expect(digests.filter((sha256) => !collector.store.has(sha256))).toEqual([])
  expect([...collector.store].filter(([sha256, bytes]) => createHash('sha256').update(bytes).digest('hex') !== sha256)).toEqual([])
  expect(collector.wrong).toEqual([])
  const halves = (await readdir(spooled.folder)).filter((name) => name.startsWith('.passing-')).length
  // Left over: an hour later there is nothing but the lock.
  await spool.sweep(Date.now() + 2 * 3_600_000)
  expect(await readdir(spooled.folder)).toEqual(['lock'])
  // Of a test in which nothing happened nothing is learnt.
  expect(acknowledged.size).toBeGreaterThan(KILLS)
  expect(killedAtWork).toBeGreaterThan(KILLS / 2)
  process.stdout.write(
    `${KILLS} kills, ${killedAtWork} at work; ${acknowledged.size} bundles acknowledged, ${collector.requests.length} requests, ${waiting} sent at the end, ${halves} half made ones left behind\n`,
  )
})
