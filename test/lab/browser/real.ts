/** The browser that the lab can really start, and why not where it cannot. */

import { spawnSync } from 'node:child_process'
import { findBrowsers } from '../../../checks/browser/find.ts'
import { versionOf } from '../../../checks/browser/find-version.ts'
import { realIo } from '../../../checks/io/real.ts'

export interface RealBrowser {
  readonly name: string
  readonly path: string
  /** "156.0.8078.79" */
  readonly version: string
  /** How mandatory policies are put where it reads them; null where that cannot be done without touching the machine's own. */
  readonly policies: PolicyMount | null
}

export interface PolicyMount {
  readonly folder: string
  /** For unshare: a mount name space, by root's right or by that of a user name space. */
  readonly nameSpace: '-m' | '-Urm'
}

export interface NoBrowser {
  /** linux: only there a home folder of its own gives a browser its trust · certutil: what writes that (libnss3-tools) */
  readonly missing: 'browser' | 'linux' | 'certutil'
}

let found: Promise<RealBrowser | NoBrowser> | undefined

/** Looked for once in a process. Linux alone: elsewhere a browser trusts the machine's own store, which no test may write to. */
export function realBrowser(): Promise<RealBrowser | NoBrowser> {
  found ??= find()
  return found
}

/** Where each reads them on Linux (checks/browser/policies-linux.ts names the sources). */
const policyFolders: Readonly<Partial<Record<string, string>>> = {
  chromium: '/etc/chromium',
  chrome: '/etc/opt/chrome',
  edge: '/etc/opt/edge',
}

async function find(): Promise<RealBrowser | NoBrowser> {
  if (process.platform !== 'linux') return { missing: 'linux' }
  const io = realIo()
  const { signal } = new AbortController()
  const [browser] = await findBrowsers(io, signal)
  if (browser === undefined) return { missing: 'browser' }
  const { version } = await versionOf(io, browser, signal)
  if (version === null) return { missing: 'browser' }
  if (spawnSync('certutil', ['-H']).error !== undefined) return { missing: 'certutil' }
  const folder = policyFolders[browser.kind] ?? null
  return { name: browser.name, path: browser.path, version, policies: folder === null ? null : mountOver(folder) }
}

function mountOver(folder: string): PolicyMount | null {
  const works = (nameSpace: string) => spawnSync('unshare', [nameSpace, 'mount', '-t', 'tmpfs', 'none', folder]).status === 0
  const nameSpace = (['-m', '-Urm'] as const).find(works)
  return nameSpace === undefined ? null : { folder, nameSpace }
}
