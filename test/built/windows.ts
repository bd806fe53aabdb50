/** The executable for Windows in a session under Wine, and what the session leaves to look at. */

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingWine, runUnderWine, type WineOptions, type WineRun } from '../windows/wine.ts'
import { missingBuilt, windowsExecutable } from './built.ts'

/** Why there is nothing to run; undefined where there is. */
export const missing = missingWine ?? missingBuilt(windowsExecutable)

export const underWine = titled('the executable under Wine', missing)

export function titled(title: string, why: string | undefined): string {
  return why === undefined ? title : `${title} (skipped: ${why})`
}

/** A busy machine takes three times as long as a quiet one. */
export const TIMEOUT_MS = 120_000

export interface Session extends WineRun, AsyncDisposable {
  /** What was /out inside. */
  readonly out: string
  /** Exit codes of the executable, by the names that `exe` was given. */
  readonly exitCodes: Readonly<Record<string, number>>
  /** A file of /out. */
  text(name: string): Promise<string>
}

/**
 * `exe NAME FLAGS…` runs the executable, its standard output into /out/NAME.out and its errors into /out/NAME.err. $LOCAL is %LOCALAPPDATA%,
 * $OWN what the program keeps there. `unwritable FOLDER` and `tiny FOLDER SIZE` do to a folder what a disk does: no rights stop Wine's root.
 */
const prelude = `
EXE=/built/terminal-preflight.exe
LOCAL=/wine/drive_c/users/root/AppData/Local
OWN=$LOCAL/TerminalPreflight
exe() {
  name=$1; shift
  code=0; wine "$EXE" "$@" >"/out/$name.out" 2>"/out/$name.err" || code=$?
  echo "exit $name $code"
}
unwritable() { mkdir -p "$1"; mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"; }
tiny() { mkdir -p "$1"; mount -t tmpfs -o "size=$2" tmpfs "$1"; }
`

/** Throws where a line of the script fails that is none of the executable's. */
export async function session(script: string, options: Omit<WineOptions, 'out'> = {}): Promise<Session> {
  const out = await mkdtemp(join(tmpdir(), 'windows-session-'))
  const remove = () => rm(out, { recursive: true, force: true })
  try {
    const run = await runUnderWine(`${prelude}${script}`, { limitMs: TIMEOUT_MS - 5000, ...options, out })
    if (run.exitCode !== 0) throw new Error(`the script ended with ${run.exitCode}:\n${run.stdout}${run.stderr}`)
    const ended = [...run.stdout.matchAll(/^exit (\S+) (\d+)$/gm)]
    return {
      ...run,
      out,
      exitCodes: Object.fromEntries(ended.map(([, name, code]) => [name, Number(code)])),
      text: (name) => readFile(join(out, name), 'utf8'),
      [Symbol.asyncDispose]: remove,
    }
  } catch (error) {
    await remove()
    throw error
  }
}
