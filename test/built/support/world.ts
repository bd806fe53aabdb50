/**
 * A network of its own in which the lab is played at its real ports, and in which the built program is run: with a home and settings of its
 * own, and with the disks that a test wants (mounts in a namespace of that run alone).
 */

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { repository } from '../../../scripts/bundle.ts'

export interface Home {
  /** Whatever is in it is this test's: the two folders below, and what it adds. */
  readonly folder: string
  readonly home: string
  readonly temporary: string
  /** Where the program keeps its own. */
  readonly data: string
}

export interface RunOptions {
  readonly home: Home
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Shell lines that run before, in mounts that nobody else sees. */
  readonly setUp?: string
}

export interface Ran {
  /** null where a signal ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export type Child = ChildProcessByStdio<null, Readable, Readable>

export interface World extends AsyncDisposable {
  /** Profile, site file and root that lead to the lab; without a browser and smart cards. */
  readonly flags: readonly string[]
  start(file: string, args: readonly string[], options: RunOptions): Child
  run(file: string, args: readonly string[], options: RunOptions): Promise<Ran>
}

/** As a login shell would have it, and nothing of the test's own. */
function environmentOf({ home, temporary }: Home, more: RunOptions['env']): NodeJS.ProcessEnv {
  // Another time zone would be one more note of the report.
  return { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8', TZ: 'Asia/Hong_Kong', ...more }
}

/** @param name of its folder, below the system's temporary one */
export async function newHome(name = 'built-home-'): Promise<Home & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), name))
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')]
  await Promise.all([mkdir(home), mkdir(temporary)])
  const data = join(home, '.local/state/terminal-preflight')
  return { folder, home, temporary, data, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** Outside the world, for what needs no network. */
export function startHere(file: string, args: readonly string[], { home, env, cwd = home.home }: Omit<RunOptions, 'setUp'>): Child {
  return spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environmentOf(home, env), cwd })
}

export function runHere(file: string, args: readonly string[], options: Omit<RunOptions, 'setUp'>): Promise<Ran> {
  return ended(startHere(file, args, options))
}

export async function ended(child: Child): Promise<Ran> {
  const [stdout, stderr, [exitCode, signal]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'close')])
  return { exitCode, signal, stdout, stderr }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const nameServers = ['127.0.3.1', '127.0.3.2']

export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'built-world-'))
  const resolvConf = join(folder, 'resolv.conf')
  await writeFile(resolvConf, nameServers.map((each) => `nameserver ${each}\n`).join(''))
  const script = 'ip link set lo up && mount --bind "$1" /etc/resolv.conf && exec "$2" "$3"'
  const lab = join(repository, 'test/built/programs/linux-lab.ts')
  const holder = spawn('unshare', ['-Urnm', '--kill-child', 'sh', '-c', script, 'sh', resolvConf, process.execPath, lab], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([once(createInterface(holder.stdout), 'line'), once(holder, 'exit').then(() => [''])])
  if (line === '') throw new Error('the lab has not started')
  const { flags } = JSON.parse(line) as { readonly flags: readonly string[] }
  const start: World['start'] = (file, args, { home, env, cwd = home.home, setUp = '' }) => {
    const enter = ['-t', String(holder.pid), '--user', '--net', '--mount', '--preserve-credentials', 'unshare', '-m']
    const lines = `set -e\n${setUp}\ncd "$0"\nexec "$@"`
    return spawn('nsenter', [...enter, 'sh', '-c', lines, cwd, file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(home, env),
    })
  }
  return {
    flags: [...flags, '--browser', 'off', '--smartcard', 'off'],
    start,
    run: (file, args, options) => ended(start(file, args, options)),
    async [Symbol.asyncDispose]() {
      const gone = once(holder, 'exit')
      holder.stdin.end()
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}
