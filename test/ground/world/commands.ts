/** Programs of the ground: each runs in one of its namespaces and ends with the world, whatever happens. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Where } from '../places.ts'

/** A server that takes longer did not start: the slowest (squid) needs 2 s on a busy machine. */
const START_LIMIT_MS = 15_000
const LOOK_EVERY_MS = 10

/** `nsenter` becomes the program itself, so that its process id is the program's. */
function enter(where: Where, file: string, args: readonly string[]): string[] {
  return [`--net=/run/netns/${where}`, '--', file, ...args]
}

/** Runs a program to its end; throws where it fails, with what it said. */
export function runIn(where: Where, file: string, args: readonly string[]): string {
  return execFileSync('nsenter', enter(where, file, args), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs shell lines of our own; one that fails ends them all. */
export function shell(script: string, where?: Where): string {
  const args = ['-e', '-c', script]
  return where === undefined ? execFileSync('sh', args, { encoding: 'utf8' }) : runIn(where, 'sh', args)
}

export interface Listening {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  /** Of IPv4, where others listen at the same port of that namespace. */
  readonly address?: string
}

export interface Started {
  readonly pid: number
  stop(): Promise<void>
}

/** Starts a server and waits until it listens; what it says goes into `log`, and is told where it ends instead. */
export async function startIn(
  where: Where,
  file: string,
  args: readonly string[],
  log: string,
  listening: Listening,
  env: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const output = openSync(log, 'a')
  const child = spawn('nsenter', enter(where, file, args), { stdio: ['ignore', output, output], env: { ...process.env, ...env } })
  closeSync(output)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilListening(child, `${file} in ${where}`, log, listening)
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { pid: child.pid ?? 0, stop }
}

async function untilListening(child: ChildProcess, name: string, log: string, listening: Listening): Promise<void> {
  const givenUpAt = performance.now() + START_LIMIT_MS
  while (!isListening(child.pid ?? 0, listening)) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > givenUpAt)
      throw new Error(`${name} does not listen:\n${readFileSync(log, 'utf8').slice(-2000)}`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** LISTEN of TCP; UDP has 7 where it is bound to no peer (Linux, include/net/tcp_states.h). */
const stateOf = { tcp: '0A', udp: '07' } as const

/** The kernel's own list of the sockets in the namespace of a process (proc(5), /proc/net/tcp). */
function isListening(pid: number, { protocol, port, address }: Listening): boolean {
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  // The kernel writes an address as this machine's byte order has it.
  const own =
    address === undefined
      ? ''
      : address
          .split('.')
          .reverse()
          .map((byte) => hex(Number(byte), 2))
          .join('')
  const suffix = `${own}:${hex(port, 4)}`
  return [protocol, `${protocol}6`].some((file) => {
    const lines = readOrEmpty(`/proc/${pid}/net/${file}`).split('\n').slice(1)
    return lines.some((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/)
      return local.endsWith(suffix) && state === stateOf[protocol]
    })
  })
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
