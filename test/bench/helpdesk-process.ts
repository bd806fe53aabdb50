/** The bench's own processes: begun, spoken with, watched and ended. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function start<T>(name: string, ...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly ready: T }> {
  const child = fork(join(import.meta.dirname, name), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return { child, ready: await firstMessage<T>(child, name) }
}

/** One that gets a task, answers, and ends. */
export async function ask<T>(name: string, task: object): Promise<T> {
  const child = fork(join(import.meta.dirname, name), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(task)
  return firstMessage<T>(child, name)
}

async function firstMessage<T>(child: ChildProcess, name: string): Promise<T> {
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])) as [T?]
  if (message === undefined) throw new Error(`${name} ended before it had said anything`)
  return message
}

export async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
}

export interface Watched<T> {
  readonly value: T
  /** Of all its threads. Not a number where the system doesn't tell: Linux alone does. */
  readonly cpuMs: number
  /** Resident, four times a second. */
  readonly memoryMb: readonly number[]
}

/** What a process used while something else was done. */
export async function watching<T>({ pid }: ChildProcess, work: () => Promise<T>): Promise<Watched<T>> {
  const memoryMb: number[] = []
  const timer = setInterval(() => memoryMb.push(memoryOf(pid)), 250)
  const before = cpuOf(pid)
  const value = await work()
  clearInterval(timer)
  return { value, cpuMs: cpuOf(pid) - before, memoryMb }
}

function memoryOf(pid: number | undefined): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`)) ?? []
  return Number(kib) / 1024
}

/** A hundredth of a second each, whatever the kernel's own clock is (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10

/** User and system time, fields 14 and 15: counted from behind the name, which may hold blanks. */
function cpuOf(pid: number | undefined): number {
  const stat = textOf(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

function textOf(path: string): string {
  return process.platform === 'linux' ? readFileSync(path, 'utf8') : ''
}
