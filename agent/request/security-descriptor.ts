/**
 * Windows' security descriptor in its self-relative form ([MS-DTYP] sections 2.4.2 to 2.4.6): whose a file or folder is, and whether
 * anybody but administrators may change it. Every number in it is bounded before it is used.
 */

export type Security = 'owner' | 'writable' | 'unknown' | null

const HEADER_BYTES = 20
const ACL_HEADER_BYTES = 8
const SE_DACL_PRESENT = 0x4
const SE_SELF_RELATIVE = 0x8000

/** ACE types ([MS-DTYP] 2.4.4.1). The other kinds that allow something have a shape of their own, and stand on no file of ours. */
const ACCESS_ALLOWED = 0
/** Those that take away, watch or label: denied (object, callback, callback object), system audit … mandatory label, scoped policy. */
const allowsNothing: ReadonlySet<number> = new Set([1, 6, 10, 12, 2, 3, 7, 8, 13, 14, 15, 16, 17, 18, 19])
/** It counts for what is made inside, not here. */
const INHERIT_ONLY = 0x8

/** Access rights (winnt.h). DELETE, WRITE_DAC, WRITE_OWNER, GENERIC_ALL, GENERIC_WRITE and MAXIMUM_ALLOWED. */
const CHANGES_ANYTHING = 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000 | 0x02000000
/** FILE_WRITE_DATA, FILE_APPEND_DATA, FILE_WRITE_EA, FILE_WRITE_ATTRIBUTES. */
const CHANGES_A_FILE = CHANGES_ANYTHING | 0x2 | 0x4 | 0x10 | 0x100
/**
 * FILE_DELETE_CHILD. To add files and folders is let pass: %ProgramData% hands that down to every folder that an administrator makes
 * there. What a user adds is the user's own, and is passed over for it; what an administrator put there the user can't replace.
 */
const CHANGES_A_FOLDER = CHANGES_ANYTHING | 0x40

/**
 * Microsoft, "Well-known SIDs": SYSTEM, Administrators, TrustedInstaller; OWNER RIGHTS, since the owner is asked for first; the
 * built-in Administrator and the administrators of a domain, who are administrators of each of its PCs.
 */
const administrators =
  /^S-1-(?:5-18|5-32-544|5-80-956008885-3418522649-1831038044-1853292631-2271478464|3-4|5-21-\d+-\d+-\d+-(?:500|512|519))$/

/** @returns null where administrators alone can change it */
export function judgeSecurity(descriptor: Buffer, kind: 'file' | 'folder'): Security {
  if (descriptor.length < HEADER_BYTES) return 'unknown'
  const control = descriptor.readUInt16LE(2)
  if ((control & SE_SELF_RELATIVE) === 0) return 'unknown'
  const owner = sidAt(descriptor, descriptor.readUInt32LE(4))
  if (owner === undefined) return 'unknown'
  if (!administrators.test(owner)) return 'owner'
  const acl = descriptor.readUInt32LE(16)
  // Without a list everybody may do anything: so it is on FAT.
  if ((control & SE_DACL_PRESENT) === 0 || acl === 0) return 'writable'
  return judgeList(descriptor, acl, kind === 'file' ? CHANGES_A_FILE : CHANGES_A_FOLDER)
}

function judgeList(descriptor: Buffer, start: number, changes: number): Security {
  if (start > descriptor.length - ACL_HEADER_BYTES) return 'unknown'
  const end = start + descriptor.readUInt16LE(start + 2)
  if (end > descriptor.length) return 'unknown'
  let at = start + ACL_HEADER_BYTES
  for (let left = descriptor.readUInt16LE(start + 4); left > 0; left -= 1) {
    if (at > end - ACL_HEADER_BYTES) return 'unknown'
    const type = descriptor.readUInt8(at)
    const size = descriptor.readUInt16LE(at + 2)
    if (size < ACL_HEADER_BYTES || at + size > end) return 'unknown'
    const onlyInside = (descriptor.readUInt8(at + 1) & INHERIT_ONLY) !== 0
    if (!onlyInside && !allowsNothing.has(type)) {
      const who = type === ACCESS_ALLOWED ? sidAt(descriptor.subarray(0, at + size), at + 8) : undefined
      if (who === undefined) return 'unknown'
      if ((descriptor.readUInt32LE(at + 4) & changes) !== 0 && !administrators.test(who)) return 'writable'
    }
    at += size
  }
  return null
}

/** "S-1-5-32-544" ([MS-DTYP] section 2.4.2); undefined where none stands there. */
function sidAt(bytes: Buffer, at: number): string | undefined {
  if (at < HEADER_BYTES || at > bytes.length - 8 || bytes.readUInt8(at) !== 1) return undefined
  const count = bytes.readUInt8(at + 1)
  if (count > 15 || at + 8 + 4 * count > bytes.length) return undefined
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(at + 8 + 4 * index))
  return ['S-1', bytes.readUIntBE(at + 2, 6), ...parts].join('-')
}
