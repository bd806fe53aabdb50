/** The evidence of a guided run's checks, sealed beside its record as after any run. */

import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'
import { readable } from '../bundle/json.ts'
import { seal } from '../bundle/seal.ts'
import type { Signer } from '../cms/signer.ts'
import { parcelOf, saveParcel } from '../delivery/save.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'
import type { RunRecord } from './record.ts'

/** Null with why, where it could not be made or written: the record stands without. */
export async function saveBundle(
  outcome: RunOutcome,
  { settings, site, profiles }: Configuration,
  signer: Signer,
  folder: string,
  createdMs: number,
): Promise<{ readonly bundle: RunRecord['bundle']; readonly code: string | null }> {
  const { report, evidence, missing, runs, startedAtMs, elapsedMs, attachments } = outcome
  const { language, agent } = report
  try {
    const sealed = await seal({
      files: readable({ evidence, settings, run: { version: 1, startedAtMs, elapsedMs, language, checks: runs, missing, agent } }),
      presentation: { version: 1, contacts: site.contacts, profiles: profiles.map(({ id, title, hotline }) => ({ id, title, hotline })) },
      attachments: new Map([...attachments].map(([name, bytes]) => [name, { bytes }])),
      policy: site.redaction,
      signer,
      request: null,
      createdMs,
    })
    const parcel = parcelOf(sealed, [])
    const saved = await saveParcel(parcel, join(folder, parcel.name))
    if ('failure' in saved) return { bundle: null, code: saved.failure.code }
    return { bundle: { file: saved.name, sha256: saved.sha256 }, code: null }
  } catch (error) {
    return { bundle: null, code: failureOf(error).code }
  }
}
