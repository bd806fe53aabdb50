/** The least file that Windows would take for a program with a version resource (Microsoft, "PE Format"). */

interface Program {
  readonly version: readonly number[] | undefined
  readonly bits?: 32 | 64
}

const PE = 0x40
const OPTIONAL_BYTES = { 32: 224, 64: 240 } as const
/** Where the section lies in the file, and where it is loaded: two places, as in every real program. */
const RESOURCES_IN_FILE = 0x200
const RESOURCES_LOADED = 0x3000

export function portableExecutable({ version, bits = 64 }: Program): Buffer {
  const headers = Buffer.alloc(RESOURCES_IN_FILE)
  headers.write('MZ')
  headers.writeUInt32LE(PE, 0x3c)
  headers.write('PE\0\0', PE)
  headers.writeUInt16LE(1, PE + 6)
  headers.writeUInt16LE(OPTIONAL_BYTES[bits], PE + 20)
  const optional = PE + 24
  headers.writeUInt16LE(bits === 64 ? 0x20b : 0x10b, optional)
  if (version === undefined) return headers
  const resources = resourceSection(version)
  headers.writeUInt32LE(RESOURCES_LOADED, optional + (bits === 64 ? 112 : 96) + 16)
  const section = optional + OPTIONAL_BYTES[bits]
  headers.write('.rsrc', section)
  headers.writeUInt32LE(RESOURCES_LOADED, section + 12)
  headers.writeUInt32LE(resources.length, section + 16)
  headers.writeUInt32LE(RESOURCES_IN_FILE, section + 20)
  return Buffer.concat([headers, resources])
}

function resourceSection([major = 0, minor = 0, build = 0, patch = 0]: readonly number[]): Buffer {
  const section = Buffer.alloc(256)
  const directory = (at: number, entries: readonly (readonly [id: number, to: number])[]) => {
    section.writeUInt16LE(entries.length, at + 14)
    for (const [index, [id, to]] of entries.entries()) {
      section.writeUInt32LE(id, at + 16 + 8 * index)
      section.writeUInt32LE(to, at + 20 + 8 * index)
    }
  }
  const deeper = 0x80000000
  // An icon first: the version is not simply what comes first.
  directory(0, [
    [3, 180 + deeper],
    [16, 32 + deeper],
  ])
  directory(32, [[1, 56 + deeper]])
  directory(56, [[0x409, 80]])
  section.writeUInt32LE(RESOURCES_LOADED + 96, 80)
  section.writeUInt32LE(92, 84)
  const info = 96 + 40
  section.write('VS_VERSION_INFO', 96 + 6, 'utf16le')
  section.writeUInt32LE(0xfeef04bd, info)
  for (const [index, part] of [minor, major, patch, build].entries()) section.writeUInt16LE(part, info + 8 + 2 * index)
  return section
}
