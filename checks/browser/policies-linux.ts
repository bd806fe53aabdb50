import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io.ts'
import type { BrowserKind, Policy } from './evidence.ts'
import type { Policies } from './policies.ts'
import { parsePolicyJson } from './policies-json.ts'
import { knownPolicies, managedBy } from './policies-value.ts'

/**
 * Chrome's and Chromium's: chrome/common/chrome_paths.cc (DIR_POLICY_FILES); Edge's: learn.microsoft.com/deployedge/microsoft-edge-policies
 * for Linux; Ubuntu's Chromium, a snap, has the second folder instead of the first (launchpad.net/bugs/1714244).
 */
const folders: Readonly<Record<BrowserKind, readonly string[]>> = {
  edge: ['/etc/opt/edge/policies/managed'],
  chrome: ['/etc/opt/chrome/policies/managed'],
  chromium: ['/etc/chromium/policies/managed', '/etc/chromium-browser/policies/managed'],
  other: ['/etc/brave/policies/managed'],
}

/** A list of a thousand long addresses has 200 KB. */
const MAX_BYTES = 1_048_576
/** People have one, fleet tools a handful. */
const MAX_FILES = 100

/** Every file in the folder, whatever its name; the last of their names in order wins (components/policy/core/common/config_dir_policy_loader.cc). */
export async function linuxPolicies(io: Io, kind: BrowserKind): Promise<Policies> {
  for (const folder of folders[kind]) {
    const listed = await io.files.list(folder)
    if ('names' in listed) return policiesIn(io, folder, listed.names)
    if (listed.failure.word !== 'file-missing') {
      return { policies: [], unread: [{ path: folder, failure: listed.failure }], managed: null }
    }
  }
  return { policies: [], unread: [], managed: false }
}

async function policiesIn(io: Io, folder: string, names: readonly string[]): Promise<Policies> {
  const unread: Policies['unread'] = []
  const found = new Map<string, { readonly value: unknown; readonly where: string }>()
  const paths = [...names].sort().map((name) => `${folder}/${name}`)
  if (paths.length > MAX_FILES) unread.push({ path: folder, failure: failure('too-large') })
  for (const where of paths.slice(0, MAX_FILES)) {
    const outcome = await policiesOf(io, where)
    if ('failure' in outcome) unread.push({ path: where, failure: outcome.failure })
    else for (const [name, value] of Object.entries(outcome.found)) found.set(name, { value, where })
  }
  // Only then: the last file wins even with a value that the browser refuses, and the policy is not set at all.
  const known = knownPolicies(Object.fromEntries([...found].map(([name, { value }]) => [name, value])))
  const policies = [...known].map(([name, value]): Policy => ({ name, value, scope: 'machine', where: found.get(name)?.where ?? folder }))
  return { policies, unread, managed: managedBy(found.size > 0, unread) }
}

async function policiesOf(
  io: Io,
  path: string,
): Promise<{ readonly found: Readonly<Record<string, unknown>> } | { readonly failure: Failure }> {
  const outcome = await io.files.read(path, MAX_BYTES)
  // A folder among them is none of the browser's.
  if ('failure' in outcome) return outcome.failure.word === 'not-a-directory' ? { found: {} } : outcome
  const parsed = parsePolicyJson(outcome.content.toString('utf8'))
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { failure: failure('malformed') }
  return { found: parsed as Record<string, unknown> }
}
