/** What both ways of reading the registry make. */

import type { RegistryKey, RegistryValue } from '../io.ts'

export interface MutableKey {
  values: Record<string, RegistryValue>
  subkeys: Record<string, MutableKey>
}

/** Without the names that every object has (`constructor` …): a key or value may be called so too. */
export function emptyKey(): MutableKey & RegistryKey {
  return { values: Object.create(null), subkeys: Object.create(null) }
}

/** The hives by the short names that reg.exe takes: their full names, and the numbers of winreg.h, whose sign reaches into all 64 bits. */
const hives = {
  HKCR: { name: 'HKEY_CLASSES_ROOT', handle: 0x80000000 | 0 },
  HKCU: { name: 'HKEY_CURRENT_USER', handle: 0x80000001 | 0 },
  HKLM: { name: 'HKEY_LOCAL_MACHINE', handle: 0x80000002 | 0 },
  HKU: { name: 'HKEY_USERS', handle: 0x80000003 | 0 },
  HKCC: { name: 'HKEY_CURRENT_CONFIG', handle: 0x80000005 | 0 },
} as const

/** `HKLM\SOFTWARE\…` taken apart; undefined where it begins with no hive. */
export function splitPath(path: string): { readonly hive: string; readonly handle: number; readonly subkey: string } | undefined {
  const [short = '', ...rest] = path.split('\\')
  const hive = hives[short.toUpperCase() as keyof typeof hives] as (typeof hives)[keyof typeof hives] | undefined
  return hive && { hive: hive.name, handle: hive.handle, subkey: rest.join('\\') }
}
