/** Spools in folders of their own, and a protection that really hides what it keeps. */

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Protection } from '../../agent/identity/protection.ts'
import type { SpoolLimits } from '../../agent/spool/limits.ts'
import { createSpool, type Spool } from '../../agent/spool/spool.ts'

const key = createHash('sha256').update('a key of the tests').digest()

/** AES-256-GCM. `by` says nothing here: the tests have no DPAPI. */
export const testProtection: Protection = {
  async protect(secret) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
    return { content: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), by: 'file-rights' }
  },
  async unprotect(content) {
    const bytes = Buffer.from(content)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28))
    return { secret: Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]), by: 'file-rights' }
  },
}

export interface TestSpool extends AsyncDisposable {
  readonly folder: string
  readonly spool: Spool
}

export async function testSpool(limits?: SpoolLimits): Promise<TestSpool> {
  const base = await mkdtemp(join(tmpdir(), 'spool-test-'))
  const folder = join(base, 'data', 'spool')
  return {
    folder,
    spool: spoolAt(folder, limits),
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  }
}

export function spoolAt(folder: string, limits?: SpoolLimits): Spool {
  return createSpool({ folder, protection: testProtection, ...(limits === undefined ? {} : { limits }) })
}

/** Everything that lies in a folder, by path from there. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(files.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const)))
}
