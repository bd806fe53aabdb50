/**
 * Records a scenario for each fault of the lab: what the probes saw, and what they were asked. What has to be said of it
 * comes from what was injected (test/lab/faults), never from a run.
 *
 *     node test/scenarios/record.ts                     all
 *     node test/scenarios/record.ts tls/expired …       some
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../agent/main.ts'
import type { Fault } from '../lab/fault.ts'
import { abilities, faults, unmetNeed } from '../lab/faults.ts'
import { startLab } from '../lab/lab.ts'
import { folderOf, writeScenario } from './scenario.ts'

/** Two browsers at a time: with more, their pages would be slow for want of cores and not because of the fault. */
const AT_ONCE = 2

const able = await abilities('real')
if ('missing' in able.browser)
  throw new Error(`scenarios are recorded with a real browser, and this machine lacks one: ${able.browser.missing}`)
const named = process.argv.slice(2)
const wanted = faults.filter(({ name }) => named.length === 0 || named.includes(name))
const unknown = named.filter((name) => !wanted.some((fault) => fault.name === name))
if (unknown.length > 0) throw new RangeError(`no such fault: ${unknown.join(', ')}`)
const queue = wanted.values()
await Promise.all(Array.from({ length: AT_ONCE }, recordInTurn))

async function recordInTurn(): Promise<void> {
  for (const fault of queue) {
    const unmet = unmetNeed(fault, able)
    process.stdout.write(`${fault.name}: ${unmet === null ? await record(fault) : `not recorded, needs ${unmet}`}\n`)
  }
}

async function record(fault: Fault): Promise<string> {
  const startedMs = performance.now()
  const output = await mkdtemp(join(tmpdir(), 'terminal-preflight-record-'))
  await using lab = await startLab(fault, { browser: 'real' })
  const nowhere = { write: () => true }
  await main([...lab.flags, '--silent', '--output', output], lab.io, {
    stdout: nowhere,
    stderr: process.stderr,
    colours: false,
    columns: 80,
    interrupted: new AbortController().signal,
  })
  const read = async (name: string) => JSON.parse(await readFile(join(output, name), 'utf8'))
  await writeScenario(folderOf(fault.name), {
    evidence: await read('evidence.json'),
    settings: await read('settings.json'),
    expected: { does: fault.does.en, verdict: lab.verdict, causes: lab.expected },
  })
  await rm(output, { recursive: true })
  return `${folderOf(fault.name)} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`
}
