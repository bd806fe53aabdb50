/** Killed at any moment: what a run leaves is whole or passing, nobody of it lives on, and the next run works. */

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomFrom } from '../delivery/kill-world.ts'
import { linuxExecutable } from './built.ts'
import { missingWorld, titled } from './support/linux.ts'
import { processesOf, sweepableIn, wrongIn } from './support/remains.ts'
import { ended, type Home, newHome, startWorld, type World } from './support/world.ts'

const isFull = process.env.TEST_FULL === '1'
const KILLS = isFull ? 200 : 20
const KILLS_A_HOME = 5
const HOMES_AT_A_TIME = 2
/** A whole run takes about as long. */
const WITHIN_MS = 1500
const seed = Number(process.env.TEST_SEED ?? 20_261_128)

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
/** Two hours later: whatever is passing is swept after one. */
const later = { LD_PRELOAD: FAKETIME, FAKETIME: '+2h', NO_FAKE_STAT: '1', FAKETIME_DONT_RESET: '1' }

describe.skipIf(missingWorld !== undefined)(titled('killed at any moment', missingWorld), () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test(`${KILLS} times, seed ${seed}`, { timeout: isFull ? 900_000 : 120_000 }, async () => {
    const random = randomFrom(seed)
    const planOf = (): Plan => ({
      appears: appearances[Math.floor(random() * 2 * appearances.length)],
      share: random(),
      sends: random() < 0.5,
    })
    const plans = Array.from({ length: KILLS / KILLS_A_HOME }, () => Array.from({ length: KILLS_A_HOME }, planOf))
    const counts = { atWork: 0, swept: 0 }
    const killAll = async () => {
      for (let plan = plans.pop(); plan !== undefined; plan = plans.pop()) await killIn(plan, counts)
    }
    await Promise.all(Array.from({ length: HOMES_AT_A_TIME }, killAll))
    process.stdout.write(`seed ${seed}: ${KILLS} kills, ${counts.atWork} at work; ${counts.swept} passing files and folders swept\n`)
    // Of a test in which nothing happened nothing is learnt.
    expect(counts.atWork).toBeGreaterThan(KILLS / 3)
    if (isFull && existsSync(FAKETIME)) expect(counts.swept).toBeGreaterThan(0)
  })

  const flags = () => [...world.flags.slice(0, -2), '--silent']
  const sending = { flags: ['--upload', 'http://127.0.0.1:4997/bundles'], env: { TERMINAL_PREFLIGHT_UPLOAD_TOKEN: 'built' } }

  async function killIn(plans: readonly Plan[], counts: { atWork: number; swept: number }): Promise<void> {
    await using home = await newHome()
    for (const plan of plans) {
      const child = world.start(linuxExecutable, [...flags(), ...(plan.sends ? sending.flags : [])], {
        home,
        env: plan.sends ? sending.env : {},
      })
      const end = ended(child)
      await moment(home, plan)
      child.kill('SIGKILL')
      const { signal, stdout, stderr } = await end
      if (signal !== null) counts.atWork += 1
      const said = signal === null ? '' : withoutUpload(stderr)
      expect({ plan, stdout, said, wrong: await wrongIn(home) }).toEqual({ plan, stdout: '', said: '', wrong: [] })
      await nobodyLeft(home)
    }
    const { exitCode, stderr } = await world.run(linuxExecutable, flags(), { home })
    expect({ exitCode, said: withoutUpload(stderr), wrong: await wrongIn(home) }).toEqual({ exitCode: 0, said: '', wrong: [] })
    if (!existsSync(FAKETIME)) return
    const before = await sweepableIn(home)
    await world.run(linuxExecutable, [...flags(), ...sending.flags], { home, env: { ...later, ...sending.env } })
    expect(await sweepableIn(home)).toEqual([])
    counts.swept += before.length
  }
})

interface Plan {
  /** Folder from the data folder, and how many names are in it then that were not there before; undefined: at any time. */
  readonly appears: (typeof appearances)[number] | undefined
  /** Of the time in which it is killed. */
  readonly share: number
  readonly sends: boolean
}

/** Writing takes some milliseconds, and would hardly ever be hit by chance. */
const appearances = ['', 'library', 'reports', 'spool'] as const
const AFTER_APPEARANCE_MS = 12

async function moment({ data }: Home, { appears, share }: Plan): Promise<void> {
  if (appears === undefined) return sleep(share * WITHIN_MS)
  const names = () => readdir(join(data, appears)).catch(() => [])
  const before = new Set(await names())
  const hasMore = async () => (await names()).some((name) => !before.has(name))
  for (const untilMs = performance.now() + WITHIN_MS; performance.now() < untilMs && !(await hasMore()); ) await sleep(1)
  await sleep(share * AFTER_APPEARANCE_MS)
}

/** That nobody listens where it sends to is said. */
function withoutUpload(stderr: string): string {
  return stderr.replace(/^terminal-preflight: Kept for later.*\n/m, '')
}

/** Its helper ends with it; the kernel takes a moment. */
async function nobodyLeft(home: Home): Promise<void> {
  for (let tries = 0; tries < 40 && (await processesOf(home)).length > 0; tries += 1) await sleep(50)
  expect(await processesOf(home)).toEqual([])
}
