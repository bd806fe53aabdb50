import { failure } from '../failure.ts'
import type { Io } from '../io.ts'
import type { BrowserKind, Policy } from './evidence.ts'
import type { Policies } from './policies.ts'
import { parsePolicyJson } from './policies-json.ts'
import { knownPolicies, managedBy } from './policies-value.ts'

const bundles: Readonly<Record<BrowserKind, string | null>> = {
  edge: 'com.microsoft.Edge',
  chrome: 'com.google.Chrome',
  chromium: 'org.chromium.Chromium',
  other: null,
}

const MANAGED = '/Library/Managed Preferences'
/** It converts a file of some KB; a system that is busy takes its time to start a program. */
const PLUTIL_LIMIT_MS = 2000

/**
 * What a configuration profile (MDM) forces: the machine's, then this user's own (learn.microsoft.com/deployedge/configure-microsoft-edge-on-mac).
 * These files are binary property lists; plutil, which is part of macOS, tells what they hold, unless it is a date or plain data.
 */
export async function macosPolicies(io: Io, kind: BrowserKind, signal: AbortSignal): Promise<Policies> {
  const bundle = bundles[kind]
  if (bundle === null) return { policies: [], unread: [{ path: 'chrome://policy', failure: failure('not-supported') }], managed: null }
  const user = io.env.USER ?? ''
  const places = [
    { scope: 'machine', folder: MANAGED },
    ...(/^[^/]+$/.test(user) ? [{ scope: 'user', folder: `${MANAGED}/${user}` } as const] : []),
  ] as const
  const policies: Policy[] = []
  const unread: Policies['unread'] = []
  let managed = false
  for (const { scope, folder } of places) {
    const where = `${folder}/${bundle}.plist`
    const outcome = await forced(io, folder, `${bundle}.plist`, signal)
    if ('failure' in outcome) {
      unread.push({ path: where, failure: outcome.failure })
      continue
    }
    managed ||= Object.keys(outcome.found).length > 0
    for (const [name, value] of knownPolicies(outcome.found)) policies.push({ name, value, scope, where })
  }
  return { policies, unread, managed: managedBy(managed, unread) }
}

async function forced(io: Io, folder: string, name: string, signal: AbortSignal) {
  const listed = await io.files.list(folder)
  if ('failure' in listed) return listed.failure.word === 'file-missing' ? { found: {} } : listed
  if (!listed.names.includes(name)) return { found: {} }
  const args = ['-convert', 'json', '-o', '-', `${folder}/${name}`]
  const outcome = await io.processes.execFile('/usr/bin/plutil', args, { limitMs: PLUTIL_LIMIT_MS, signal })
  if ('failure' in outcome) return outcome
  const parsed = outcome.exitCode === 0 ? parsePolicyJson(outcome.stdout) : undefined
  if (typeof parsed !== 'object' || parsed === null) return { failure: failure('malformed', `exit ${outcome.exitCode}`) }
  return { found: parsed as Record<string, unknown> }
}
