/**
 * A throw-away copy (an overlay in memory) of the Debian root that test/windows/make-root.sh makes, with a folder of the test's in it:
 * packages are installed into it and removed again, under Wine and by dpkg. It reaches no network but its own loopback, and ends with
 * all that it started.
 */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = process.env.TERMINAL_PREFLIGHT_WINE_ROOT ?? '/var/cache/terminal-preflight-wine'

/** Why there is none here; undefined where there is. */
export const missingRoot =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'a root of its own is entered by root on Linux alone'
    : existsSync(join(root, '.ready'))
      ? undefined
      : `no Debian root in ${root}: see test/windows/make-root.sh`

/** A small program for Windows with a version of its own: it stands for the executable. It lists what runs, and so itself. */
export const smallProgram = join(root, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows/tasklist.exe')

const LIMIT_MS = 55_000

const enter = `
set -eu
root=$1 given=$2 out=$3 program=$4
ip link set lo up
mount -t tmpfs tmpfs "$root/mnt"
cd "$root/mnt"
mkdir upper work all
mount -t overlay overlay -o "lowerdir=$root,upperdir=upper,workdir=work" all
cd all
mkdir given out
mount --bind "$given" given
mount -o remount,bind,ro given
mount --bind "$out" out
mount -t proc proc proc
export LC_ALL=C.UTF-8 WINEPREFIX=/wine WINEDEBUG=-all XDG_RUNTIME_DIR=/run
exec chroot . sh -uc "$program" >"$out/stdout.txt" 2>"$out/stderr.txt" </dev/null
`

export interface RootRun {
  readonly stdout: string
  readonly stderr: string
  /** Exit code of the script. */
  readonly exitCode: number
}

/** Runs shell lines inside; `given` is /given there, read-only. */
export async function runInRoot(given: string, script: string): Promise<RootRun> {
  const out = await mkdtemp(join(tmpdir(), 'in-root-'))
  const namespaces = ['--mount', '--pid', '--net', '--fork', '--kill-child', 'sh', '-c', enter, 'sh']
  try {
    await mkdir(given, { recursive: true })
    const exitCode = await promisify(execFile)('unshare', [...namespaces, root, given, out, script], {
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    }).then(
      () => 0,
      (error: { code?: unknown }) => {
        if (typeof error.code === 'number') return error.code
        throw error
      },
    )
    const text = (name: string) => readFile(join(out, name), 'utf8')
    return { exitCode, stdout: await text('stdout.txt'), stderr: await text('stderr.txt') }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
