import { failure } from '../failure.ts'
import type { Io, RegistryKey } from '../io.ts'
import { isTheUsersSession } from '../session.ts'
import type { BrowserKind, Policy } from './evidence.ts'
import type { Policies } from './policies.ts'
import { managedBy, registryPolicies } from './policies-value.ts'

/** Below each hive. Microsoft Edge: learn.microsoft.com/deployedge/microsoft-edge-policies · Chrome, Chromium: chrome/common/chrome_constants.cc */
const keys: Readonly<Record<BrowserKind, string | null>> = {
  edge: 'SOFTWARE\\Policies\\Microsoft\\Edge',
  chrome: 'SOFTWARE\\Policies\\Google\\Chrome',
  chromium: 'SOFTWARE\\Policies\\Chromium',
  other: null,
}

/** The machine's first: it counts where both set one (components/policy/core/common/policy_map.cc, scope). */
export async function windowsPolicies(io: Io, kind: BrowserKind, signal: AbortSignal): Promise<Policies> {
  const key = keys[kind]
  // Each has a key of its own; a person sees what it obeys on this page.
  if (key === null) return { policies: [], unread: [{ path: 'chrome://policy', failure: failure('not-supported') }], managed: null }
  const scopes = isTheUsersSession(io.env) ? (['machine', 'user'] as const) : (['machine'] as const)
  const places = scopes.map((scope) => ({ scope, where: `${scope === 'machine' ? 'HKLM' : 'HKCU'}\\${key}` }))
  const read = await Promise.all(places.map(async ({ scope, where }) => ({ scope, where, outcome: await io.registry.read(where, signal) })))
  const unread = read.flatMap(({ where, outcome }) =>
    'key' in outcome || outcome.failure.word === 'file-missing' ? [] : [{ path: where, failure: outcome.failure }],
  )
  return {
    policies: read.flatMap(({ scope, where, outcome }): Policy[] => {
      if ('failure' in outcome) return []
      return [...registryPolicies(outcome.key)].map(([name, value]) => ({ name, value, scope, where }))
    }),
    unread,
    managed: managedBy(
      read.some(({ outcome }) => 'key' in outcome && !isEmpty(outcome.key)),
      unread,
    ),
  }
}

function isEmpty({ values, subkeys }: RegistryKey): boolean {
  return Object.keys(values).length === 0 && Object.values(subkeys).every(isEmpty)
}
