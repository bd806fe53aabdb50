/** Packages for the tests, of a program that stands for the executable. */

import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeMsi } from '../../packaging/msi/make-msi.ts'
import { runTool } from '../../packaging/tools.ts'
import { repository } from '../house/tree.ts'

/** Why no package can be made here; undefined where it can. */
export const missingMsiTools = ['wixl', 'msibuild', 'msiinfo', 'faketime'].some(
  (tool) => spawnSync(tool, ['--version']).error !== undefined,
)
  ? 'wixl, msitools or faketime is not installed'
  : undefined

export const icon = join(repository, 'packaging/icon/terminal-preflight.ico')
export const EPOCH = Date.UTC(2026, 0, 2, 3, 4, 6) / 1000

const NAME = Buffer.from('VS_VERSION_INFO\0', 'utf16le')

/** A program with the version in its resource (Microsoft, "VS_VERSIONINFO", "VS_FIXEDFILEINFO"); what has no resource gets one behind it. */
export function bearing(version: string, program = Buffer.from('MZ')): Buffer {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(0xfeef04bd)
  const whole = program.includes(NAME) ? Buffer.from(program) : Buffer.concat([program, NAME, Buffer.alloc(2), signature, Buffer.alloc(48)])
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  // One for each language.
  for (let at = whole.indexOf(NAME); at >= 0; at = whole.indexOf(NAME, at + 1)) {
    const fixed = whole.indexOf(signature, at)
    for (const [index, number] of [minor, major, 0, patch].entries()) whole.writeUInt16LE(number, fixed + 8 + 2 * index)
  }
  return whole
}

export interface Wanted {
  /** In which everything is made. */
  readonly folder: string
  readonly version: string
  /** Path of the program; without one, no program at all. */
  readonly program?: string
  readonly name?: string
}

/** @returns path of the package */
export async function makeTestMsi({ folder, version, program, name = version }: Wanted): Promise<string> {
  const exe = join(folder, `${name}.exe`)
  await writeFile(exe, bearing(version, program === undefined ? undefined : await readFile(program)))
  await writeFile(join(folder, 'README.zh-HK.txt'), '\ufeff本程式並非香港交易所的軟件。\r\n')
  const outFile = join(folder, `${name}.msi`)
  const extraFiles = [
    { name: 'LICENSE.txt', path: join(repository, 'LICENSE') },
    { name: 'README.zh-HK.txt', path: join(folder, 'README.zh-HK.txt') },
  ]
  await makeMsi({ exe, extraFiles, icon, outFile, version, workFolder: join(folder, `work-${name}`), epoch: EPOCH })
  return outFile
}

/** The rows of one of its tables. */
export async function rowsOf(msi: string, table: string): Promise<readonly (readonly string[])[]> {
  const { stdout } = await runTool('msiinfo', ['export', msi, table], { cwd: dirname(msi) })
  return stdout
    .split('\r\n')
    .slice(3)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}
