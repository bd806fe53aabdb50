import type { RegistryKey, RegistryValue } from '../io.ts'

/** Names of values and keys are case-insensitive in Windows' registry. */
export function namedValue(key: RegistryKey, name: string): RegistryValue | undefined {
  return find(key.values, name)
}

export function subkeyOf(key: RegistryKey, name: string): RegistryKey | undefined {
  return find(key.subkeys, name)
}

/** A REG_SZ, trimmed; '' where it is missing or of another type. */
export function textValue(key: RegistryKey, name: string): string {
  const value = namedValue(key, name)
  return typeof value === 'string' ? value.trim() : ''
}

export function isSwitchedOn(key: RegistryKey, name: string): boolean {
  return namedValue(key, name) === 1
}

function find<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  const wanted = name.toLowerCase()
  return Object.entries(record).find(([each]) => each.toLowerCase() === wanted)?.[1]
}
