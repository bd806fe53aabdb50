/** Builds Windows' self-relative security descriptors ([MS-DTYP] section 2.4.6). */

export const sids = {
  system: 'S-1-5-18',
  administrators: 'S-1-5-32-544',
  trustedInstaller: 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
  users: 'S-1-5-32-545',
  everyone: 'S-1-1-0',
  authenticated: 'S-1-5-11',
  creatorOwner: 'S-1-3-0',
  appPackages: 'S-1-15-2-1',
  somebody: 'S-1-5-21-1004336348-1177238915-682003330-1001',
  domainAdmins: 'S-1-5-21-1004336348-1177238915-682003330-512',
  lookalike: 'S-1-5-21-1004336348-1177238915-682003330-5120',
} as const

/** Rights as icacls names them: full, modify, read and execute; WD,AD,WEA,WA. */
export const F = 0x1f01ff
export const M = 0x1301bf
export const RX = 0x1200a9
export const ADD = 0x2 | 0x4 | 0x10 | 0x100

const OI = 1
const CI = 2
const IO = 8

export type Ace = readonly [sid: string, mask: number, flags?: number, type?: number]

export function sid(text: string): Buffer {
  const [, , authority = '', ...parts] = text.split('-')
  const bytes = Buffer.alloc(8 + 4 * parts.length)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt8(parts.length, 1)
  bytes.writeUIntBE(Number(authority), 2, 6)
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(Number(part), 8 + 4 * index)
  return bytes
}

function ace([who, mask, flags = 0, type = 0]: Ace): Buffer {
  const body = sid(who)
  const head = Buffer.alloc(8)
  head.writeUInt8(type, 0)
  head.writeUInt8(flags, 1)
  head.writeUInt16LE(8 + body.length, 2)
  head.writeUInt32LE(mask, 4)
  return Buffer.concat([head, body])
}

/** `aces` null: no list at all. */
export function descriptor(owner: string, aces: readonly Ace[] | null): Buffer {
  const entries = Buffer.concat((aces ?? []).map(ace))
  const list = Buffer.alloc(8)
  list.writeUInt8(2, 0)
  list.writeUInt16LE(8 + entries.length, 2)
  list.writeUInt16LE(aces?.length ?? 0, 4)
  const head = Buffer.alloc(20)
  head.writeUInt8(1, 0)
  // SE_DACL_PRESENT, SE_SELF_RELATIVE.
  head.writeUInt16LE(0x8004, 2)
  const who = sid(owner)
  head.writeUInt32LE(20, 4)
  if (aces !== null) head.writeUInt32LE(20 + who.length, 16)
  return Buffer.concat([head, who, ...(aces === null ? [] : [list, entries])])
}

/** What icacls shows of C:\ProgramData on Windows 10 and 11, and what a folder that is made in it gets. */
export const programData: readonly Ace[] = [
  [sids.system, F, OI | CI],
  [sids.administrators, F, OI | CI],
  [sids.creatorOwner, F, OI | CI | IO],
  [sids.users, RX, OI | CI],
  [sids.users, ADD, CI],
]
/** C:\ itself. */
export const driveRoot: readonly Ace[] = [
  [sids.administrators, F, OI | CI],
  [sids.system, F, OI | CI],
  [sids.users, RX, OI | CI],
  [sids.authenticated, M, OI | CI | IO],
  [sids.authenticated, 0x4],
]
/** A folder that an administrator made there, and a file in it. */
export const madeFolder: readonly Ace[] = [...programData, [sids.administrators, F]]
export const madeFile: readonly Ace[] = [
  [sids.system, F],
  [sids.administrators, F],
  [sids.users, RX],
]
