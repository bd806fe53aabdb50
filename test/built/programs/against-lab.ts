/**
 * Inside a network of its own: `node against-lab.ts OUT NAMES PROGRAM…` plays the healthy lab (named '') and faults, one after the other, runs the
 * program against each, and writes into OUT what each run reported, by name: its exit code, verdict and causes.
 */

import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBenchLab } from '../../bench/lab.ts'
import { faultNamed } from '../../lab/faults.ts'

const [out = '', names = '', ...program] = process.argv.slice(2)
/** Wine's Windows sees this system's files below Z:. */
const isUnderWine = program[0] === 'wine'
const path = (file: string) => (isUnderWine ? `Z:${file}` : file)

const found: Record<string, unknown> = {}
for (const name of names.split(',')) {
  await using lab = await labOf(name)
  const reportFile = join(lab.folder, 'report.json')
  const flags = lab.flags.slice(0, -1).map((flag) => (flag.startsWith('/') ? path(flag) : flag))
  const { exitCode, stderr } = await run([...program, ...flags, '--browser', 'off', '--smartcard', 'off', `--json=${path(reportFile)}`])
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => ({}))
  found[name] = { exitCode, stderr, verdict: report.verdict, causes: report.causes, elapsedMs: report.elapsedMs }
}
await writeFile(out, JSON.stringify(found))

async function labOf(name: string) {
  const fault = faultNamed(name)
  if (fault === undefined && name !== '') throw new RangeError(`no such fault: ${name}`)
  const lab = await startBenchLab(fault?.change)
  return { ...lab, [Symbol.asyncDispose]: () => lab.stop() }
}

async function run([file = '', ...args]: readonly string[]): Promise<{ readonly exitCode: number; readonly stderr: string }> {
  // Node under Wine can't write into a pipe of Linux'; nothing goes to standard output.
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', isUnderWine ? 'ignore' : 'pipe'] })
  let stderr = ''
  child.stderr?.on('data', (piece: Buffer) => {
    stderr += piece.toString('utf8')
  })
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  return { exitCode, stderr }
}
