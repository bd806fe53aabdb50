import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'

/** Whether earlier runs have kept something. A look at names: on most PCs nothing waits, and nothing that sends is loaded. */
export async function somethingWaits(dataFolder: string): Promise<boolean> {
  const names = await readdir(join(dataFolder, 'spool')).catch((error: unknown) => (failureOf(error).code === 'ENOENT' ? [] : null))
  // What can't be looked at is said by whoever sends.
  return names === null || names.some((name) => /^[0-9a-f]{64}-/.test(name))
}
