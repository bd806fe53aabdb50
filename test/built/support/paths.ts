/** Which files a program and its children ask for, told by strace(1): those that are there, and those that are not. */

import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ran, RunOptions, World } from './world.ts'

export const missingStrace =
  spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? undefined : 'strace is not installed, or may trace nothing here'

/** The paths, each once, and absolute. */
export async function pathsOf(
  world: World,
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<{ readonly ran: Ran; readonly paths: readonly string[] }> {
  const log = join(options.home.folder, 'strace.txt')
  const ran = await world.run('strace', ['-f', '-qq', '-e', 'trace=%file', '-s', '4096', '-o', log, file, ...args], options)
  const lines = (await readFile(log, 'latin1')).split('\n')
  const asked = lines.flatMap((line) => [
    ...line.matchAll(/^\d+ +(?!getcwd)\w+\((?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)"(?:, (?:AT_FDCWD, )?"((?:[^"\\]|\\.)*)")?/g),
  ])
  const paths = asked.flatMap(([, first, second]) => [first, second]).filter((path) => path !== undefined && path !== '')
  const cwd = options.cwd ?? options.home.home
  return { ran, paths: [...new Set(paths.map((path = '') => (path.startsWith('/') ? path : join(cwd, path))))].toSorted() }
}
