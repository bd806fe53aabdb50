/**
 * `npm run bench:helpdesk`: bundles of 200 KB, each with a token of its own, sent to the helpdesk and to a bare server that only writes them
 * to the disk; then the inbox with 100,000 bundles in it. `-- --long` sends 10,000 and looks at the memory over them. Ratios hold where
 * absolute times move from machine to machine.
 */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makePlan } from './helpdesk-bundles.ts'
import { measureInbox } from './helpdesk-inbox.ts'
import type { Load, Loaded } from './helpdesk-plan.ts'
import type { ServiceReady } from './helpdesk-service.ts'
import { median, say } from './measure.ts'
import ratchet from './ratchet.json' with { type: 'json' }

const { values } = parseArgs({ options: { long: { type: 'boolean' }, 'no-inbox': { type: 'boolean' }, 'no-uploads': { type: 'boolean' } } })
/** Not counted: threads compile what they run often. */
const WARM_UP = 150
const UPLOADS = values.long === true ? 10_000 : 250
const ROUNDS = values.long === true ? 1 : 3
const CONNECTIONS = 8
const ROWS = 100_000

const folder = mkdtempSync(join(tmpdir(), 'helpdesk-bench-'))
const path = (name: string) => join(folder, name)
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const [cpu] = cpus()
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} × ${cpu?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load from a process of its own over ${CONNECTIONS} connections\n`,
)
if (values['no-uploads'] !== true) await uploads()
if (values['no-inbox'] !== true) await inbox()

async function uploads(): Promise<void> {
  const count = WARM_UP + UPLOADS * ROUNDS
  const { child, ready } = await start<ServiceReady>('helpdesk-service.ts', path('desk'), String(count), '0')
  const plan = await makePlan(count, ready.signer)
  const planFile = path('plan.json')
  writeFileSync(planFile, JSON.stringify(plan))
  const bytes = plan.bundles.reduce(
    (sum, { head, tail, variant }) => sum + head.length + tail.length + (plan.variants[variant]?.length ?? 0),
    0,
  )
  const bare = await start<{ readonly url: string }>('helpdesk-bare.ts', path('bare'))
  const rss = watchMemory(child)
  const send = async (url: string, from: number, to: number) => {
    const loaded = await load({ planFile, url, connections: CONNECTIONS, from, to })
    if (loaded.statuses[201] !== to - from) throw new Error(`not every bundle was kept: ${JSON.stringify(loaded.statuses)}`)
    return loaded
  }
  await send(ready.url, 0, WARM_UP)
  await send(bare.ready.url, 0, WARM_UP)
  const rounds: { readonly theirs: Loaded; readonly ours: Loaded }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = WARM_UP + round * UPLOADS
    rounds.push({ theirs: await send(bare.ready.url, from, from + UPLOADS), ours: await send(ready.url, from, from + UPLOADS) })
  }
  const memory = rss.stop()
  await Promise.all([stop(child), stop(bare.child)])
  report(rounds, (bytes * 0.75) / count, memory)
}

function report(rounds: readonly { readonly theirs: Loaded; readonly ours: Loaded }[], bytes: number, memory: readonly number[]): void {
  const rate = ({ seconds, answersMs }: Loaded) => answersMs.length / seconds
  const of = (which: 'theirs' | 'ours') => rounds.map((round) => rate(round[which]))
  const slower = median(rounds.map(({ theirs, ours }) => rate(theirs) / rate(ours)))
  say(
    `(k) ${UPLOADS} bundles of ${(bytes / 1000).toFixed(0)} KB, a bare server's rate / ours, verified`,
    `${slower.toFixed(2)} (${median(of('theirs')).toFixed(0)} / ${median(of('ours')).toFixed(0)} a second; aim 2)`,
    { at: ratchet.helpdeskBareOverVerified, is: slower },
  )
  for (const which of ['ours', 'theirs'] as const) {
    const at = (part: number) =>
      median(rounds.map((round) => round[which].answersMs[Math.floor(round[which].answersMs.length * part)] ?? Number.NaN))
    say(
      `    answers ${which === 'ours' ? 'of the helpdesk' : 'of the bare server'}, p50 and p99`,
      `${at(0.5).toFixed(1)} ms, ${at(0.99).toFixed(1)} ms`,
    )
  }
  const third = Math.floor(memory.length / 3)
  const [middle, last] = [median(memory.slice(third, 2 * third)), median(memory.slice(2 * third))]
  const grown = last / middle
  const line = `${grown.toFixed(2)} (${last.toFixed(0)} MB / ${middle.toFixed(0)} MB, peak ${Math.max(...memory).toFixed(0)} MB)`
  // Some hundred uploads are over before the threads' heaps have their size.
  if (values.long === true)
    say('(l) memory in the last third of them / in the middle third', line, { at: ratchet.helpdeskMemoryGrowth, is: grown })
  else say('    memory in the last third of them / in the middle third', line)
}

async function inbox(): Promise<void> {
  const { child, ready } = await start<ServiceReady>('helpdesk-service.ts', path('inbox'), '0', String(ROWS))
  say(`    ${ROWS} bundles put into the index, a second`, ready.rowsPerSecond.toFixed(0))
  for (const { name, p50, p95 } of await measureInbox(ready)) {
    say(`(m) inbox over ${ROWS} bundles, ${name}: p95, ms (p50)`, `${p95.toFixed(1)} (${p50.toFixed(1)})`, {
      at: ratchet.helpdeskInboxP95Ms,
      is: p95,
    })
  }
  await stop(child)
}

async function start<T>(name: string, ...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly ready: T }> {
  const child = fork(join(import.meta.dirname, name), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return { child, ready: await firstMessage<T>(child, name) }
}

async function firstMessage<T>(child: ChildProcess, name: string): Promise<T> {
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])) as [T?]
  if (message === undefined) throw new Error(`${name} ended before it had said anything`)
  return message
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
}

async function load(given: Load): Promise<Loaded> {
  const child = fork(join(import.meta.dirname, 'helpdesk-load.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(given)
  return firstMessage<Loaded>(child, 'helpdesk-load.ts')
}

/** Resident megabytes of a process, four times a second; Linux alone tells. */
function watchMemory({ pid }: ChildProcess): { stop(): readonly number[] } {
  const seen: number[] = []
  const look = () => {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    seen.push(Number(kib) / 1024)
  }
  const timer = process.platform === 'linux' ? setInterval(look, 250) : undefined
  return {
    stop() {
      clearInterval(timer)
      return seen
    },
  }
}
