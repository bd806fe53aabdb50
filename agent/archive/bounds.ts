/** How much an archive may hold. The writer keeps to it, and the reader checks it from the directory, before anything is unpacked. */

import type { Entry } from './layout.ts'
import { isArchiveName } from './names.ts'
import { type ArchiveProblem, problemOf } from './problem.ts'

const MIB = 2 ** 20

export interface ArchiveLimits {
  readonly entries: number
  /** Characters of a name. */
  readonly nameLength: number
  /** Bytes of one file, unpacked. */
  readonly fileBytes: number
  /** Bytes of all files, unpacked: they lie in memory together. */
  readonly totalBytes: number
  /** Bytes that one packed byte may become … */
  readonly ratio: number
  /** … in a file of more bytes than these, unpacked. */
  readonly ratioFromBytes: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  // Ten texts and a picture for each page come to some twenty, and a directory of ten times as many is read in no time.
  entries: 200,
  // A picture is named after its page's host. Unpacked into a deep folder, this still leaves room within Windows' 260 (MAX_PATH).
  nameLength: 100,
  // A hundred times a usual bundle. A helpdesk's PC has that much memory, also for the copy that is being read.
  fileBytes: 256 * MIB,
  totalBytes: 256 * MIB,
  // Deflate gives 1032 bytes for one at most, and bombs live on that. Evidence gives 5 to 7, JSON whose rows differ by one number alone
  // 40 to 70; a text of ours beyond 200 (one line, over and over) is stored instead.
  ratio: 200,
  // Small files may be as repetitive as they like: as many of them as may be here come to less than the total.
  ratioFromBytes: MIB,
}

/** Texts above are stored: packing them takes a core (35 ms a MiB) for longer than anybody waits for a bundle. */
const MOST_DEFLATED_BYTES = 16 * MIB

/** This list only grows: what was written once stays readable. */
const textEndings = /\.(?:html|json|log|txt)$/

/** Pictures are packed already, and signatures are noise. */
export function mayBeDeflated(name: string, size: number): boolean {
  return textEndings.test(name) && size <= MOST_DEFLATED_BYTES
}

type Sizes = Pick<Entry, 'size' | 'packedSize'>

export function isTooCompressed({ size, packedSize }: Sizes, { ratio, ratioFromBytes }: ArchiveLimits = ARCHIVE_LIMITS): boolean {
  return size > ratioFromBytes && size > ratio * packedSize
}

/** The first thing about these files that no archive may have. */
export function boundsProblem(entries: readonly Omit<Entry, 'crc32' | 'offset'>[], limits: ArchiveLimits): ArchiveProblem | undefined {
  if (entries.length > limits.entries) return { code: 'too-many-files' }
  // An empty archive says nothing.
  if (entries.length === 0) return { code: 'not-ours' }
  const names = new Set<string>()
  let total = 0
  for (const { name, method, size, packedSize } of entries) {
    const problem = (code: ArchiveProblem['code']) => problemOf(code, name, limits.nameLength)
    if (!isArchiveName(name, limits.nameLength)) return problem('bad-name')
    if (names.has(name)) return problem('duplicate-name')
    names.add(name)
    total += size
    if (size > limits.fileBytes || total > limits.totalBytes) return problem('too-large')
    if (method === 'stored' && packedSize !== size) return problem('damaged')
    if (method === 'stored') continue
    if (isTooCompressed({ size, packedSize }, limits)) return problem('too-compressed')
    if (packedSize >= size || !mayBeDeflated(name, size)) return problem('not-ours')
  }
  return undefined
}
