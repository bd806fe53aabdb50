/** (k), inside a network of its own: the first run of an install, which makes the device key beside the checks, and the runs after it. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program, readyReport, startBenchLab } from './lab.ts'
import { inTurn, median, medianRatio, sample, say } from './measure.ts'

const ROUNDS = 9
const lab = await startBenchLab()
const flags = [...lab.flags.filter((flag) => flag !== '--ephemeral'), '--browser', 'off', '--smartcard', 'off']
const kept = mkdtempSync(join(tmpdir(), 'terminal-preflight-bench-'))
const run = (home: string) => sample([program, ...flags], (stdout) => readyReport(stdout).elapsedMs, { HOME: home, XDG_STATE_HOME: home })
const samples = await inTurn(ROUNDS, {
  first: async () => {
    const home = mkdtempSync(join(tmpdir(), 'terminal-preflight-bench-'))
    const one = await run(home)
    rmSync(home, { recursive: true })
    return one
  },
  later: () => run(kept),
  ephemeral: () => sample([program, ...flags, '--ephemeral'], (stdout) => readyReport(stdout).elapsedMs),
})
await lab.stop()
rmSync(kept, { recursive: true })

const of = (name: keyof typeof samples, value: 'wholeMs' | 'spanMs') => samples[name].map((each) => each[value])
const span = medianRatio(of('first', 'spanMs'), of('later', 'spanMs'))
say(
  '(k) first probe to verdict: first run of an install / later ones',
  `${span.toFixed(2)} (${median(of('first', 'spanMs')).toFixed(0)} ms / ${median(of('later', 'spanMs')).toFixed(0)} ms)`,
  { at: 1.1, is: span },
)
say(
  '    whole process, bundle included: first / later / --ephemeral, ms',
  (['first', 'later', 'ephemeral'] as const).map((name) => median(of(name, 'wholeMs')).toFixed(0)).join(' / '),
)
