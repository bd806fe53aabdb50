/**
 * Reads an archive that came from anywhere. Only what `write.ts` makes is one: every header is made again from the numbers that were read
 * and compared byte for byte, and files follow one another without a gap, so that there is no place for anything else.
 */

import { crc32 } from 'node:zlib'
import { ARCHIVE_LIMITS, type ArchiveLimits, boundsProblem } from './bounds.ts'
import { findEnd } from './find-end.ts'
import {
  DIRECTORY_BYTES,
  directoryHeader,
  type End,
  type Entry,
  LOCAL_BYTES,
  localHeader,
  signatures,
  takeDirectoryHeader,
  takeLocalHeader,
} from './layout.ts'
import { type ArchiveProblem, problemOf } from './problem.ts'

export { ARCHIVE_LIMITS, type ArchiveLimits } from './bounds.ts'
export type { ArchiveProblem } from './problem.ts'

export interface Archive {
  /** Content by name, in the order of the archive, as views of its bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

type Refused = { readonly problem: ArchiveProblem }

/** No file is looked at before all of the directory is found right and within the limits. Never throws. */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Archive | Refused {
  // A Buffer's views would be Buffers.
  const whole = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(whole)
  if ('problem' in end) return end
  if (end.count > limits.entries) return { problem: { code: 'too-many-files' } }
  const directory = readDirectory(whole, end, limits)
  if ('problem' in directory) return directory
  const { entries } = directory
  const problem = boundsProblem(entries, limits) ?? localProblem(whole, entries, end, limits)
  return problem === undefined ? contentsOf(whole, entries, limits) : { problem }
}

function readDirectory(bytes: Uint8Array, end: End, { nameLength }: ArchiveLimits): { readonly entries: readonly Entry[] } | Refused {
  const directory = bytes.subarray(end.directoryOffset, end.directoryOffset + end.directorySize)
  const entries: Entry[] = []
  let at = 0
  for (let left = end.count; left > 0; left -= 1) {
    if (at + DIRECTORY_BYTES > directory.length) return { problem: { code: 'damaged' } }
    const header = takeDirectoryHeader(directory, at)
    if (header.signature !== signatures.directory) return { problem: { code: 'damaged' } }
    const name = Buffer.from(directory.subarray(at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + header.nameLength)).toString('latin1')
    const { crc32, size, offset } = header
    const entry: Entry = { name, crc32, size, offset }
    const expected = directoryHeader(entry)
    if (name.length !== header.nameLength) return { problem: { code: 'damaged' } }
    if (!standsAt(directory, at, expected)) return { problem: problemOf('not-ours', name, nameLength) }
    entries.push(entry)
    at += expected.length
  }
  return at === directory.length ? { entries } : { problem: { code: 'damaged' } }
}

/** Files from the beginning, one behind the other, up to the directory; each with the header that the directory tells. */
function localProblem(bytes: Uint8Array, entries: readonly Entry[], end: End, { nameLength }: ArchiveLimits): ArchiveProblem | undefined {
  let at = 0
  for (const entry of entries) {
    const expected = localHeader(entry)
    if (entry.offset !== at || at + expected.length + entry.size > end.directoryOffset) return problemOf('damaged', entry.name, nameLength)
    if (!standsAt(bytes, at, expected)) return problemOf(isForeign(bytes, at) ? 'not-ours' : 'damaged', entry.name, nameLength)
    at += expected.length + entry.size
  }
  return at === end.directoryOffset ? undefined : { code: 'damaged' }
}

/** A header that is not what the directory says, because it has what is never written. */
function isForeign(bytes: Uint8Array, at: number): boolean {
  const { signature, flags, method, extraLength } = takeLocalHeader(bytes, at)
  return signature === signatures.local && (flags !== 0 || method !== 0 || extraLength !== 0)
}

function contentsOf(bytes: Uint8Array, entries: readonly Entry[], { nameLength }: ArchiveLimits): Archive | Refused {
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) {
    const start = entry.offset + LOCAL_BYTES + entry.name.length
    const content = bytes.subarray(start, start + entry.size)
    if (crc32(content) !== entry.crc32) return { problem: problemOf('damaged', entry.name, nameLength) }
    files.set(entry.name, content)
  }
  return { files }
}

function standsAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(at, at + expected.length), expected) === 0
}
