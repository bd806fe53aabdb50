import { readFile } from 'node:fs/promises'
import { failureOf } from '../../checks/failure.ts'

/** Null where there is no such file. Throws what else the disk says. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: unknown) => {
    if (failureOf(error).word === 'file-missing') return null
    throw error
  })
}
