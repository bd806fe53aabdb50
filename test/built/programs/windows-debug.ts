/** Under Wine's Node: asks programs for a debugger's port, as any program of the same user can, and looks whether one opens. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { report } from '../../windows/programs/report.ts'

/** Nobody answers there: whoever is told to go through it runs to its deadline. */
const silent = createServer(() => {})
silent.listen(0, '127.0.0.1')
await once(silent, 'listening')
const address = silent.address()
const proxyPort = typeof address === 'object' && address !== null ? address.port : 0

const LOOKS = 20
const BETWEEN_LOOKS_MS = 100

/** Of every program here: Linux keeps the list. */
function listening(): readonly number[] {
  const lines = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`Z:\\proc\\net\\${name}`, 'utf8').split('\n'))
  return lines.flatMap((line) => {
    const [, , local = '', , state] = line.split(/\s+/)
    return state === '0A' ? [Number.parseInt(local.split(':').at(-1) ?? '', 16)] : []
  })
}

function openPort(pid: number): string {
  const { _debugProcess: debug } = process as unknown as { readonly _debugProcess: (pid: number) => void }
  try {
    debug(pid)
    return 'asked'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

/** @param args with which it runs for two seconds and more */
async function tried(file: string, args: readonly string[]) {
  const child = spawn(file, [...args], { stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } })
  const ended = once(child, 'exit')
  const before = new Set(listening())
  const opened = new Set<number>()
  const answers = new Set<string>()
  for (let look = 0; look < LOOKS && child.exitCode === null; look += 1) {
    answers.add(openPort(child.pid ?? 0))
    await wait(BETWEEN_LOOKS_MS)
    for (const port of listening()) if (!before.has(port)) opened.add(port)
  }
  const stillRan = child.exitCode === null
  child.kill()
  await ended
  return { opened: [...opened], answers: [...answers], stillRan }
}

await report(async () => ({
  node: await tried(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']),
  executable: await tried('Z:\\built\\terminal-preflight.exe', [
    ...['--proxy', `http://127.0.0.1:${proxyPort}`, '--deadline', '20s', '--ephemeral', '--silent', '--browser', 'off'],
  ]),
}))
process.exit(0)
