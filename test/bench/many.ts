/** (c), inside a network of its own: many targets behind a line of 20 ms, DNS, connecting and one hello. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { collect } from '../../agent/collect.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Settings } from '../../checks/settings.ts'
import { addressOf, hostName, resolverAddresses } from './many-places.ts'
import { median, medianRatio, say } from './measure.ts'

const ROUND_TRIP_MS = 20
const ROUNDS = 9
const MANY = 200
const FEW = 3

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const started: ChildProcess[] = []

function start(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  started.push(child)
  return child
}

async function says(child: ChildProcess, word: string): Promise<void> {
  let text = ''
  while (!text.includes(word)) text += String((await once(child.stdout as NodeJS.ReadableStream, 'data'))[0])
}

/** This process at one end of the line, the servers at the other. Large packets leave less to do to whoever delays them, on the same two cores. */
async function connectLine(): Promise<void> {
  const servers = start('unshare', ['-n', process.execPath, path('many-servers.ts')])
  const line = start('python3', [path('../support/delayed-line.py'), String(ROUND_TRIP_MS / 2), String(servers.pid)])
  await says(line, 'up')
  const sh = (...command: readonly string[]) => execFileSync('sh', ['-c', command.join(' && ')])
  sh('ip addr add 198.51.100.2/32 dev tun0', 'ip link set tun0 mtu 9000 up', 'ip route add 203.0.113.0/24 dev tun0')
  const there = [
    'ip link set lo up',
    'ip addr add 203.0.113.254/32 dev tun1',
    'ip link set tun1 mtu 9000 up',
    'ip route add 198.51.100.0/24 dev tun1',
    'ip route add local 203.0.113.0/24 dev lo',
  ]
  execFileSync('nsenter', ['-t', String(servers.pid), '-n', 'sh', '-c', there.join(' && ')])
  servers.stdin?.write('go\n')
  await says(servers, 'listening')
}

function settingsFor(count: number): Settings {
  return {
    profiles: [],
    targets: Array.from({ length: count }, (_, index) => ({
      profiles: [],
      id: `${index}`,
      url: `https://${hostName(index)}/`,
      host: hostName(index),
      port: 443,
      page: null,
    })),
    resolvers: resolverAddresses.map((address, index) => ({ address, port: 53, roles: [`hkex-${index + 1}`] as const })),
    ranges: { primary: [], secondary: [] },
    extraAddresses: [],
    issuers: [],
    siteRoots: [],
    trustedRoots: [],
    proxy: { kind: 'direct' },
    browser: 'off',
    smartcard: 'off',
  }
}

async function spanMs(count: number): Promise<number> {
  const startedMs = performance.now()
  const { evidence } = await collect(settingsFor(count), injectedIo({}), new AbortController().signal, () => {}, ['dns', 'path'])
  const elapsedMs = performance.now() - startedMs
  const greeted = evidence.path?.handshakes.filter(({ outcome }) => outcome.kind === 'done').length
  if (greeted !== count) throw new Error(`${greeted} of ${count} targets were greeted, the last at ${addressOf(count - 1)}`)
  return elapsedMs
}

await connectLine()
const few: number[] = []
const many: number[] = []
for (let round = -1; round < ROUNDS; round++) {
  const [fewMs, manyMs] = [await spanMs(FEW), await spanMs(MANY)]
  if (round < 0) continue
  few.push(fewMs)
  many.push(manyMs)
}
for (const child of started) child.kill('SIGKILL')
const ratio = medianRatio(many, few)
say(
  `(c) ${MANY} targets × ${resolverAddresses.length} resolvers at ${ROUND_TRIP_MS} ms: over ${FEW} targets`,
  `${ratio.toFixed(2)} (${median(many).toFixed(0)} ms / ${median(few).toFixed(0)} ms)`,
  { at: 4, is: ratio },
)
process.exit()
