/** Programs that are started to be killed. */

import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Task } from './kill-program.ts'
import { TOKEN, type World } from './kill-world.ts'

export interface Child {
  /** It says the word for the n-th time, or has ended. */
  until(word: Word, times: number): Promise<unknown>
  kill(): void
  /** Its exit code; null where it was killed. */
  readonly ended: Promise<number | null>
  /** Everything that it has written, stderr included. */
  readonly said: () => string
  /** How many words it has said so far. */
  readonly words: () => number
  /** Of the run that ends now; empty before the first. */
  readonly runFolder: () => string
  /** Folders of bundles that the spool said it keeps. */
  readonly kept: () => readonly string[]
}

export type Word = 'started' | 'sealing' | 'saved' | 'kept' | 'sent' | 'done'

/** Nothing of the test's own environment that the programs ask for. */
function cleanEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/_proxy$|^TERMINAL_PREFLIGHT|^NODE_OPTIONS$/i.test(name))
  return { ...Object.fromEntries(own), ...more }
}

export function startEndings({ killProgram }: World, task: Task): Child {
  return start([killProgram, JSON.stringify(task)], { TERMINAL_PREFLIGHT_UPLOAD_TOKEN: TOKEN })
}

/** The program's own command, by a user whose home is `home`. */
export function startUpload({ program }: World, home: string): Child {
  return start([program, 'upload', '--lang', 'en'], { HOME: home, XDG_STATE_HOME: home, LOCALAPPDATA: home })
}

function start(argv: readonly string[], env: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment(env) })
  const heard = new EventEmitter()
  const counts = new Map<string, number>()
  const kept: string[] = []
  let text = ''
  let runFolder = ''
  child.stderr.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    text += `${line}\n`
    const [word = '', ...rest] = line.split(' ')
    if (word === 'sealing') runFolder = rest.join(' ')
    if (word === 'kept') kept.push(rest.join(' '))
    counts.set(word, (counts.get(word) ?? 0) + 1)
    heard.emit(`${word} ${counts.get(word)}`)
  })
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(([[code]]) => code as number | null)
  return {
    ended,
    said: () => text,
    kept: () => kept,
    runFolder: () => runFolder,
    words: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    kill: () => void child.kill('SIGKILL'),
    until: async (word, times) => {
      if ((counts.get(word) ?? 0) < times) await Promise.race([once(heard, `${word} ${times}`), ended])
    },
  }
}

/** Command lines of all programs of this machine that hold `text`; other systems than Linux don't show them so. */
export async function commandLinesWith(text: string): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')))
  return lines.filter((line) => line.includes(text))
}
