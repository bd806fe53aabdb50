/** One service a data folder: two would answer the same token twice. What replaces the index or all of it holds the same lock. */

import { type Lock, tryLock } from '../../agent/output/file-lock.ts'
import { makeFolder } from '../data/durable.ts'
import { dataFolderAt } from '../data/folder.ts'

/** Gone with the process, however it ends. Makes the folder where there is none; throws what the disk says to that. */
export async function lockData(dataFolder: string): Promise<Lock> {
  await makeFolder(dataFolder)
  return tryLock(dataFolderAt(dataFolder).lock)
}
