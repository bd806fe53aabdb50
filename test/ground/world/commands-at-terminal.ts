/** What somebody else's program says at the terminal: it has the PC's files, settings and roots as the agent's run has them. */

import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { authorities } from '../../lab/certificates.ts'
import { trustRoots } from '../../support/nss-database.ts'
import type { Scene } from '../scene.ts'
import { boxAuthority } from './boxes.ts'
import { environment, mounts } from './terminal.ts'

/** Shell lines, as somebody types them at the terminal. `$ROOTS` is the file of the roots that the PC trusts. */
export interface TerminalCommand {
  readonly name: string
  readonly script: string
  readonly limitSeconds: number
}

export interface Answer {
  readonly name: string
  /** 124 where it was ended at its limit. */
  readonly exitCode: number | null
  /** What it wrote, on both channels in the order in which it came. */
  readonly said: string
  readonly wallMs: number
}

/** Where Debian's programs and libraries look for roots. */
const SYSTEM_ROOTS = '/etc/ssl/certs/ca-certificates.crt'

/** One after the other, so that none is slowed by another. @param folder of their own */
export async function runCommands(scene: Scene, folder: string, commands: readonly TerminalCommand[]): Promise<Answer[]> {
  if (commands.length === 0) return []
  const home = join(folder, 'home')
  mkdirSync(join(home, 'certificates'), { recursive: true })
  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const { root } = await authorities()
  const installed = await Promise.all((scene.pc?.roots ?? []).map(boxAuthority))
  const trusted = [root, ...installed].map(({ cert }) => cert)
  await trustRoots(home, trusted)
  const roots = file('roots.pem', trusted.join(''))
  const env = { ...environment(scene, home, roots), ROOTS: roots }
  const before = `${mounts(scene, file)}\nmount --bind ${roots} ${SYSTEM_ROOTS}`
  // Some programs look the PC's own name up, which a PC knows by itself.
  appendFileSync(join(folder, 'hosts'), `127.0.1.1 ${hostname()}\n`)
  const answers: Answer[] = []
  for (const command of commands) answers.push(await run(command, before, folder, env))
  return answers
}

function run({ name, script, limitSeconds }: TerminalCommand, before: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  const limited = ['timeout', '--kill-after=1', String(limitSeconds), 'sh', '-c', `exec 2>&1\n${script}`]
  const args = ['--net=/run/netns/pc', 'unshare', '--mount', 'sh', '-e', '-c', `${before}\nexec "$@"`, 'sh', ...limited]
  const startedMs = performance.now()
  const child = spawn('nsenter', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (said += piece))
  return new Promise((resolve) =>
    child.once('close', (exitCode) => resolve({ name, exitCode, said, wallMs: performance.now() - startedMs })),
  )
}
