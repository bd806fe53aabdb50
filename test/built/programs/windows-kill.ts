/**
 * Beside Wine: `node windows-kill.ts OUT OWN KILLS` kills the executable again and again, at any moment, and looks each time at what lies in OWN,
 * the user's folder, then and after a run that nobody kills.
 */

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { randomFrom } from '../../delivery/kill-world.ts'
import { lookAt } from './windows-look.ts'

const [out = '', own = '', kills = ''] = process.argv.slice(2)

interface Moment {
  /** When something of such a name appears in OWN; null: at any time. */
  readonly appears: RegExp | null
  /** How long after it at most, ms. Writing takes some milliseconds. */
  readonly withinMs: number
  /** Where the user's folder is not there yet: key and library are made. */
  readonly fromNothing: boolean
  /** By Windows' own way, which takes its time to get there. */
  readonly byTaskkill?: true
}

const moments: readonly Moment[] = [
  { appears: /^reports\/[^/]+\//, withinMs: 12, fromNothing: true },
  { appears: null, withinMs: 700, fromNothing: false },
  { appears: /^library\//, withinMs: 6, fromNothing: true },
  { appears: /^identity/, withinMs: 6, fromNothing: true },
  { appears: /^library\//, withinMs: 0, fromNothing: true, byTaskkill: true },
  { appears: /report\.json/, withinMs: 60, fromNothing: false },
  { appears: null, withinMs: 700, fromNothing: true },
  { appears: /\.preflight\.zip/, withinMs: 4, fromNothing: false },
]
const LOOK_EVERY_MS = 1
/** Longer than a run. */
const PATIENCE_MS = 10_000

const random = randomFrom(6)

function start(): ChildProcess {
  return spawn('wine', ['/built/terminal-preflight.exe', '--silent'], { stdio: 'ignore' })
}

const listed = () => readdir(own, { recursive: true }).catch(() => [])

async function untilItAppears(appears: RegExp, child: ChildProcess): Promise<void> {
  const before = new Set(await listed())
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs && child.exitCode === null; await wait(LOOK_EVERY_MS)) {
    if ((await listed()).some((path) => !before.has(path) && appears.test(path))) return
  }
}

async function kill(number: number): Promise<{ readonly killed: boolean; readonly wrong: readonly string[]; readonly names: string }> {
  const { appears, withinMs, fromNothing, byTaskkill } = moments[number % moments.length] as Moment
  if (fromNothing) await rm(own, { recursive: true, force: true })
  const child = start()
  const ended = once(child, 'exit')
  if (appears !== null) await untilItAppears(appears, child)
  await wait(random() * withinMs)
  if (byTaskkill) await promisify(execFile)('wine', ['taskkill', '/f', '/im', 'terminal-preflight.exe']).catch(() => {})
  else child.kill('SIGKILL')
  await ended
  const { wrong, names } = await lookAt(own)
  const after = await lookAt(own)
  return {
    killed: child.exitCode !== 2,
    wrong: [...wrong, ...(after.names.join() === names.join() ? [] : ['something still writes'])].map((line) => `kill ${number}: ${line}`),
    names: names.join(),
  }
}

/** The next run, which nobody kills, does all that a run does. */
async function runOn(number: number): Promise<readonly string[]> {
  const before = (await lookAt(own)).names
  const child = start()
  await once(child, 'exit')
  const { wrong, names } = await lookAt(own)
  const added = ['agent.log', 'bundle', 'evidence.json', 'report.json', 'settings.json']
  const isWhole = child.exitCode === 2 && names.join() === [...before, ...added].toSorted().join()
  return [...wrong, ...(isWhole ? [] : [`ended with ${child.exitCode} and ${names}`])].map((line) => `after kill ${number}: ${line}`)
}

const wrong: string[] = []
const seen: string[] = []
let killed = 0
for (let number = 0; number < Number(kills); number += 1) {
  const each = await kill(number)
  killed += each.killed ? 1 : 0
  seen.push(each.names)
  wrong.push(...each.wrong, ...(await runOn(number)))
}
await writeFile(out, JSON.stringify({ killed, wrong, seen }))
