/** package-lock.json: what npm installed, and what each package needs. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackagingError } from '../tools.ts'

interface Entry {
  readonly version: string
  readonly license?: string
  /** Subresource Integrity of the package's archive. */
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** By path, such as `node_modules/a/node_modules/b`; the project itself under ''. */
export type Lock = Readonly<Record<string, Entry>>

export async function readLock(root: string): Promise<Lock> {
  return (JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Lock }).packages
}

/** Throws a PackagingError where the lock file has no such path. */
export function entryOf(lock: Lock, path: string): Entry {
  const entry = lock[path]
  if (entry === undefined) throw new PackagingError(`${path} is not in package-lock.json; run npm ci`)
  return entry
}

/** Paths of what a package needs, found as Node.js finds it ("Loading from node_modules folders"): the nearest of that name. */
export function neededPaths(lock: Lock, path: string): string[] {
  const { dependencies = {}, optionalDependencies = {} } = entryOf(lock, path)
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => {
    for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
      const found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
      if (lock[found] !== undefined) return [found]
      if (folder === '') return []
    }
  })
}

/** SHA-512 as hexadecimal digits, where the lock file has one. */
export function sha512Of({ integrity = '' }: Pick<Entry, 'integrity'>): string | undefined {
  const [, base64] = /(?:^|\s)sha512-(\S+)/.exec(integrity) ?? []
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex')
}
