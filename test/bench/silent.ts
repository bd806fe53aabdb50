/** (b), inside a network that swallows everything: how long a run takes, against the longest limit of one chain. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lookupLimitMs } from '../../checks/dns/limits.ts'
import { inTurn, median, sample, say } from './measure.ts'

const ROUNDS = 3
const program = fileURLToPath(new URL('../../dist/terminal-preflight.cjs', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-bench-'))
const site = join(folder, 'site.yaml')
await writeFile(site, 'resolvers: { hkex: [203.0.113.53, 203.0.113.54] }\nprobe: { primary: [203.0.113.10], secondary: [203.0.113.138] }\n')
const { agent } = await inTurn(ROUNDS, {
  agent: () =>
    sample([program, '--site', site, '--ephemeral', '--silent', '--json', '--browser', 'off', '--smartcard', 'off'], (stdout) =>
      Number(JSON.parse(stdout).elapsedMs),
    ),
})
await rm(folder, { recursive: true })
const limitMs = lookupLimitMs('linux')
const ratio = median(agent.map(({ spanMs }) => spanMs)) / limitMs
say('(b) everything silent: run / longest limit of one chain', `${ratio.toFixed(2)} (${(limitMs * ratio).toFixed(0)} ms / ${limitMs} ms)`, {
  at: 1.1,
  is: ratio,
})
