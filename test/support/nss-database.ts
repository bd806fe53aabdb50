import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Chromium on Linux takes a user's roots from a database in the home folder (Chromium, docs/linux/cert_management.md).
 *
 * @param roots PEM, trusted for servers
 */
export async function trustRoots(home: string, roots: readonly string[]): Promise<void> {
  const database = join(home, '.pki', 'nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  for (const [index, root] of roots.entries()) {
    const file = join(home, `root-${index}.pem`)
    await writeFile(file, root)
    await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', `root-${index}`, '-i', file])
  }
}
