/** Names of an archive's files: all of them can be unpacked into one folder, on every system, none over another. */

const flat = /^[a-z0-9][a-z0-9._-]*$/

/** Devices of Windows, with any ending too (Microsoft, "Naming Files, Paths, and Namespaces"); 0 is a device on some of its versions. */
const reserved = /^(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)/

export function isArchiveName(name: string, maxLength: number): boolean {
  // Windows drops a dot at the end, and what was two names would be one.
  return name.length <= maxLength && flat.test(name) && !name.endsWith('.') && !reserved.test(name)
}
