/**
 * The real Chromium for tests: with a home folder whose roots it trusts, with switches of the test's own, and with policies that
 * the machine itself never sees.
 *
 *     const home = await makeHome([root.cert])
 *     const processes = browserProcesses(realProcesses(), { home, arguments: ['--host-resolver-rules=MAP a.example 127.0.0.1:8443'] })
 */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { Files, Processes } from '../../checks/io.ts'
import { trustRoots } from './nss-database.ts'

export const chromium = '/usr/bin/chromium'

/** Why tests with the real browser cannot run here; undefined where they can. */
export function noBrowser(): string | undefined {
  if (process.platform !== 'linux') return 'the browser is tested with Debian’s Chromium'
  if (!existsSync(chromium)) return 'the package chromium is not installed'
  return spawnSync('certutil', ['-H']).error === undefined ? undefined : 'the package libnss3-tools is not installed'
}

/** Why the browser's policies cannot be set for a test alone; undefined where they can. */
export function noPolicies(): string | undefined {
  if (noBrowser() !== undefined) return noBrowser()
  if (process.getuid?.() !== 0) return 'policies need root, in a mount namespace of their own'
  return spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0 ? undefined : 'unshare cannot mount here'
}

/** A home folder whose NSS database trusts these roots; who makes it removes it. */
export async function makeHome(roots: readonly string[]): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'terminal-preflight-home-'))
  await trustRoots(home, roots)
  return home
}

export interface BrowserChange {
  /** HOME of the browser; the user's own where none is given. */
  readonly home?: string
  /** Switches before those of the program. */
  readonly arguments?: readonly string[]
  /** Its managed policies, seen by it alone: as root. */
  readonly policies?: Readonly<Record<string, unknown>>
}

interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** The browser alone is changed: other programs start as they are. */
export function browserProcesses(processes: Processes, change: BrowserChange): Processes {
  const commandOf = (file: string, args: readonly string[]): Command => {
    if (file !== chromium) return { file, args, env: {} }
    const inner = [...(change.arguments ?? []), ...args]
    const env: Record<string, string> = change.home === undefined ? {} : { HOME: change.home }
    return change.policies === undefined ? { file, args: inner, env } : withPolicies(file, inner, env, change.policies)
  }
  return {
    converse(file, args, options) {
      const command = commandOf(file, args)
      return processes.converse(command.file, command.args, { ...options, env: { ...options.env, ...command.env } })
    },
    execFile(file, args, options) {
      const command = commandOf(file, args)
      return processes.execFile(command.file, command.args, { ...options, env: { ...options.env, ...command.env } })
    },
  }
}

/** In mounts of its own, which end with it. */
const mountScript = [
  'mount -t tmpfs none /etc/chromium',
  'mkdir -p /etc/chromium/policies/managed',
  'printf %s "$POLICIES" > /etc/chromium/policies/managed/test.json',
  'exec "$0" "$@"',
].join(' && ')

function withPolicies(file: string, args: readonly string[], env: Record<string, string>, policies: Readonly<Record<string, unknown>>) {
  return {
    file: 'unshare',
    args: ['-m', 'sh', '-c', mountScript, file, ...args],
    env: { ...env, POLICIES: JSON.stringify(policies) },
  }
}

/** Remembers the folders that are made, to look for what was left in them or of them. */
export function watchedFolders(files: Files): { readonly files: Files; readonly folders: readonly string[] } {
  const folders: string[] = []
  return {
    folders,
    files: {
      ...files,
      async temporaryFolder(prefix) {
        const made = await files.temporaryFolder(prefix)
        if ('path' in made) folders.push(made.path)
        return made
      },
    },
  }
}

/** Command lines of living programs that name this text. */
export function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return []
      }
    })
    .filter((line) => line.includes(text))
}

/** Nothing runs and nothing lies there any more; what is just ending has some seconds. */
export async function nothingLeftOf(folders: readonly string[]): Promise<void> {
  await vi.waitFor(
    () => {
      const left = folders.flatMap((folder) => [...processesNaming(folder), ...(existsSync(folder) ? [folder] : [])])
      if (left.length > 0) throw new Error(`left behind: ${left.join('\n')}`)
    },
    { timeout: 10_000, interval: 50 },
  )
}

export async function removeHome(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
