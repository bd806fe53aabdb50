/** The programs of other people's that packaging runs, each with its arguments as a list: no shell reads them. */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Where Debian has them, for whoever lacks one. */
const debianPackages = {
  'dpkg-deb': 'dpkg',
  faketime: 'faketime',
  git: 'git',
  msibuild: 'msitools',
  msiinfo: 'msitools',
  osslsigncode: 'osslsigncode',
  'rsvg-convert': 'librsvg2-bin',
  strip: 'binutils',
  wixl: 'wixl',
} as const satisfies Record<string, string>

export type Tool = keyof typeof debianPackages

/** What packaging cannot go on without: one line that says what is wrong and what would be right. */
export class PackagingError extends Error {}

export interface ToolOutput {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Compressing an executable of 100 MB takes a minute on a slow machine; nothing takes this long that still works. */
const LIMIT_MS = 15 * 60_000
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024

export interface ToolOptions {
  readonly cwd?: string
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that the caller understands; any other throws. */
  readonly expected?: readonly number[]
}

/** Runs it to its end. Throws a PackagingError where it is not installed, or ends otherwise than expected. */
export async function runTool(tool: Tool, args: readonly string[], { cwd, env, expected = [0] }: ToolOptions = {}): Promise<ToolOutput> {
  return runProgram(tool, args, { cwd, env, expected, missing: `install it (Debian: apt-get install ${debianPackages[tool]})` })
}

/** The same for a program that is named by its path. */
export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env = {}, expected = [0], missing = 'it is not there' }: ToolOptions & { readonly missing?: string } = {},
): Promise<ToolOutput> {
  const options = { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8', ...env }, timeout: LIMIT_MS, maxBuffer: MOST_OUTPUT_BYTES }
  const running = promisify(execFile)(file, [...args], options)
  // Nobody is there to answer a program that asks.
  running.child.stdin?.end()
  const output = await running.then(
    ({ stdout, stderr }): ToolOutput => ({ exitCode: 0, stdout, stderr }),
    (error: Partial<ToolOutput> & { readonly code?: unknown; readonly message: string }): ToolOutput => {
      if (error.code === 'ENOENT') throw new PackagingError(`${file} is needed: ${missing}`)
      if (typeof error.code !== 'number') throw new PackagingError(`${file} did not end: ${error.message}`)
      return { exitCode: error.code, stdout: error.stdout ?? '', stderr: error.stderr ?? '' }
    },
  )
  if (expected.includes(output.exitCode)) return output
  throw new PackagingError(`${[file, ...args].join(' ')} ended with ${output.exitCode}:\n${output.stderr}${output.stdout}`)
}
