/** How much an archive may hold. The writer keeps to it, and the reader checks it from the directory, before anything else is read. */

import type { Entry } from './layout.ts'
import { isArchiveName } from './names.ts'
import { type ArchiveProblem, problemOf } from './problem.ts'

const MIB = 2 ** 20

export interface ArchiveLimits {
  readonly entries: number
  /** Characters of a name. */
  readonly nameLength: number
  /** Bytes of one file. */
  readonly fileBytes: number
  /** Bytes of all files: they lie in memory together. */
  readonly totalBytes: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  // Ten texts and a picture for each page come to some twenty, and a directory of ten times as many is read in no time.
  entries: 200,
  // A picture is named after its page's host. Unpacked into a deep folder, this still leaves room within Windows' 260 (MAX_PATH).
  nameLength: 100,
  // A hundred times a usual bundle. A helpdesk's PC has that much memory, also for the copy that is being read.
  fileBytes: 256 * MIB,
  totalBytes: 256 * MIB,
}

/** The first thing about these files that no archive may have. */
export function boundsProblem(entries: readonly Pick<Entry, 'name' | 'size'>[], limits: ArchiveLimits): ArchiveProblem | undefined {
  if (entries.length > limits.entries) return { code: 'too-many-files' }
  // An empty archive says nothing.
  if (entries.length === 0) return { code: 'not-ours' }
  const names = new Set<string>()
  let total = 0
  for (const { name, size } of entries) {
    const problem = (code: ArchiveProblem['code']) => problemOf(code, name, limits.nameLength)
    if (!isArchiveName(name, limits.nameLength)) return problem('bad-name')
    if (names.has(name)) return problem('duplicate-name')
    names.add(name)
    total += size
    if (size > limits.fileBytes || total > limits.totalBytes) return problem('too-large')
  }
  return undefined
}
