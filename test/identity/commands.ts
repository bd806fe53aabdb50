/** Programs that the tests of the identity run. */

import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

const programs = join(import.meta.dirname, 'programs')

/** Why a program can't be used here; undefined where it can. */
export function missing(program: string, ...args: readonly string[]): string | undefined {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return undefined
  } catch {
    return `${program} ${args.join(' ')} does not run here`
  }
}

export const missingOpenssl = missing('openssl', 'version')

/** In a `describe` or a test's name. */
export function because(reason: string | undefined): string {
  return reason === undefined ? '' : ` (skipped: ${reason})`
}

export async function openssl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('openssl', args, { timeout: 30_000 })
  return stdout
}

/** Runs one of programs/ with our own Node. */
export async function run(program: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(programs, program), ...args], { timeout: 50_000 })
  return JSON.parse(stdout)
}

export function start(program: string, ...args: readonly string[]) {
  return spawn(process.execPath, [join(programs, program), ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
}

export function programPath(name: string): string {
  return join(programs, name)
}

/** Folders that are gone when the file's tests are. */
export function temporaryFolders(): () => Promise<string> {
  const made: string[] = []
  afterAll(async () => {
    await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })))
  })
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-identity-'))
    made.push(folder)
    return folder
  }
}
