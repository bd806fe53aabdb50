/** The end of a run, killed at any moment, against servers of every kind: nothing lost, nothing double, nothing half-written, nothing told. */

import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spoolIn } from '../../agent/delivery/send.ts'
import { removeLeftovers } from '../../agent/identity/device-folder.ts'
import { dataFolder } from '../../agent/output/folder.ts'
import { sweepLeftovers } from '../../agent/output/leftovers.ts'
import { type Child, commandLinesWith, startEndings, startUpload, type Word } from './kill-children.ts'
import { type Home, halvesIn, holdsToken, lookAt, newHome, openedBundle } from './kill-home.ts'
import { makeWorld, randomFrom, TOKEN, type World } from './kill-world.ts'

const isFull = process.env.TEST_FULL === '1'
const KILLS = isFull ? 200 : 20
const KILLS_A_HOME = isFull ? 10 : 7
/** In one home at the same time. */
const AT_A_TIME = 2
const RUNS_A_CHILD = 6
/** A server that stalls lets a sender wait for half a minute: who says nothing for so long is killed there. */
const PATIENCE_MS = 1200
const TWO_HOURS_MS = 7_200_000

/** At which word, the how many-th at most; where something has to appear then, when it does; and how long after it at most. */
interface Moment {
  readonly word: Word
  readonly times: number
  readonly withinMs: number
  /** Beginning of a name, and the folder in which it appears: writing takes some milliseconds, and would hardly ever be hit by chance. */
  readonly appears?: (home: Home, child: Child) => { readonly folder: string; readonly name: string }
}

const moments: readonly Moment[] = [
  { word: 'sealing', times: 3, withinMs: 80 },
  { word: 'sealing', times: 3, withinMs: 8, appears: (_home, child) => ({ folder: child.runFolder(), name: '' }) },
  { word: 'saved', times: 3, withinMs: 8, appears: ({ folder }) => ({ folder: join(folder, 'spool'), name: '.passing-' }) },
  { word: 'kept', times: 4, withinMs: 10 },
  { word: 'kept', times: 4, withinMs: 80 },
  { word: 'kept', times: 4, withinMs: 1200 },
  { word: 'sent', times: 3, withinMs: 120 },
]
/** While the key is made, and while it is written. */
const firstMoments: readonly [Moment, Moment] = [
  { word: 'started', times: 1, withinMs: 1200 },
  { word: 'started', times: 1, withinMs: 6, appears: ({ folder }) => ({ folder, name: 'identity' }) },
]

const random = randomFrom(20_261_128)
let world: World
/** Runs so far: each is another one. */
let begun = 0

beforeAll(async () => {
  world = await makeWorld(random)
})
afterAll(() => world[Symbol.asyncDispose]())

function homeNamed(name: string): Home & { readonly user: string } {
  const user = join(world.folder, 'homes', name)
  return { ...newHome(dataFolder(process.platform, { XDG_STATE_HOME: user, LOCALAPPDATA: user }, user)), user }
}

function startNext({ folder }: Home): Child {
  const endings = Array.from({ length: RUNS_A_CHILD }, (_each, at) => world.endingOf(begun + at))
  begun += RUNS_A_CHILD
  return startEndings(world, { dataFolder: folder, endings })
}

async function killAt(home: Home, child: Child, { word, times, withinMs, appears }: Moment): Promise<void> {
  const reached = async () => {
    await child.until(word, 1 + Math.floor(random() * times))
    if (appears !== undefined) await appearance(appears(home, child))
    await sleep(random() * withinMs)
  }
  await Promise.race([reached(), silence(child)])
  child.kill()
}

async function appearance({ folder, name }: { readonly folder: string; readonly name: string }): Promise<void> {
  for (const untilMs = performance.now() + PATIENCE_MS; performance.now() < untilMs; await sleep(1)) {
    const names = await readdir(folder).catch(() => [])
    if (names.some((each) => each.startsWith(name))) return
  }
}

/** It says nothing any more: it waits for a server. How long it takes to start, on a busy machine, is no silence. */
async function silence(child: Child): Promise<void> {
  await child.until('started', 1)
  for (let heard = -1; heard !== child.words(); ) {
    heard = child.words()
    await sleep(PATIENCE_MS, undefined, { ref: false })
  }
}

interface Ran {
  readonly child: Child
  readonly code: number | null
}

async function ended(child: Child): Promise<Ran> {
  return { child, code: await child.ended }
}

/** With servers that keep what they get. */
async function sendRest({ user }: { readonly user: string }): Promise<Ran> {
  world.behave(true)
  const ran = await ended(startUpload(world, user))
  world.behave(false)
  return ran
}

/** After a time in which nobody is at work any more. */
async function sweepLater({ folder }: Home): Promise<void> {
  await sweepLeftovers({ dataFolder: folder, folder: null }, Date.now() + TWO_HOURS_MS)
  await removeLeftovers(folder, Date.now() + TWO_HOURS_MS)
}

/** Whatever lies in the spool beside its lock. */
async function waitingIn({ folder }: Home): Promise<string[]> {
  return (await readdir(join(folder, 'spool')).catch(() => [])).filter((name) => name !== 'lock')
}

test(`killed ${KILLS} times, ${AT_A_TIME} at a time`, { timeout: isFull ? 900_000 : 120_000 }, async () => {
  const homes: Home[] = []
  const kept: { readonly home: Home; readonly folder: string }[] = []
  let killed = 0
  let atWork = 0
  let halves = 0
  let waited = 0
  while (killed < KILLS) {
    const home = homeNamed(String(homes.length))
    homes.push(home)
    let left = Math.min(KILLS_A_HOME, KILLS - killed)
    killed += left
    let isFirst = true
    const killOneAfterTheOther = async () => {
      while (left > 0) {
        left -= 1
        // Of the program itself, whose `upload` is killed too, nothing is heard but how it ends.
        const isUpload = !isFirst && left % 4 === 1
        const choices = isFirst ? firstMoments : moments
        const moment = choices[Math.floor(random() * choices.length)] ?? firstMoments[0]
        isFirst = false
        const child = isUpload ? startUpload(world, home.user) : startNext(home)
        await (isUpload ? sleep(150 + random() * 600).then(child.kill) : killAt(home, child, moment))
        expect(await commandLinesWith(TOKEN)).toEqual([])
        if ((await child.ended) === null) atWork += 1
        kept.push(...child.kept().map((folder) => ({ home, folder })))
        if (holdsToken(child.said())) home.wrong.push(`the token in what was said: ${child.said()}`)
        await lookAt(home, world.helpdeskKey)
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, killOneAfterTheOther))
    halves += (await halvesIn(home)).length
    waited += (await spoolIn(home.folder).list()).items.length
    const { child, code } = await sendRest(home)
    expect([code, holdsToken(child.said())], child.said()).toEqual([0, false])
    await lookAt(home, world.helpdeskKey)
    await sweepLater(home)
    expect(home.wrong).toEqual([])
    // On a busy PC every run of a home may be killed before its key is made.
    const isKept = kept.some((each) => each.home === home)
    expect(home.identities.size).toBeGreaterThanOrEqual(isKept ? 1 : 0)
    expect(home.identities.size).toBeLessThanOrEqual(1)
    expect(await waitingIn(home)).toEqual([])
    expect(await halvesIn(home)).toEqual([])
    expect((await readdir(home.folder)).filter((name) => !['identity', 'reports', 'spool'].includes(name))).toEqual([])
  }
  await lookAtServers(homes, kept)
  const [requests, stored] = [
    world.collectors.flatMap((each) => each.requests).length,
    world.collectors.flatMap(({ store }) => [...store]).length,
  ]
  process.stdout.write(
    `${KILLS} kills, ${atWork} at work, in ${homes.length} homes; ${kept.length} bundles kept, ${requests} requests, ${stored} in the stores, ${waited} sent at the end, ${halves} half made ones left behind\n`,
  )
  // Of a test in which nothing happened nothing is learnt.
  expect(kept.length).toBeGreaterThan(KILLS / 4)
  expect(atWork).toBeGreaterThan(KILLS / 2)
  if (isFull) {
    expect(waited).toBeGreaterThan(0)
    expect(homes.some(({ protectedTokens }) => protectedTokens.size > 0)).toBe(true)
  }
})

async function lookAtServers(homes: readonly Home[], kept: readonly { readonly home: Home; readonly folder: string }[]): Promise<void> {
  const stored = world.collectors.flatMap(({ store }) => [...store])
  const digests = stored.map(([sha256]) => sha256)
  // Lost: what the spool said it keeps is there, all of it, as the file that the person has.
  const lost = kept.filter(({ home, folder }) => !digests.includes(home.bundles.get(folder)?.sha256 ?? 'no bundle'))
  expect(lost.map(({ folder }) => folder)).toEqual([])
  // Double: at one server once, and no bundle twice under two digests.
  expect(new Set(digests).size).toBe(digests.length)
  const opened = await Promise.all(stored.map(([, bytes]) => openedBundle(bytes, world.helpdeskKey)))
  expect(opened.filter((each) => 'problem' in each)).toEqual([])
  expect(new Set(opened.map((each) => ('id' in each ? each.id : ''))).size).toBe(stored.length)
  // Half or strange: everything there is what its name says, and a bundle that some run saved.
  expect(stored.filter(([sha256, bytes]) => createHash('sha256').update(bytes).digest('hex') !== sha256)).toEqual([])
  const saved = new Set(homes.flatMap(({ bundles }) => [...bundles.values()].map(({ sha256 }) => sha256)))
  expect(digests.filter((sha256) => !saved.has(sha256))).toEqual([])
  for (const { wrong, requests } of world.collectors) {
    expect(wrong).toEqual([])
    expect(requests.filter(({ headers }) => headers['if-none-match'] !== '*' || headers.authorization !== `Bearer ${TOKEN}`)).toEqual([])
  }
}

test('two first runs at once: one identity, and each bundle is sent by one of them, once', async () => {
  const home = homeNamed('two')
  world.behave(true)
  const before = world.collectors.map(({ requests, store }) => [requests.length, store.size] as const)
  const pair = await Promise.all([startNext(home), startNext(home)].map(ended))
  const { code } = await sendRest(home)
  expect([...pair.map((each) => each.code), code]).toEqual([0, 0, 0])
  const folders = pair.flatMap(({ child }) => child.kept())
  expect(folders.length).toBe(2 * RUNS_A_CHILD)
  await lookAt(home, world.helpdeskKey)
  expect(home.wrong).toEqual([])
  expect(home.identities.size).toBe(1)
  const after = world.collectors.map(({ requests, store }, at) => [
    requests.length - (before[at]?.[0] ?? 0),
    store.size - (before[at]?.[1] ?? 0),
  ])
  expect(after.map(([requests]) => requests)).toEqual(after.map(([, stored]) => stored))
  expect(after.reduce((sum, [requests = 0]) => sum + requests, 0)).toBe(2 * RUNS_A_CHILD)
  await sweepLater(home)
  expect(await waitingIn(home)).toEqual([])
  expect(await halvesIn(home)).toEqual([])
})
