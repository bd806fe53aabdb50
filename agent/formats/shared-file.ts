/** A file that another account reads: node_exporter and windows_exporter run as their own. What is in it names no user, host or address. */

import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Failure, failureOf } from '../../checks/failure.ts'
import { patiently } from '../../checks/io/files.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'

/** Whole or not at all: the collector may come at any moment, and takes every `*.prom`, which the half-written one is not. */
export async function writeSharedFile(path: string, text: string): Promise<{ readonly written: true } | { readonly failure: Failure }> {
  const half = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await makeFolder(dirname(path), 0o777)
    await writeForAll(half, text)
    await patiently(() => rename(half, path))
    return { written: true }
  } catch (error) {
    await rm(half, { force: true }).catch(() => {})
    const found = failureOf(error)
    // EACCES and EPERM of a file are its rights, not a firewall's.
    return { failure: found.word === 'prohibited' ? { ...found, word: 'access-denied' } : found }
  }
}

async function writeForAll(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o644)
  // Whatever the umask of the session is.
  await file.chmod(0o644)
  await file.writeFile(text)
  await file.sync()
}
