/** A home folder for the lab's browser: the roots that the PC trusts, and its policies as Linux keeps them. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { trustRoots } from '../../support/nss-database.ts'
import type { PolicyValues } from '../fault.ts'

export interface Home {
  readonly folder: string
  /** To be mounted over the browser's folder in /etc; null where nothing is set. */
  readonly policies: string | null
}

/** @param roots PEM, trusted for servers as those of the machine's store are */
export async function makeHome(folder: string, roots: readonly string[], policies: PolicyValues | undefined): Promise<Home> {
  await trustRoots(folder, roots)
  if (policies === undefined) return { folder, policies: null }
  const managed = join(folder, 'policies', 'managed')
  await mkdir(managed, { recursive: true })
  await writeFile(join(managed, 'lab.json'), JSON.stringify(linuxPolicies(policies)))
  return { folder, policies: folder }
}

/** Edge's policies with Chromium's names: they differ in one of those that faults use. */
function linuxPolicies({ HeadlessModeEnabled, ...same }: PolicyValues): Record<string, unknown> {
  // chromeenterprise.google/policies, HeadlessMode: 1 allows it, 2 forbids it.
  return { ...same, ...(HeadlessModeEnabled === undefined ? {} : { HeadlessMode: HeadlessModeEnabled === true ? 1 : 2 }) }
}
