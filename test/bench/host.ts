/** (g), on loopback: what the host check adds to a run whose network part takes a second. */

import { collect } from '../../agent/collect.ts'
import type { CheckId } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { realIo } from '../../checks/io/real.ts'
import type { Settings } from '../../checks/settings.ts'
import { median, medianRatio, say } from './measure.ts'

const ROUNDS = 7
const NETWORK_MS = 1000

const settings: Settings = {
  profiles: [],
  targets: [{ profiles: [], id: 'one', url: 'https://one.example/', host: 'one.example', port: 443, page: null }],
  resolvers: [],
  ranges: { primary: [], secondary: [] },
  extraAddresses: [],
  issuers: [],
  siteRoots: [],
  trustedRoots: [],
  proxy: { kind: 'direct' },
  browser: 'off',
  smartcard: 'off',
}

/** The machine as it is, and a look-up of names that takes a second, which everything else waits for. */
const real = realIo()
const io = {
  ...injectedIo({ platform: real.platform, machine: { ...real.machine, resolvers: () => [], lookup } }),
  files: real.files,
}

async function lookup(names: readonly string[]) {
  await new Promise((resolve) => setTimeout(resolve, NETWORK_MS))
  return Object.fromEntries(names.map((name) => [name, { failure: failure('name-unknown', 'ENOTFOUND'), elapsedMs: NETWORK_MS }]))
}

async function run(wanted: readonly CheckId[]): Promise<{ readonly elapsedMs: number; readonly cpuMs: number; readonly missing: number }> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  const { evidence } = await collect(settings, io, new AbortController().signal, () => {}, wanted)
  const { user, system } = process.cpuUsage(before)
  return { elapsedMs: performance.now() - startedMs, cpuMs: (user + system) / 1000, missing: evidence.host?.notCollected.length ?? 0 }
}

const network: readonly CheckId[] = ['dns', 'path', 'proxy', 'tls', 'clock', 'page']
const samples = { without: [] as number[], with: [] as number[] }
let first: Awaited<ReturnType<typeof run>> | undefined
for (let round = -1; round < ROUNDS; round++) {
  const [without, withHost] = [await run(network), await run([...network, 'host'])]
  // The first loads what all others use: its CPU is what a run of the program pays.
  first ??= withHost
  if (round < 0) continue
  samples.without.push(without.elapsedMs)
  samples.with.push(withHost.elapsedMs)
}
const ratio = medianRatio(samples.with, samples.without)
say(
  '(g) a network part of a second: with the host check / without',
  `${ratio.toFixed(3)} (${median(samples.with).toFixed(0)} ms / ${median(samples.without).toFixed(0)} ms)`,
  { at: 1.02, is: ratio },
)
say('    its first run, systeminformation loaded: CPU, facts given up', `${first?.cpuMs.toFixed(0)} ms, ${first?.missing}`)
process.exit()
