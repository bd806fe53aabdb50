/** Why an archive is refused. The words for people stand where the archive is used. */

export const archiveProblemCodes = [
  /** No ZIP at all. */
  'not-an-archive',
  /** Cut, altered, or with something before, between or behind its files. */
  'damaged',
  /** A ZIP with something in it that is never written here: compression, encryption, links, ZIP64, comments, extra fields. */
  'not-ours',
  'too-many-files',
  'too-large',
  'bad-name',
  'duplicate-name',
] as const

export type ArchiveProblemCode = (typeof archiveProblemCodes)[number]

export interface ArchiveProblem {
  readonly code: ArchiveProblemCode
  /** Of the file that it is about: printable ASCII, and no longer than a name may be. */
  readonly name?: string
}

/** A problem with a file; its name comes from who made the archive, and could turn a terminal's text around. */
export function problemOf(code: ArchiveProblemCode, name: string, nameLength: number): ArchiveProblem {
  return { code, name: name.slice(0, nameLength).replace(/[^ -~]/g, '?') }
}
