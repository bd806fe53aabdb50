/** Inside a network of its own: the program given as argument, held up as a whole once it speaks with the network. Prints what it said of the lab. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBenchLab } from '../bench/lab.ts'

const [program = '', pauseMs = '0', wanted = '1', mostRuns = '1'] = process.argv.slice(2)
const lab = await startBenchLab()
const flags = [...lab.flags, '--browser', 'off', '--smartcard', 'off', '--deadline', '40s']

interface Told {
  readonly verdict: string
  readonly elapsedMs: number
  readonly causes: readonly { readonly severity: string; readonly code: string }[]
}

let hit = 0
for (let run = 0; run < Number(mostRuns) && hit < Number(wanted); run += 1) {
  const { verdict, elapsedMs, causes } = await heldUp((run * 7) % 40)
  // Otherwise it was not yet at work, or not any more.
  const isHit = elapsedMs > Number(pauseMs)
  if (isHit) hit += 1
  const bad = causes.filter(({ severity }) => severity !== 'note').map(({ code }) => code)
  process.stdout.write(`${JSON.stringify({ isHit, verdict, bad })}\n`)
}
await lab.stop()
process.exit()

async function heldUp(afterMs: number): Promise<Told> {
  const before = datagrams()
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece) => {
    said += String(piece)
  })
  const gone = once(child, 'close')
  while (child.exitCode === null && datagrams() === before) await sleep(1)
  await sleep(afterMs)
  child.kill('SIGSTOP')
  await sleep(Number(pauseMs))
  child.kill('SIGCONT')
  await gone
  return JSON.parse(said) as Told
}

/** How many this network has seen: the first ones are the program's questions to DNS (proc_net(5), RFC 4113 udpInDatagrams). */
function datagrams(): string {
  return /^Udp: (\d+)/m.exec(readFileSync('/proc/net/snmp', 'utf8'))?.[1] ?? ''
}
