/**
 * `npm run bench:helpdesk`: bundles of 200 KB, each with a token of its own, sent to the helpdesk and to a bare server that only writes them
 * to the disk; then the inbox with 100,000 bundles in it. `-- --long` sends 10,000 and looks at the memory over them. Ratios hold where
 * absolute times move from machine to machine.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makePlan } from './helpdesk-bundles.ts'
import { measureInbox } from './helpdesk-inbox.ts'
import type { Loaded } from './helpdesk-plan.ts'
import { ask, start, stop, type Watched, watching } from './helpdesk-process.ts'
import type { ServiceReady } from './helpdesk-service.ts'
import { median, say } from './measure.ts'
import ratchet from './ratchet.json' with { type: 'json' }

const { values } = parseArgs({ options: { long: { type: 'boolean' }, 'no-inbox': { type: 'boolean' }, 'no-uploads': { type: 'boolean' } } })
const isLong = values.long === true
/** Not counted: threads compile what they run often, for some hundred bundles each. */
const WARM_UP = 400
const UPLOADS = isLong ? 10_000 : 250
const ROUNDS = isLong ? 1 : 3
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
  const send = (to: { readonly child: typeof child; readonly ready: { readonly url: string } }, from: number, end: number) =>
    watching(to.child, async () => {
      const loaded = await ask<Loaded>('helpdesk-load.ts', { planFile, url: to.ready.url, connections: CONNECTIONS, from, to: end })
      if (loaded.statuses[201] !== end - from) throw new Error(`not every bundle was kept: ${JSON.stringify(loaded.statuses)}`)
      return loaded
    })
  const desk = { child, ready }
  await send(desk, 0, WARM_UP)
  await send(bare, 0, WARM_UP)
  const rounds: Round[] = []
  for (let from = WARM_UP; from < count; from += UPLOADS) {
    rounds.push({ theirs: await send(bare, from, from + UPLOADS), ours: await send(desk, from, from + UPLOADS) })
  }
  await Promise.all([stop(child), stop(bare.child)])
  report(rounds, (bytes * 0.75) / count)
}

interface Round {
  readonly theirs: Watched<Loaded>
  readonly ours: Watched<Loaded>
}

function report(rounds: readonly Round[], bytes: number): void {
  const rate = ({ value: { seconds, answersMs } }: Watched<Loaded>) => answersMs.length / seconds
  const of = (which: keyof Round, figure: (watched: Watched<Loaded>) => number) => median(rounds.map((round) => figure(round[which])))
  const slower = median(rounds.map(({ theirs, ours }) => rate(theirs) / rate(ours)))
  say(
    `(k) ${UPLOADS} bundles of ${(bytes / 1000).toFixed(0)} KB, a bare server's rate / ours, verified`,
    `${slower.toFixed(2)} (${of('theirs', rate).toFixed(0)} / ${of('ours', rate).toFixed(0)} a second; aim 2)`,
    { at: ratchet.helpdeskBareOverVerified, is: slower },
  )
  for (const [which, name] of [
    ['ours', 'the helpdesk'],
    ['theirs', 'the bare server'],
  ] as const) {
    const at = (part: number) => of(which, ({ value: { answersMs } }) => answersMs[Math.floor(answersMs.length * part)] ?? Number.NaN)
    const cpu = of(which, ({ cpuMs }) => cpuMs / UPLOADS)
    say(`    ${name}: answers p50 and p99, ms; CPU for each, ms`, `${at(0.5).toFixed(1)}, ${at(0.99).toFixed(1)}; ${cpu.toFixed(1)}`)
  }
  const memory = rounds.flatMap(({ ours }) => ours.memoryMb)
  const third = Math.floor(memory.length / 3)
  const [middle, last] = [median(memory.slice(third, 2 * third)), median(memory.slice(2 * third))]
  const grown = last / middle
  const line = `${grown.toFixed(2)} (${last.toFixed(0)} MB / ${middle.toFixed(0)} MB, peak ${Math.max(...memory).toFixed(0)} MB)`
  // Some hundred uploads are over before the threads' heaps have their size.
  const limit = isLong ? { at: ratchet.helpdeskMemoryGrowth, is: grown } : undefined
  say(`${isLong ? '(l)' : '   '} memory in the last third of them / in the middle third`, line, limit)
}

async function inbox(): Promise<void> {
  const { child, ready } = await start<ServiceReady>('helpdesk-service.ts', path('inbox'), '0', String(ROWS))
  say(`    ${ROWS} bundles put into the index, a second`, ready.rowsPerSecond.toFixed(0))
  for (const { name, p50, p95 } of await measureInbox(ready)) {
    const at = name.startsWith('searched') ? ratchet.helpdeskSearchP95Ms : ratchet.helpdeskInboxP95Ms
    say(`(m) inbox over ${ROWS} bundles, ${name}: p95, ms (p50)`, `${p95.toFixed(1)} (${p50.toFixed(1)})`, { at, is: p95 })
  }
  await stop(child)
}
