/**
 * `npm run bench:start`: the executable side by side with bare Node of the same version. Inside a network of its own, on the lab at its
 * real ports: what a start costs, and what a whole run costs beside the time that it waits for the network.
 */

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { linuxExecutable } from '../built/built.ts'
import { readyReport, startBenchLab } from './lab.ts'
import { inTurn, median, medianRatio, type Sample, say } from './measure.ts'
import ratchet from './ratchet.json' with { type: 'json' }

const ROUNDS = 25
const usage = fileURLToPath(new URL('usage.py', import.meta.url))
const lab = await startBenchLab()
// Browser and smart card have benchmarks of their own.
const flags = [...lab.flags, '--browser', 'off', '--smartcard', 'off']
const nothing = () => 0
// What was just written counts as more memory (see there): both files are read from the disk.
await Promise.all([process.execPath, linuxExecutable].map((file) => sampleOf([file, '--version'], nothing, { EVICT: 'yes' })))
const samples = await inTurn(ROUNDS, {
  node: () => sampleOf([process.execPath, '-e', '0'], nothing),
  version: () => sampleOf([linuxExecutable, '--version'], nothing),
  help: () => sampleOf([linuxExecutable, '--help'], nothing),
  run: () => sampleOf([linuxExecutable, ...flags], (stdout) => readyReport(stdout).elapsedMs),
})
await lab.stop()

const whole = (name: keyof typeof samples) => samples[name].map(({ wholeMs }) => wholeMs)
const node = median(whole('node'))
for (const name of ['version', 'help'] as const) {
  const ratio = medianRatio(whole(name), whole('node'))
  const limit = name === 'version' ? ratchet.startVersionOverBareNode : ratchet.startHelpOverBareNode
  say(`--${name} / bare Node`, `${ratio.toFixed(2)} (${median(whole(name)).toFixed(0)} ms / ${node.toFixed(0)} ms)`, {
    at: limit,
    is: ratio,
  })
}
const span = samples.run.map(({ spanMs }) => spanMs)
const run = medianRatio(whole('run'), span)
say(
  'a healthy run / first probe to verdict within it',
  `${run.toFixed(2)} (${median(whole('run')).toFixed(0)} ms / ${median(span).toFixed(0)} ms)`,
  { at: ratchet.startRunOverItsSpan, is: run },
)
const peak = medianRatio(
  samples.run.map(({ peakMb }) => peakMb),
  samples.node.map(({ peakMb }) => peakMb),
)
const peakOf = (name: keyof typeof samples) => median(samples[name].map(({ peakMb }) => peakMb)).toFixed(0)
say('its peak memory / bare Node', `${peak.toFixed(2)} (${peakOf('run')} MB / ${peakOf('node')} MB)`, {
  at: ratchet.startPeakMemoryOverBareNode,
  is: peak,
})

/** `peakMb` is the kernel's own figure: nothing can be loaded into the executable to ask it. */
async function sampleOf(
  command: readonly string[],
  spanOf: (stdout: string) => number,
  more: Readonly<Record<string, string>> = {},
): Promise<Sample> {
  const home = await mkdtemp(join(tmpdir(), 'terminal-preflight-bench-'))
  const child = spawn('python3', [usage, ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TZ: 'Asia/Hong_Kong', ...more },
  })
  const read = async (stream: Readable) => (await stream.setEncoding('utf8').toArray()).join('')
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)])
  await rm(home, { recursive: true })
  const [wholeMs = Number.NaN, peakKib = Number.NaN] = (stderr.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number)
  return { wholeMs, peakMb: peakKib / 1024, spanMs: spanOf(stdout) }
}
