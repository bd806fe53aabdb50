/**
 * Registry keys as Windows writes them. Flags of the binary values: IE support blog, "What is DefaultConnectionSettings key?" (ninth
 * byte 01, 03, 05, 09 and their sums); their form: Wine, dlls/winhttp/session.c (version 0x46 for WinINET, 0x18 for WinHTTP).
 */

import type { RegistryKey, RegistryValue } from '../../checks/io.ts'

export function key(values: Readonly<Record<string, RegistryValue>>, subkeys: Readonly<Record<string, RegistryKey>> = {}): RegistryKey {
  return { values, subkeys }
}

export interface Connection {
  readonly version?: number
  readonly flags: number
  readonly proxy?: string
  readonly bypass?: string
  readonly pacUrl?: string
}

/** As reg.exe prints REG_BINARY. */
export function connectionHex({ version = 0x46, flags, proxy = '', bypass = '', pacUrl = '' }: Connection): string {
  const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
  const text = (value: string) => Buffer.concat([number(value.length), Buffer.from(value, 'latin1')])
  const parts = [number(version), number(4), number(flags), text(proxy), text(bypass), text(pacUrl), Buffer.alloc(32)]
  return Buffer.concat(parts).toString('hex').toUpperCase()
}

/** Internet Settings with the single values that the dialogs write, and the connection beside them. */
export function internetSettings(values: Readonly<Record<string, RegistryValue>>, connection?: Connection): RegistryKey {
  const connections: Record<string, RegistryKey> =
    connection === undefined ? {} : { Connections: key({ DefaultConnectionSettings: connectionHex(connection) }) }
  return key(
    { 'User Agent': 'Mozilla/4.0 (compatible; MSIE 8.0; Win32)', IE5_UA_Backup_Flag: '5.0', ...values },
    { ZoneMap: key({}), ...connections },
  )
}

export const winHttpHex = (proxy: string, bypass = '<local>') => connectionHex({ version: 0x18, flags: 3, proxy, bypass }).slice(0, -72)
