import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether earlier runs have kept something. A look at names: on most PCs nothing waits, and nothing that sends is loaded. */
export async function somethingWaits(dataFolder: string): Promise<boolean> {
  const names = await readdir(join(dataFolder, 'spool')).catch(() => [])
  return names.some((name) => /^[0-9a-f]{64}-/.test(name))
}
