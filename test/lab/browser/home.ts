/** A home folder for the lab's browser: the roots that the PC trusts, and its policies as Linux keeps them. */

import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PolicyValues } from '../fault.ts'

const run = promisify(execFile)

export interface Home {
  readonly folder: string
  /** To be mounted over the browser's folder in /etc; null where nothing is set. */
  readonly policies: string | null
}

/** @param roots PEM, trusted for servers as those of the machine's store are */
export async function makeHome(folder: string, roots: readonly string[], policies: PolicyValues | undefined): Promise<Home> {
  await giveTrust(folder, roots)
  if (policies === undefined) return { folder, policies: null }
  const managed = join(folder, 'policies', 'managed')
  await mkdir(managed, { recursive: true })
  await writeFile(join(managed, 'lab.json'), JSON.stringify(linuxPolicies(policies)))
  return { folder, policies: folder }
}

/** Chromium on Linux takes a user's roots from this database (Chromium, docs/linux/cert_management.md). */
async function giveTrust(folder: string, roots: readonly string[]): Promise<void> {
  const database = join(folder, '.pki', 'nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  for (const [index, root] of roots.entries()) {
    const file = join(folder, `root-${index}.pem`)
    await writeFile(file, root)
    await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', `root-${index}`, '-i', file])
  }
}

/** Edge's policies with Chromium's names: they differ in one of those that faults use. */
function linuxPolicies({ HeadlessModeEnabled, ...same }: PolicyValues): Record<string, unknown> {
  // chromeenterprise.google/policies, HeadlessMode: 1 allows it, 2 forbids it.
  return { ...same, ...(HeadlessModeEnabled === undefined ? {} : { HeadlessMode: HeadlessModeEnabled === true ? 1 : 2 }) }
}
