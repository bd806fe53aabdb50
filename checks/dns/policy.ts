/** Windows' Name Resolution Policy Table: rules that send some names to other servers (VPNs and DirectAccess set them). */

import type { Io, RegistryKey } from '../io.ts'

/** Group policy's rules, and those of the local machine (Microsoft, MS-GPNRPT section 2.2.2). */
const policyKeys = [
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig',
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters\\DnsPolicyConfig',
] as const

export interface PolicyRule {
  /** The target that the rule matches. */
  readonly name: string
  readonly namespace: string
  readonly servers: string[]
}

export async function readPolicyRules(io: Io, names: readonly string[], signal: AbortSignal): Promise<PolicyRule[]> {
  if (io.platform !== 'win32') return []
  const keys = await Promise.all(policyKeys.map((path) => io.registry.read(path, signal)))
  return keys.flatMap((outcome) => ('key' in outcome ? Object.values(outcome.key.subkeys).flatMap((rule) => matchRule(rule, names)) : []))
}

/** `Name` holds ".suffix", a whole name, or "." for every name; `GenericDNSServers` the servers, by semicolons. */
export function matchRule(rule: RegistryKey, names: readonly string[]): PolicyRule[] {
  const spaces = listOf(rule.values.Name)
  const servers = listOf(rule.values.GenericDNSServers).flatMap((list) => list.split(/[;,\s]+/).filter((server) => server !== ''))
  return spaces.flatMap((namespace) => names.filter((name) => matches(namespace, name)).map((name) => ({ name, namespace, servers })))
}

function listOf(value: RegistryKey['values'][string] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : typeof value === 'object' ? value : []
}

function matches(namespace: string, name: string): boolean {
  const space = namespace.toLowerCase()
  const wanted = name.toLowerCase()
  return space === '.' || (space.startsWith('.') ? wanted.endsWith(space) : wanted === space)
}
