/** What the tests of the executable for Linux have in common. */

import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Report } from '../../../agent/report/schema.ts'
import { noNamespaces } from '../../support/namespace.ts'
import { linuxExecutable, missingBuilt } from '../built.ts'
import type { Home } from './world.ts'

/** Why nothing can be run; undefined where it can. */
export const missing = process.platform === 'linux' ? missingBuilt(linuxExecutable) : 'it runs on Linux alone'

/** The same for what needs a network of its own. */
export const missingWorld = missing ?? noNamespaces()

export function titled(title: string, why: string | undefined): string {
  return why === undefined ? title : `${title} (skipped: ${why})`
}

/** The executable in another folder: the same file where the disk is the same, else a copy. */
export async function executableIn(folder: string): Promise<string> {
  const file = join(folder, 'terminal-preflight')
  await mkdir(folder, { recursive: true })
  await link(linuxExecutable, file).catch(() => copyFile(linuxExecutable, file))
  return file
}

export interface Found {
  /** From the folder. */
  readonly path: string
  readonly content: Buffer
}

/** Files below a folder, by their path. */
export async function filesIn(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(paths.toSorted().map(async (path) => ({ path: path.slice(folder.length + 1), content: await readFile(path) })))
}

/** The one report below a folder. */
export async function reportIn(folder: string): Promise<Report> {
  const reports = (await filesIn(folder)).filter(({ path }) => basename(path) === 'report.json')
  if (reports.length !== 1) throw new Error(`${reports.length} reports in ${folder}`)
  return JSON.parse(String(reports[0]?.content))
}

export function bundleIn(files: readonly Found[]): Found {
  const [bundle, ...more] = files.filter(({ path }) => path.endsWith('.preflight.zip'))
  if (bundle === undefined || more.length > 0) throw new Error(`bundles: ${files.map(({ path }) => path).join(', ')}`)
  return bundle
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A profile whose only target refuses at once: for runs of which nothing but the PC matters. */
export async function quickFlags({ folder }: Home): Promise<readonly string[]> {
  const profile = join(folder, 'quick.yaml')
  await writeFile(profile, 'id: quick\ntargets: [{ id: quick, url: "https://127.0.0.1:9/" }]\n')
  return ['--profile', profile, '--browser', 'off', '--silent']
}
