/** How the executable looks in Windows: its name, version, languages and icon, and what Windows has to know to run it well. */

import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { PackagingError } from '../tools.ts'
import { manifest } from './manifest.ts'
import { loadFromSystemAlone } from './system-libraries.ts'
import { languages, versionResource } from './version-resource.ts'

const icon = join(import.meta.dirname, '../icon/terminal-preflight.ico')

/** Microsoft, "Resource types". */
const RT_ICON = 3
const RT_GROUP_ICON = 14
const RT_VERSION = 16
const RT_MANIFEST = 24
/** Node's own of these go, in whatever language they are: Windows would choose among them. */
const replaced: ReadonlySet<string | number> = new Set([RT_ICON, RT_GROUP_ICON, RT_VERSION, RT_MANIFEST])

export interface Dress {
  /** An executable without a signature, with the program already in it: the tool that puts it in stumbles over a dressed one. */
  readonly inFile: string
  /** Overwritten; may be `inFile`. */
  readonly outFile: string
  /** The program's, like 0.1.0. */
  readonly version: string
  /** The name that it goes out under. */
  readonly fileName: string
}

/**
 * Gives it a version resource, an icon and a manifest of its own; every other resource, NODE_SEA_BLOB before all, stays as it is. The
 * same input gives the same bytes. The checksum in the header is right for them afterwards, and osslsigncode mends it when it signs.
 * Throws a PackagingError where the file is signed, or no executable, or the version isn't three numbers.
 */
export async function dress({ inFile, outFile, version, fileName }: Dress): Promise<void> {
  const executable = readExecutable(await readFile(inFile), inFile)
  const resources = NtExecutableResource.from(executable)
  resources.entries = resources.entries.filter(({ type }) => !replaced.has(type))
  versionResource(version, fileName).outputToResourceEntries(resources.entries)
  const pictures = Data.IconFile.from(await readFile(icon)).icons.map(({ data }) => data)
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, 1, languages.en, pictures)
  resources.entries.push({ type: RT_MANIFEST, id: 1, lang: languages.en, codepage: 0, bin: new TextEncoder().encode(manifest).buffer })
  resources.outputResource(executable)
  loadFromSystemAlone(executable)
  await writeFile(outFile, new Uint8Array(executable.generate()), { mode: 0o755 })
}

function readExecutable(bytes: Buffer, path: string): NtExecutable {
  try {
    return NtExecutable.from(bytes)
  } catch (error) {
    // A signature would stay behind in the middle of what it no longer signs.
    const reason = error instanceof Error ? error.message : String(error)
    throw new PackagingError(`${basename(path)} cannot be dressed, it has to be an executable without a signature: ${reason}`)
  }
}
