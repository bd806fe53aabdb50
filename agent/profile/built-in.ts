/**
 * The site file that an executable was made with (`npm run package -- --site FILE`), and the files that it names. They are read by
 * names of their own, beside all files of the PC: nothing on a disk can stand in for them.
 */

import { failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'

/** As it is named in messages and reports. */
export const builtInSite = 'built-in/site.yaml'

type ReadBuiltIn = (name: string) => Buffer | undefined

let read: ReadBuiltIn | undefined

/** The build says how they are read, where it brings any along. */
export function replaceBuiltIn(reader: ReadBuiltIn): void {
  read = reader
}

export function hasBuiltInSite(): boolean {
  return read !== undefined
}

/** The same doors, through which the built-in files are seen too. */
export function withBuiltInFiles<T extends Pick<Io, 'files'>>(io: T): T {
  const reader = read
  if (reader === undefined) return io
  const files: Io['files'] = {
    ...io.files,
    read: async (path, maxBytes) => {
      // Joined by the PC's own rules.
      const name = path.replaceAll('\\', '/')
      if (!name.startsWith('built-in/')) return io.files.read(path, maxBytes)
      const content = reader(name)
      if (content === undefined) return { failure: failure('file-missing', 'ENOENT') }
      return content.length > maxBytes ? { failure: failure('too-large') } : { content }
    },
  }
  return { ...io, files }
}
