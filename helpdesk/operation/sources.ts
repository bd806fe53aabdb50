/** What commands read of a data folder beside the service, or in its place. */

import { stat } from 'node:fs/promises'
import { rules } from '../../agent/version.ts'
import type { Clock } from '../../checks/io.ts'
import { dataFolderAt } from '../data/folder.ts'
import { openKeys } from '../keys/open-keys.ts'
import type { Objects } from '../objects/objects.ts'
import { objectsOnDisk } from '../objects/on-disk.ts'
import { openRecords } from '../requests/on-disk.ts'
import { createOpener } from '../verification/create-opener.ts'
import type { Sources } from './reindex.ts'

/** Whether a helpdesk has kept anything there: no command but serve makes a data folder. */
export function isDataFolder(dataFolder: string): Promise<boolean> {
  return stat(dataFolderAt(dataFolder).objects).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** Throws a KeysError where the keys are lost or damaged, and what the disk says. */
export async function openSources(dataFolder: string, clock: Pick<Clock, 'wallMs'>): Promise<Sources & { close(): Promise<void> }> {
  const folder = dataFolderAt(dataFolder)
  // None are made: they would open nothing that was encrypted to the old ones.
  const { encryptionKeyPem, encryptionCertificatePem } = await openKeys(folder.keys, null, clock)
  const objects = await objectsOnDisk(folder.objects)
  const opener = createOpener({
    encryptionKeyPem,
    certificatePem: encryptionCertificatePem,
    trustFolder: folder.trust,
    rules,
    ...((await areFew(objects)) ? { threads: 1 } : {}),
  })
  return {
    objects,
    records: await openRecords(folder.requests),
    opener,
    close: () => opener.close(),
  }
}

/** A thread takes longer to load than it needs for so many bundles. */
const FEW = 30

async function areFew(objects: Pick<Objects, 'digests'>): Promise<boolean> {
  let count = 0
  for await (const _sha256 of objects.digests()) {
    count += 1
    if (count > FEW) return false
  }
  return true
}
