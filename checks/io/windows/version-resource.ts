/**
 * The version resource of an executable read from the file itself, without any library (Microsoft, "PE Format": section table and
 * .rsrc; "VS_VERSIONINFO structure"). Every number comes from the file and is bounded before it is used.
 */

import { type FileHandle, open } from 'node:fs/promises'
import { failure, failureOf } from '../../failure.ts'
import { FIXED_FILE_INFO_BYTES, type FileVersion, readFixedFileInfo } from './fixed-file-info.ts'

const malformed: FileVersion = { failure: failure('malformed') }
const withoutVersion: FileVersion = { failure: failure('no-data') }

/** e_lfanew: where the PE header begins. */
const PE_OFFSET = 0x3c
const PE_SIGNATURE = 0x4550
const COFF_HEADER_BYTES = 24
const SECTION_BYTES = 40
/** The image loader takes no more. */
const MAX_SECTIONS = 96
/** Optional header: its magic number, and where the data directories begin in one of 32 bits and of 64. */
const DIRECTORIES: Readonly<Record<number, number>> = { 267: 96, 523: 112 }
/** The third directory is that of the resources, 8 bytes each. */
const RESOURCE_DIRECTORY = 16
const RT_VERSION = 16
const MAX_ENTRIES = 4096
/** In front of VS_FIXEDFILEINFO: three words, L"VS_VERSION_INFO" with its NUL, and two bytes to the next 32-bit boundary. */
const BEFORE_FIXED_FILE_INFO = 40

/** Works on every system, whatever the file was built for. */
export async function fileVersionByResource(path: string): Promise<FileVersion> {
  try {
    await using file = await open(path, 'r')
    return await versionIn(file)
  } catch (error) {
    const found = failureOf(error)
    return { failure: found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found }
  }
}

async function versionIn(file: FileHandle): Promise<FileVersion> {
  const dos = await read(file, 0, PE_OFFSET + 4)
  if (dos?.toString('latin1', 0, 2) !== 'MZ') return malformed
  const start = dos.readUInt32LE(PE_OFFSET)
  const coff = await read(file, start, COFF_HEADER_BYTES)
  if (coff?.readUInt32LE(0) !== PE_SIGNATURE) return malformed
  const sectionCount = coff.readUInt16LE(6)
  const optional = await read(file, start + COFF_HEADER_BYTES, coff.readUInt16LE(20))
  const directories = DIRECTORIES[optional?.length ? optional.readUInt16LE(0) : 0]
  if (optional === undefined || directories === undefined || sectionCount > MAX_SECTIONS) return malformed
  if (optional.length < directories + RESOURCE_DIRECTORY + 8) return withoutVersion
  const address = optional.readUInt32LE(directories + RESOURCE_DIRECTORY)
  if (address === 0) return withoutVersion
  const sections = await read(file, start + COFF_HEADER_BYTES + optional.length, sectionCount * SECTION_BYTES)
  if (sections === undefined) return malformed
  const resources = offsetOf(sections, address)
  if (resources === undefined) return malformed

  // Three levels: the type, the name, the language; of the last two whichever comes first.
  const names = await entry(file, resources, 0, (id) => id === RT_VERSION)
  if (names === undefined) return withoutVersion
  const languages = await entry(file, resources, names & 0x7fffffff, () => true)
  const leaf = languages === undefined ? undefined : await entry(file, resources, languages & 0x7fffffff, () => true)
  const data = leaf === undefined || leaf > 0x7fffffff ? undefined : await read(file, resources + leaf, 8)
  const offset = data && offsetOf(sections, data.readUInt32LE(0))
  if (offset === undefined) return malformed
  const info = await read(file, offset + BEFORE_FIXED_FILE_INFO, FIXED_FILE_INFO_BYTES)
  return info === undefined ? malformed : readFixedFileInfo(info)
}

/** Where in the file lies what is loaded at an address. */
function offsetOf(sections: Buffer, address: number): number | undefined {
  for (let at = 0; at < sections.length; at += SECTION_BYTES) {
    const from = sections.readUInt32LE(at + 12)
    const within = address - from
    if (within >= 0 && within < sections.readUInt32LE(at + 16)) return sections.readUInt32LE(at + 20) + within
  }
  return undefined
}

/** The first entry of a resource directory that `wanted` takes: where it leads, from the start of the resources. */
async function entry(file: FileHandle, resources: number, at: number, wanted: (id: number) => boolean): Promise<number | undefined> {
  const header = await read(file, resources + at, 16)
  if (header === undefined) return undefined
  const count = Math.min(MAX_ENTRIES, header.readUInt16LE(12) + header.readUInt16LE(14))
  const entries = await read(file, resources + at + 16, count * 8)
  if (entries === undefined) return undefined
  for (let offset = 0; offset < entries.length; offset += 8) {
    if (wanted(entries.readUInt32LE(offset))) return entries.readUInt32LE(offset + 4)
  }
  return undefined
}

/** Undefined where the file ends before. */
async function read(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return bytesRead === length ? buffer : undefined
}
