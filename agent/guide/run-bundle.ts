/** The evidence of a guided run's checks, sealed beside its record as after any run. */

import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'
import { seal } from '../bundle/seal.ts'
import type { Signer } from '../cms/signer.ts'
import { presentationOf, runFiles } from '../delivery/run-contents.ts'
import { parcelOf, saveParcel } from '../delivery/save.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'
import type { RunRecord } from './record.ts'

/** Null with why, where it could not be made or written: the record stands without. */
export async function saveBundle(
  outcome: RunOutcome,
  configuration: Configuration,
  signer: Signer,
  folder: string,
  createdMs: number,
): Promise<{ readonly bundle: RunRecord['bundle']; readonly code: string | null }> {
  try {
    const sealed = await seal({
      files: runFiles(outcome, configuration),
      presentation: presentationOf(configuration),
      attachments: new Map([...outcome.attachments].map(([name, bytes]) => [name, { bytes }])),
      policy: configuration.site.redaction,
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
