/** Whole runs against the lab, with a home of their own and a person who answers as told. */

import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../agent/main.ts'
import type { Io } from '../../checks/io.ts'
import type { Lab } from '../lab/lab.ts'

export interface Pc {
  readonly dataFolder: string
  readonly programFolder: string
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly questions: readonly string[]
}

export async function newPc(): Promise<Pc> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-pc-'))
  return { dataFolder: join(folder, 'data'), programFolder: join(folder, 'program') }
}

export interface Person {
  /** What is answered to every question; null: nobody is there. */
  readonly answers?: boolean | null
  /** What a double-click is answered, one line after the other; none: it is no double-click. */
  readonly lines?: readonly string[]
  readonly io?: Io
  readonly env?: Readonly<Record<string, string>>
}

export async function run(
  lab: Lab,
  pc: Pc,
  flags: readonly string[],
  { answers = null, lines, io = lab.io, env = {} }: Person = {},
): Promise<Ran> {
  return runProgram([...lab.flags, ...flags], { ...io, env: { ...io.env, ...env } }, pc, answers, lines)
}

/** A command that needs no lab. */
export async function runProgram(
  argv: readonly string[],
  io: Io,
  pc: Pc,
  answers: boolean | null = null,
  lines?: readonly string[],
): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const questions: string[] = []
  const ask = async (question: string) => {
    questions.push(question)
    return answers === true
  }
  const left = [...(lines ?? [])]
  const window = {
    isOwn: async () => true,
    open: async () => true,
    hold: async () => {},
    askLine: async (question: string) => {
      questions.push(question)
      stdout += question
      return left.shift()
    },
  }
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 100,
    interrupted: new AbortController().signal,
    ...(answers === null ? {} : { ask }),
    ...(lines === undefined ? {} : { window }),
  }
  const code = await main(argv, io, terminal, pc)
  return { code, stdout, stderr, questions }
}

/** The one bundle in a folder. */
export async function bundleIn(folder: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const names = (await readdir(folder)).filter((name) => name.includes('.preflight.'))
  const [name] = names
  if (name === undefined || names.length > 1) throw new Error(`bundles in ${folder}: ${names.join(', ')}`)
  return { name, bytes: await readFile(join(folder, name)) }
}

/** Items that wait in the spool. */
export async function spooled({ dataFolder }: Pc): Promise<string[]> {
  return (await readdir(join(dataFolder, 'spool')).catch(() => [])).filter((name) => /^[0-9a-f]{64}-/.test(name))
}
