import type { RegistryKey, RegistryValue } from '../io.ts'
import type { Policy } from './evidence.ts'
import type { Policies } from './policies.ts'
import { parsePolicyJson } from './policies-json.ts'
import { type PolicyType, policyTypes } from './policies-known.ts'

/** Of lists of URLs Chromium obeys the first thousand (components/url_matcher/url_util.cc, kMaxFiltersAllowed). */
const MAX_ENTRIES = 1000

export type Value = Policy['value']

/** The known policies among `found`; one that holds something of another type is not obeyed by the browser and left out. */
export function knownPolicies(found: Readonly<Record<string, unknown>>): Map<string, Value> {
  const known = [...policyTypes].flatMap(([name, type]) => {
    const value = Object.hasOwn(found, name) ? accepted(found[name], type) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  return new Map(known)
}

function accepted(value: unknown, type: PolicyType): Value | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
      return Number.isInteger(value) ? (value as number) : undefined
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'list':
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, MAX_ENTRIES) : undefined
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : undefined
  }
}

/**
 * A key's values as the browser turns them into policies: DWORDs are numbers and flags, lists are subkeys with values named 1, 2, …,
 * and both those and objects may stand in one text as JSON; names in their own spelling (Chromium, components/policy/core/common/registry_dict.cc).
 * The subkey Recommended holds what the user may change: it mandates nothing and is not looked at.
 */
export function registryPolicies(key: RegistryKey): Map<string, Value> {
  const found = [...policyTypes].map(([name, type]) => {
    const subkey = Object.hasOwn(key.subkeys, name) ? key.subkeys[name] : undefined
    const value = Object.hasOwn(key.values, name) ? key.values[name] : undefined
    return [name, type === 'list' && subkey !== undefined ? numberedValues(subkey) : converted(value, type)] as const
  })
  return knownPolicies(Object.fromEntries(found))
}

function numberedValues({ values }: RegistryKey): RegistryValue[] {
  const numbered = Object.entries(values).filter(([name]) => /^\d{1,9}$/.test(name))
  return numbered.sort(([left], [right]) => Number(left) - Number(right)).map(([, value]) => value)
}

function converted(value: RegistryValue | undefined, type: PolicyType): unknown {
  if (value === undefined || typeof value === 'object') return undefined
  switch (type) {
    case 'text':
      return value
    case 'list':
    case 'object':
      return typeof value === 'string' ? parsePolicyJson(value) : undefined
    case 'integer':
      return wholeNumber(value)
    case 'boolean': {
      const number = wholeNumber(value)
      return number === undefined ? undefined : number !== 0
    }
  }
}

function wholeNumber(value: string | number): number | undefined {
  if (typeof value === 'number') return value
  return /^[+-]?\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** Nothing found says nothing where not everything could be looked at. */
export function managedBy(found: boolean, unread: Policies['unread']): boolean | null {
  return found ? true : unread.length > 0 ? null : false
}
