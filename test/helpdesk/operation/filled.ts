/** A data folder in which things have happened: bundles of every kind came, one went, a request was withdrawn. */

import { generateKeyPairSync } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { createLogger } from 'winston'
import { envelope } from '../../../agent/cms/encrypt.ts'
import { certificatesFor } from '../../../agent/identity/device-certificate.ts'
import { accept } from '../../../helpdesk/collector/accept.ts'
import { collectorLimits } from '../../../helpdesk/collector/limits.ts'
import { receive } from '../../../helpdesk/collector/receive.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { keepSettings } from '../../../helpdesk/data/settings.ts'
import type { Desk } from '../../../helpdesk/desk.ts'
import type { RequestRow } from '../../../helpdesk/index/rows.ts'
import { withdraw } from '../../../helpdesk/requests/withdraw.ts'
import { closeDesk, openDesk } from '../../../helpdesk/server/open-desk.ts'
import { bytesOf, deviceSigner, sealed } from '../../bundle/sealing.ts'
import { answerTo, askFor } from '../support/bundles.ts'

export async function openTestDesk(folder: string, keepMs: number | null = null): Promise<Desk> {
  return openDesk(
    { dataFolder: folder, publicUrl: 'https://helpdesk.example', openDoor: true, agentExe: null, limits: collectorLimits, keepMs },
    {
      clock: { wallMs: Date.now },
      log: createLogger({ silent: true }),
      keys: { name: 'Test helpdesk', kind: 'ec' },
      passwordCost: { ln: 10, r: 8, p: 1 },
      threads: 1,
    },
  )
}

export interface Filled {
  readonly folder: string
  /** In the order in which they came. */
  readonly digests: readonly string[]
  /** Of them, the one that was deleted. */
  readonly removed: string
}

/** Once a file: keys of 3072 bits take their time. */
export async function fill(folder: string): Promise<Filled> {
  const desk = await openTestDesk(folder)
  const terminal = await deviceSigner()
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const anew = { key, certificates: [(await certificatesFor(key, terminal.install, 'TERMINAL-7')).standard] as const }
  const asked = await askFor({ desk })
  const answer = await answerTo(asked.file, { signer: terminal })
  const plain = await sealed('healthy', terminal, { createdMs: Date.parse('2026-11-28T08:00:00Z') })
  const pieces = (async function* () {
    yield await sealed('healthy', terminal, { createdMs: Date.parse('2026-11-28T09:00:00Z') })
  })()
  const digests = [
    await arrive(desk, plain),
    await arrive(desk, answer.bytes, await desk.index.request(asked.record.id)),
    await arrive(desk, await bytesOf(envelope([desk.keys.encryption], pieces)), null, 'encrypted'),
    await arrive(desk, await sealed('healthy', anew)),
  ]
  const [removed = ''] = digests
  await desk.objects.remove(removed, Date.now())
  await desk.index.remove(removed)
  const { record } = await askFor({ desk }, { case: 'INC124' })
  await withdraw(record.id, { who: 'test', from: '' }, desk)
  await desk.accounts.invite('admin', 'admin')
  await keepSettings(folder, { publicUrl: 'https://helpdesk.example' })
  await closeDesk(desk)
  return { folder, digests, removed }
}

/** As the collector takes it. */
export async function arrive(
  desk: Desk,
  bytes: Buffer,
  request: RequestRow | null = null,
  kind: 'plain' | 'encrypted' = 'plain',
): Promise<string> {
  const received = await receive(Readable.from([bytes]), dataFolderAt(desk.options.dataFolder).incoming, collectorLimits)
  if (!('sha256' in received)) throw new Error(JSON.stringify(received))
  const accepted = await accept({ received, kind, request }, desk)
  if (!('row' in accepted)) throw new Error(JSON.stringify(accepted))
  return received.sha256
}

/** All that an index holds, in one order. */
export function dump(folder: string): Readonly<Record<string, readonly string[]>> {
  const database = new DatabaseSync(dataFolderAt(folder).index, { readOnly: true })
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'index_version'").all()
    return Object.fromEntries(
      tables.map(({ name }) => [
        name,
        database
          .prepare(`SELECT * FROM ${name}`)
          .all()
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ]),
    )
  } finally {
    database.close()
  }
}
