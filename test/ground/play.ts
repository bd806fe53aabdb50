/** Plays one case: a world of namespaces that ends with the process that made it, and the agent in it. */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { authorities } from '../lab/certificates.ts'
import { buildProgram } from './program.ts'
import type { Case } from './scene.ts'
import type { TerminalCommand } from './world/commands-at-terminal.ts'
import type { Order, Played } from './world/main.ts'

/** Two runs of at most 20 s and the building of a ground, on a machine that does other things too. */
const CASE_LIMIT_MS = 120_000

const world = fileURLToPath(new URL('./world/main.ts', import.meta.url))

/** A process namespace whose first process is ours: the kernel ends all of it with that one, and unshare ends that one with itself. */
const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const

/** What the ground is made of (Debian's packages have the names in `.ci/apt-packages`). */
const programs = [
  'ip',
  'nft',
  'nsenter',
  'unbound',
  'knotd',
  'dnsmasq',
  'nginx',
  'squid',
  'tinyproxy',
  'chromium',
  'certutil',
  'dig',
  'pcscd',
  'python3',
] as const

/** Why nothing can be played here; undefined where all can. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'the ground is made of Linux’ namespaces'
  if (process.getuid?.() !== 0) return 'the ground takes root'
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
  if (missing.length > 0) return `these programs are not installed: ${missing.join(', ')}`
  if (!existsSync('/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1')) return 'libfaketime is not installed'
  const tried = spawnSync('unshare', [...namespaces, 'sh', '-c', 'mount -t tmpfs none /run && mkdir /run/netns && ip netns add a'], {
    encoding: 'utf8',
  })
  return tried.status === 0 ? undefined : `namespaces cannot be made here: ${tried.stderr.trim()}`
}

/**
 * @param keep keeps the folder of the world, whose path is told on stderr
 * @param commands what is run at the terminal after the agent
 */
export async function play(
  { name, sessions }: Pick<Case, 'name' | 'sessions'>,
  keep = false,
  commands: readonly TerminalCommand[] = [],
): Promise<Played & { readonly bundles: readonly Buffer[] }> {
  await buildProgram()
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-ground-'))
  // Servers that run as users of their own look into it.
  await chmod(folder, 0o755)
  try {
    const order: Order = { scenes: sessions.map(({ scene }) => scene), authorities: await authorities(), folder, commands }
    const child = spawn('unshare', [...namespaces, process.execPath, world], {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: CASE_LIMIT_MS + commands.reduce((sum, { limitSeconds }) => sum + limitSeconds * 1000, 0),
      killSignal: 'SIGKILL',
    })
    child.stdin.end(JSON.stringify(order))
    const [stdout, stderr, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise((resolve) => child.once('close', resolve)),
    ])
    if (code !== 0) throw new Error(`${name}: the ground did not stand (${code}):\n${stderr}`)
    return { ...(JSON.parse(stdout) as Played), bundles: await bundlesIn(folder, sessions.length) }
  } finally {
    if (keep) process.stderr.write(`${name}: ${folder}\n`)
    else await rm(folder, { recursive: true, force: true })
  }
}

/** The one that each run sealed. */
async function bundlesIn(folder: string, count: number): Promise<Buffer[]> {
  const outputs = Array.from({ length: count }, (_, at) => join(folder, `run-${at + 1}`, 'output'))
  const names = await Promise.all(outputs.map(async (output) => (await readdir(output)).filter((name) => name.includes('.preflight.'))))
  return Promise.all(names.map(([name = ''], at) => readFile(join(outputs[at] ?? '', name))))
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const piece of stream) text += String(piece)
  return text
}
