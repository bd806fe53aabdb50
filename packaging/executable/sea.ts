/** From program and base to an executable: pkg in its simple SEA mode (Node.js, "Single executable applications"). */

import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { repository } from '../../scripts/bundle.ts'
import type { Split } from '../../scripts/split.ts'
import type { Target } from '../targets.ts'
import { runProgram } from '../tools.ts'
import { closeVariables } from './closed-variables.ts'

/** What Node is told at each start. */
const execArgv = [
  // Roots that administrators have installed count, as they do for Edge, and are read on a thread of their own: where they are needed, the
  // 70 ms that this takes are over.
  '--use-system-ca',
  '--disable-warning=ExperimentalWarning',
  // No signal opens a debugger's port (SIGUSR1; on Windows the thread that `process._debugProcess` starts).
  '--disable-sigusr1',
  // What a run makes is small and short-lived: 5 MB less at its peak, and no slower.
  '--max-semi-space-size=1',
  // A run is over before code that V8 optimises pays for itself: 3 MB less for waiting longer (default 8 and 400 calls), and no slower. What
  // really is repeated, such as the key derivation of an old PKCS#12 file, is optimised as before.
  '--invocation-count-for-feedback-allocation=100',
  '--invocation-count-for-maglev=20000',
]

/** OpenSSL's settings from an empty file: the PC's own (openssl.cnf) could name libraries to load, and where it can't be read Node does not start. */
const emptyFile = { linux: '/dev/null', macos: '/dev/null', win: 'NUL' } as const satisfies Record<Target['platform'], string>

export interface SeaInput {
  readonly target: Target
  readonly program: Split
  /** The base: Node for the target, checked, and without what injecting would break. */
  readonly base: string
  readonly outFile: string
  /** Empty, or not there yet; everything that pkg writes goes into it. */
  readonly workFolder: string
}

/**
 * pkg looks for the base in a cache below the home folder (lib-es5/sea.js, getNodejsExecutable), and downloads it where it is not there: here
 * everything is there, in a home of its own. Its command line hands no assets on, so it is called by its function, in a process of its own.
 */
export async function makeExecutable({ target, program, base, outFile, workFolder }: SeaInput): Promise<void> {
  const [home, temporary, parts] = ['home', 'tmp', 'parts'].map((name) => join(workFolder, name)) as [string, string, string]
  await rm(workFolder, { recursive: true, force: true })
  await Promise.all([mkdir(temporary, { recursive: true }), mkdir(parts, { recursive: true })])
  const closed = join(workFolder, 'base')
  await closeVariables(base, closed)
  await seed(join(home, '.pkg-cache/sea'), target, closed)

  const main = join(workFolder, 'terminal-preflight.cjs')
  await writeFile(main, program.main)
  const assets = [...program.assets].map(([name, content], index) => ({ name, content, file: join(parts, String(index)) }))
  for (const { file, content } of assets) await writeFile(file, content)

  await mkdir(dirname(outFile), { recursive: true })
  const { nodeVersion, platform, arch } = target
  const order = {
    entry: main,
    targets: [{ nodeRange: `node${nodeVersion}`, platform, arch, output: outFile }],
    seaConfig: {
      // The blob holds this path as it is written, and Node shows it in errors. pkg runs the generator in a folder below TMPDIR.
      main: relative(join(temporary, 'pkg-sea-XXXXXX'), main),
      assets: Object.fromEntries(assets.map(({ name, file }) => [name, file])),
      execArgv: [...execArgv, `--openssl-config=${emptyFile[platform]}`],
      // NODE_OPTIONS would be another's way to run code within this program.
      execArgvExtension: 'none',
      // Another for each machine that makes it; `split` is as quick without.
      useCodeCache: false,
      useSnapshot: false,
      disableExperimentalSEAWarning: true,
    },
  }
  const orderFile = join(workFolder, 'order.json')
  await writeFile(orderFile, JSON.stringify(order))
  // pkg takes the target of this machine for the generator, and stripped it is still the same Node.
  await runProgram(target.generator, [join(import.meta.dirname, 'run-pkg.ts'), orderFile], {
    cwd: repository,
    env: { HOME: home, USERPROFILE: home, TMPDIR: temporary, NODE_OPTIONS: '' },
  })
}

/** Archives that are never opened, and beside them what would have come out of them. */
async function seed(cache: string, target: Target, base: string): Promise<void> {
  const version = `v${target.nodeVersion}`
  await mkdir(cache, { recursive: true })
  await put(cache, version, target.platform, target.arch, base)
  // pkg takes as the blob's generator the target of this machine, or else the Node of this machine in the cache.
  const here = { platform: pkgPlatform(process.platform), arch: process.arch }
  if (here.platform !== target.platform || here.arch !== target.arch) await put(cache, version, here.platform, here.arch, target.generator)
}

async function put(cache: string, version: string, platform: string, arch: string, executable: string): Promise<void> {
  const name = `node-${version}-${platform === 'macos' ? 'darwin' : platform}-${arch}`
  const [archive, file] = platform === 'win' ? [`${name}.zip`, `${name}.exe`] : [`${name}.tar.gz`, `${name}/bin/node`]
  await mkdir(dirname(join(cache, file)), { recursive: true })
  await symlink(executable, join(cache, file))
  for (const each of [archive, `${archive}.ok`, `${file}.ok`]) await writeFile(join(cache, each), '')
}

function pkgPlatform(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'win' : platform === 'darwin' ? 'macos' : platform
}
