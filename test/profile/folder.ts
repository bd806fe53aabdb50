/** A folder of real files for one test, and the configuration read from it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { isUserError, type UserError } from '../../agent/cli/errors.ts'
import { machineFolder } from '../../agent/profile/find-site.ts'
import { type Configuration, type ConfigurationFlags, loadConfiguration } from '../../agent/profile/load.ts'
import { realIo } from '../../checks/io/real.ts'

export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const noFlags: ConfigurationFlags = { profiles: [], site: null, resolvers: {}, proxy: null, browser: null, smartcard: null, roots: [] }

/** Reads real files; the machine's own folder is out of reach, since this PC may have a site file of its own. */
export function load(folder: string, flags: Partial<ConfigurationFlags> = {}): Promise<Configuration | UserError> {
  const { files } = realIo()
  const read = (path: string, maxBytes: number) =>
    files.read(path.startsWith(machineFolder({ platform: 'linux', env: {} })) ? join(folder, 'none', path) : path, maxBytes)
  return loadConfiguration({ ...noFlags, ...flags }, folder, { files: { ...files, read }, env: {}, platform: 'linux' })
}

export async function loaded(folder: string, flags: Partial<ConfigurationFlags> = {}): Promise<Configuration> {
  const outcome = await load(folder, flags)
  if (isUserError(outcome)) throw new Error(outcome.line)
  return outcome
}

export async function refused(folder: string, flags: Partial<ConfigurationFlags> = {}): Promise<UserError> {
  const outcome = await load(folder, flags)
  if (!isUserError(outcome)) throw new Error('was accepted')
  return outcome
}
