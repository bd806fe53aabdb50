/** The browser's proxy policy where Windows' registry is not: files on Linux, managed preferences on macOS, under the same names. */

import type { BrowserKind } from '../browser/evidence.ts'
import { readPolicies } from '../browser/policies.ts'
import type { Io, RegistryKey } from '../io.ts'
import { type EdgePolicy, edgePolicy } from './edge-policy.ts'

/** In the order in which a browser is chosen (checks/browser/find-products.ts). */
const kinds: readonly BrowserKind[] = ['edge', 'chrome', 'chromium']

/** @returns the first policy that says anything of a proxy, as Windows' registry would have it; null where none does */
export async function browserPolicy(io: Io, signal: AbortSignal): Promise<EdgePolicy> {
  const found = await Promise.all(kinds.map((kind) => readPolicies(io, kind, signal)))
  for (const { policies } of found) {
    const values = Object.fromEntries(policies.map(({ name, value }) => [name, value]))
    const key: RegistryKey = { values: values as RegistryKey['values'], subkeys: {} }
    const policy = edgePolicy(key, policies.find(({ name }) => name.startsWith('Proxy'))?.where ?? '')
    if (policy !== null) return policy
  }
  return null
}
