/** The version that an executable for Windows bears in its resources: by it the installer decides which of two files is the newer. */

/** Name of the version resource, then its fixed part with its signature (Microsoft, "VS_VERSIONINFO", "VS_FIXEDFILEINFO"). */
const NAME = Buffer.from('VS_VERSION_INFO\0', 'utf16le')
const SIGNATURE = Buffer.from([0xbd, 0x04, 0xef, 0xfe])
/** Between them only what aligns to 32 bits. */
const MOST_PADDING = 4

/** "0.1.0.0"; undefined where it has none, or more than one. */
export function fileVersion(executable: Buffer): string | undefined {
  const versions = new Set<string>()
  for (let at = executable.indexOf(NAME); at >= 0; at = executable.indexOf(NAME, at + NAME.length)) {
    const fixed = executable.indexOf(SIGNATURE, at + NAME.length)
    if (fixed < 0 || fixed > at + NAME.length + MOST_PADDING || fixed + 16 > executable.length) continue
    versions.add([10, 8, 14, 12].map((offset) => executable.readUInt16LE(fixed + offset)).join('.'))
  }
  const [version, ...others] = versions
  return others.length === 0 ? version : undefined
}
