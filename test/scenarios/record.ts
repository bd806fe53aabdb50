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
import { faults, unmetNeed } from '../lab/faults.ts'
import { startLab } from '../lab/lab.ts'
import { ownsLoopbackRange } from '../lab/places.ts'
import { folderOf, writeScenario } from './scenario.ts'

const wanted = process.argv.slice(2)
const range = await ownsLoopbackRange()
for (const fault of faults) {
  if (wanted.length > 0 && !wanted.includes(fault.name)) continue
  const unmet = unmetNeed(fault, range)
  process.stdout.write(`${fault.name}: ${unmet === null ? await record(fault) : `not recorded, needs ${unmet}`}\n`)
}

async function record(fault: Fault): Promise<string> {
  const output = await mkdtemp(join(tmpdir(), 'terminal-preflight-record-'))
  await using lab = await startLab(fault)
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
    expected: { does: fault.does.en, verdict: fault.verdict, causes: lab.expected },
  })
  await rm(output, { recursive: true })
  return folderOf(fault.name)
}
