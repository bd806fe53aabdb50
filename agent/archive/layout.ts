/**
 * The records of a ZIP (PKWARE APPNOTE 6.3.10): the writer writes them, and the reader makes them again from the numbers that it read and
 * compares every byte. One description for both, so that neither can know a field that the other doesn't.
 */

/** One file of an archive; sizes and offset in bytes. */
export interface Entry {
  readonly name: string
  readonly crc32: number
  readonly size: number
  /** Of its local header, from the beginning of the archive. */
  readonly offset: number
}

export interface End {
  readonly count: number
  readonly directorySize: number
  readonly directoryOffset: number
}

/** Names and widths in bytes of a record's fields, in their order; all are little-endian (section 4.4.1.1). */
type Fields<Name extends string> = readonly (readonly [Name, 2 | 4])[]

const common = [
  ['versionNeeded', 2],
  ['flags', 2],
  ['method', 2],
  ['time', 2],
  ['date', 2],
  ['crc32', 4],
  ['packedSize', 4],
  ['size', 4],
  ['nameLength', 2],
  ['extraLength', 2],
] as const

/** Section 4.3.7 */
const localFields = [['signature', 4], ...common] as const

/** Section 4.3.12 */
const directoryFields = [
  ['signature', 4],
  ['madeBy', 2],
  ...common,
  ['commentLength', 2],
  ['disk', 2],
  ['internal', 2],
  ['external', 4],
  ['offset', 4],
] as const

/** Section 4.3.16 */
const endFields = [
  ['signature', 4],
  ['disk', 2],
  ['directoryDisk', 2],
  ['countHere', 2],
  ['count', 2],
  ['directorySize', 4],
  ['directoryOffset', 4],
  ['commentLength', 2],
] as const

export const LOCAL_BYTES = bytesOf(localFields)
export const DIRECTORY_BYTES = bytesOf(directoryFields)
export const END_BYTES = bytesOf(endFields)

/** `PK` and the kind of record. */
export const signatures = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50, zip64Locator: 0x07064b50 } as const

/** Whatever is the same in every file of every archive: the time of day and the PC's own ways would make each archive another. */
const always = {
  /** 2.0 (section 4.4.3.2): stored files need only 1.0, but this is what every program writes and so what every program reads. */
  versionNeeded: 20,
  /** Not encrypted, sizes in the header, names in ASCII (section 4.4.4). */
  flags: 0,
  /** 1980-01-01 00:00, the first that MS-DOS can tell. */
  time: 0,
  date: (1 << 5) | 1,
  /** Stored (section 4.4.5): there is nothing to unpack, so that no bit is without a meaning, and no archive is larger than it looks. */
  method: 0,
  extraLength: 0,
} as const

const alwaysInDirectory = {
  /** Unix (3), by version 2.0: only then are the rights below heeded (section 4.4.2). */
  madeBy: (3 << 8) | 20,
  commentLength: 0,
  disk: 0,
  internal: 0,
  /** A regular file that only its owner reads and writes, in the upper half as Unix has it: S_IFREG | 0600. */
  external: 0o100600 * 2 ** 16,
} as const

export function localHeader(entry: Entry): Uint8Array {
  return put(localFields, { signature: signatures.local, ...always, ...numbersOf(entry) }, entry.name)
}

export function directoryHeader(entry: Entry): Uint8Array {
  const { offset, name } = entry
  return put(directoryFields, { signature: signatures.directory, ...always, ...alwaysInDirectory, ...numbersOf(entry), offset }, name)
}

export function endOfDirectory({ count, directorySize, directoryOffset }: End): Uint8Array {
  const oneDisk = { disk: 0, directoryDisk: 0, countHere: count, count }
  return put(endFields, { signature: signatures.end, ...oneDisk, directorySize, directoryOffset, commentLength: 0 })
}

/** What stands at `at`, where LOCAL_BYTES, DIRECTORY_BYTES or END_BYTES have to lie within the bytes. */
export const takeLocalHeader = (bytes: Uint8Array, at: number) => take(localFields, bytes, at)
export const takeDirectoryHeader = (bytes: Uint8Array, at: number) => take(directoryFields, bytes, at)
export const takeEnd = (bytes: Uint8Array, at: number) => take(endFields, bytes, at)

function numbersOf({ name, crc32, size }: Entry) {
  return { crc32, packedSize: size, size, nameLength: name.length }
}

function bytesOf(fields: Fields<string>): number {
  return fields.reduce((sum, [, width]) => sum + width, 0)
}

function put<Name extends string>(fields: Fields<Name>, values: Readonly<Record<Name, number>>, name = ''): Uint8Array {
  const length = bytesOf(fields)
  const bytes = new Uint8Array(length + name.length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [field, width] of fields) {
    if (width === 2) view.setUint16(at, values[field], true)
    else view.setUint32(at, values[field], true)
    at += width
  }
  bytes.set(Buffer.from(name, 'latin1'), length)
  return bytes
}

function take<Name extends string>(fields: Fields<Name>, bytes: Uint8Array, start: number): Readonly<Record<Name, number>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = start
  const values = fields.map(([field, width]) => {
    const value = width === 2 ? view.getUint16(at, true) : view.getUint32(at, true)
    at += width
    return [field, value] as const
  })
  return Object.fromEntries(values) as Record<Name, number>
}
