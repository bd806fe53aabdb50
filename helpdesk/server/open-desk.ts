/** Opens everything that the rooms share, and brings it into agreement with the files. */

import { rm } from 'node:fs/promises'
import type { Logger } from 'winston'
import { rules } from '../../agent/version.ts'
import type { Clock } from '../../checks/io.ts'
import type { PasswordCost } from '../accounts/limits.ts'
import { openAccounts } from '../accounts/open-accounts.ts'
import { openAudit } from '../audit/open-audit.ts'
import { createArrivals } from '../collector/arrivals.ts'
import { createLastRefusals } from '../collector/last-refusals.ts'
import { makeFolder } from '../data/durable.ts'
import { dataFolderAt } from '../data/folder.ts'
import type { Desk, DeskOptions } from '../desk.ts'
import { openIndex } from '../index/open-index.ts'
import { type KeysWish, openKeys } from '../keys/open-keys.ts'
import { objectsOnDisk } from '../objects/on-disk.ts'
import { openRecords } from '../requests/on-disk.ts'
import { createOpener } from '../verification/create-opener.ts'
import { createMetrics } from './metrics.ts'
import { createNews } from './news.ts'
import { reconcile } from './reconcile.ts'

export interface DeskDoors {
  readonly clock: Pick<Clock, 'wallMs'>
  readonly log: Logger
  readonly keys: KeysWish
  /** Less in tests alone. */
  readonly passwordCost?: PasswordCost
  readonly threads?: number
}

/** Throws what the disk says, and a KeysError. The caller holds the service's lock. */
export async function openDesk(options: DeskOptions, { clock, log, keys: wish, passwordCost, threads }: DeskDoors): Promise<Desk> {
  const folder = dataFolderAt(options.dataFolder)
  // Nothing that was half received when the service ended was ever answered.
  await rm(folder.incoming, { recursive: true, force: true })
  for (const each of [folder.root, folder.incoming, folder.trust]) await makeFolder(each)
  const keys = await openKeys(folder.keys, wish, clock)
  for (const warning of keys.warnings) log.warn('keys', { warning })
  const opener = createOpener({
    encryptionKeyPem: keys.encryptionKeyPem,
    certificatePem: keys.encryptionCertificatePem,
    trustFolder: folder.trust,
    rules,
    ...(threads === undefined ? {} : { threads }),
    onThreadLost: (error) => void log.error('a thread was lost', { error }),
  })
  const desk: Desk = {
    options,
    clock,
    keys,
    objects: await objectsOnDisk(folder.objects),
    records: await openRecords(folder.requests),
    index: await openIndex(folder.index),
    opener,
    arrivals: createArrivals(() => clock.wallMs()),
    refusals: createLastRefusals(),
    accounts: await openAccounts(folder.accounts, clock, passwordCost),
    audit: await openAudit(folder.audit, clock),
    news: createNews(),
    metrics: createMetrics(),
    log,
  }
  await reconcile(desk)
  return desk
}

export async function closeDesk({ opener, index, accounts }: Desk): Promise<void> {
  await opener.close()
  await index.close()
  await accounts.close()
}
