/**
 * (a) and (d), inside a network of its own: the built program against the hand-written minimum and bare Node, on the lab at its real
 * ports. Browser and smartcard have benchmarks of their own; the minimum has neither.
 */

import { fileURLToPath } from 'node:url'
import { program, readyReport, startBenchLab } from './lab.ts'
import { inTurn, median, medianRatio, sample, say } from './measure.ts'
import ratchet from './ratchet.json' with { type: 'json' }

const ROUNDS = 15
const minimal = fileURLToPath(new URL('minimal.mjs', import.meta.url))
const lab = await startBenchLab()
const { urls } = lab
const flags = [...lab.flags, '--browser', 'off', '--smartcard', 'off']
const hosts = [
  { host: 'www.ccass.com', urls: [urls.ccass, urls.dms] },
  { host: 'sso.hkexposttrade.com.hk', urls: [urls.sso] },
]
const samples = await inTurn(ROUNDS, {
  agent: () => sample([program, ...flags], (stdout) => readyReport(stdout).elapsedMs),
  minimum: () =>
    sample([minimal, JSON.stringify(hosts), JSON.stringify(['127.0.3.1', '127.0.3.2'])], (stdout) => Number(JSON.parse(stdout).elapsedMs)),
  node: () => sample(['-e', '0'], () => 0),
})
await lab.stop()

const of = (name: keyof typeof samples, value: 'wholeMs' | 'spanMs' | 'peakMb') => samples[name].map((each) => each[value])
const span = medianRatio(of('agent', 'spanMs'), of('minimum', 'spanMs'))
say(
  '(a) all good, first probe to verdict: agent / minimum',
  `${span.toFixed(2)} (${median(of('agent', 'spanMs')).toFixed(0)} ms / ${median(of('minimum', 'spanMs')).toFixed(0)} ms)`,
  { at: 1.3, is: span },
)
say(
  '    whole process, load included: agent / minimum',
  `${medianRatio(of('agent', 'wholeMs'), of('minimum', 'wholeMs')).toFixed(2)} (${median(of('agent', 'wholeMs')).toFixed(0)} ms / ${median(of('minimum', 'wholeMs')).toFixed(0)} ms)`,
)
say(
  '    whole process: agent / bare Node',
  `${medianRatio(of('agent', 'wholeMs'), of('node', 'wholeMs')).toFixed(2)} (bare Node ${median(of('node', 'wholeMs')).toFixed(0)} ms)`,
)
const peak = medianRatio(of('agent', 'peakMb'), of('node', 'peakMb'))
say(
  '(d) peak memory: agent / bare Node',
  `${peak.toFixed(2)} (${median(of('agent', 'peakMb')).toFixed(0)} MB / ${median(of('node', 'peakMb')).toFixed(0)} MB)`,
  { at: ratchet.peakMemoryOverBareNode, is: peak },
)
