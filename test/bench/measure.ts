/** Runs programs one after the other, in turn, and compares them by the median of the ratios: the machine's speed drifts, ratios hold. */

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Sample {
  /** The whole process, load included. */
  readonly wholeMs: number
  /** What the program itself measured, first packet to verdict. */
  readonly spanMs: number
  readonly peakMb: number
}

const rssHook = fileURLToPath(new URL('rss.cjs', import.meta.url))

/** `spanOf` reads the span out of what the program printed; `env` is added to the little that it gets. */
export async function sample(
  args: readonly string[],
  spanOf: (stdout: string) => number,
  env: Readonly<Record<string, string>> = {},
): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-bench-'))
  const rssFile = join(folder, 'rss')
  const startedMs = performance.now()
  const child = spawn(process.execPath, ['-r', rssHook, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'Asia/Hong_Kong', RSS_FILE: rssFile, ...env },
  })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8')
  })
  await new Promise((resolve) => child.once('close', resolve))
  const wholeMs = performance.now() - startedMs
  const peakMb = Number(await readFile(rssFile, 'utf8')) / 1024
  await rm(folder, { recursive: true })
  return { wholeMs, spanMs: spanOf(stdout), peakMb }
}

/** Any program's whole process, milliseconds. */
export async function wholeMs(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const startedMs = performance.now()
  const child = spawn(file, args, { stdio: 'ignore', env: { PATH: process.env.PATH, ...env } })
  await new Promise((resolve) => child.once('close', resolve))
  return performance.now() - startedMs
}

/** One round of each in turn, `rounds` times, after one that does not count. */
export async function inTurn<K extends string>(
  rounds: number,
  programs: Readonly<Record<K, () => Promise<Sample>>>,
): Promise<Record<K, Sample[]>> {
  const names = Object.keys(programs) as K[]
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<K, Sample[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const one = await programs[name]()
      if (round > 0) samples[name].push(one)
    }
  }
  return samples
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Median of the ratios round by round. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, index) => value / (under[index] ?? Number.NaN)))
}

/** One line: what, how much, and against what it is held. */
export function say(what: string, value: string, limit?: { readonly at: number; readonly is: number }): void {
  const verdict = limit === undefined ? '' : `  (limit ${limit.at}: ${limit.is <= limit.at ? 'kept' : 'NOT KEPT'})`
  process.stdout.write(`${what.padEnd(64)} ${value}${verdict}\n`)
  if (limit !== undefined && limit.is > limit.at) process.exitCode = 1
}
