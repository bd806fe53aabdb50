/** Guided runs against the lab, with somebody who answers from a script. */

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isUserError } from '../../agent/cli/errors.ts'
import { type GuideOptions, runGuide } from '../../agent/guide/guide.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import type { Lab } from '../lab/lab.ts'

export interface Guided {
  /** Exit code, or the line of a mistake. */
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
  readonly questions: readonly string[]
}

export interface Place {
  readonly folder: string
  readonly dataFolder: string
}

export async function newPlace(): Promise<Place & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-guide-'))
  return { folder, dataFolder: join(folder, 'data'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

export interface Script {
  /** In their order; when they run out the person stops, as with Ctrl-C. A function sees the question. */
  readonly answers: readonly (string | ((question: string) => string | Promise<string>))[]
  readonly language?: Language
  readonly io?: Io
  readonly interrupted?: AbortSignal
}

export const noFlags = { profiles: [], site: null, resolvers: {}, proxy: null, browser: null, smartcard: null, roots: [] } as const
export const noRequest = { name: null, file: null, session: null, with: null, resume: null } as const

/** The lab's own profile, site and root. */
export function configurationOf({ flags }: Lab): GuideOptions['configuration'] {
  const given = (flag: string) => flags[flags.indexOf(flag) + 1] ?? ''
  return { ...noFlags, profiles: [given('--profile')], site: given('--site'), roots: [given('--root')], browser: 'off' }
}

export async function goThrough(lab: Lab, place: Place, request: Partial<GuideOptions>, script: Script): Promise<Guided> {
  let stdout = ''
  let stderr = ''
  const questions: string[] = []
  const answers = [...script.answers]
  const ask = async (question: string) => {
    questions.push(question)
    const answer = answers.shift()
    return typeof answer === 'function' ? answer(question) : answer
  }
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 100,
    interrupted: script.interrupted ?? new AbortController().signal,
  }
  const options: GuideOptions = { ...noRequest, outputFolder: place.folder, configuration: configurationOf(lab), ...request }
  const outcome = await runGuide(options, {
    io: seeing(place, script.io ?? lab.io),
    terminal,
    language: script.language ?? 'en',
    dataFolder: place.dataFolder,
    programFolder: join(place.folder, 'program'),
    ask,
  })
  return { code: isUserError(outcome) ? outcome.line : outcome, stdout, stderr, questions }
}

/** The one file in the folder whose name ends so. */
export async function fileIn({ folder }: Place, ending: RegExp): Promise<string> {
  const found = (await readdir(folder)).filter((name) => ending.test(name))
  const [name] = found
  if (name === undefined || found.length > 1) throw new Error(`${ending}: ${found.join(', ') || 'none'}`)
  return join(folder, name)
}

/** The lab's PC sees the lab's own files alone, and here those of the place too. */
function seeing({ folder }: Place, io: Io): Io {
  const real = realFiles()
  return { ...io, files: { ...io.files, read: (path, most) => (path.startsWith(folder) ? real : io.files).read(path, most) } }
}
