/** After the report: seals the bundle, saves it, asks where it has to be asked, sends it, and keeps what could not be sent. */

import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { fill, type Language } from '../../checks/text.ts'
import { mediaTypes } from '../bundle/format.ts'
import { type Sealed, seal } from '../bundle/seal.ts'
import { printable } from '../cli/quote.ts'
import { nameOf } from '../cms/name-of.ts'
import { identityLabels } from '../identity/labels.ts'
import { sweepLeftovers } from '../output/leftovers.ts'
import type { Log } from '../output/log.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'
import type { Terminal } from '../terminal.ts'
import { agree } from './consent-screen.ts'
import type { DeliveryPlan } from './plan.ts'
import { presentationOf, runFiles } from './run-contents.ts'
import { type Parcel, parcelOf, saveParcel } from './save.ts'
import type { ReadySigner } from './signer.ts'
import { somethingWaits } from './waiting.ts'
import { deliveryWords } from './words.ts'

export interface BundleDelivery {
  readonly plan: DeliveryPlan
  readonly signer: Promise<ReadySigner>
  readonly configuration: Configuration
  readonly language: Language
  readonly io: Io
  readonly terminal: Terminal
  readonly log: Log
  readonly dataFolder: string
  /** Where the run's files went; null with --ephemeral, and where nothing could be written. */
  readonly folder: string | null
  readonly ephemeral: boolean
  /** Lines that a person reads; nowhere under --silent, to stderr where stdout is a document. */
  readonly say: (line: string) => void
  /** Troubles: to stderr, always. */
  readonly warn: (line: string) => void
}

/** Whether all that was to be sent is sent. Never throws: the report stands, whatever becomes of the bundle. */
export async function deliverBundle(outcome: RunOutcome, delivery: BundleDelivery): Promise<{ readonly sent: boolean }> {
  const done = await sealAndSend(outcome, delivery)
  // By the clock that files are dated by, and last: nobody waits for it.
  if (!delivery.ephemeral) await sweepLeftovers(delivery, Date.now())
  return done
}

async function sealAndSend(outcome: RunOutcome, delivery: BundleDelivery): Promise<{ readonly sent: boolean }> {
  const { plan, folder, ephemeral } = delivery
  const { upload } = plan
  const sealed = await sealRun(outcome, delivery)
  const parcel = sealed === null ? null : parcelOf(sealed, plan.recipients)
  const saved = folder === null || parcel === null ? null : await save(parcel, folder, delivery)
  if (sealed !== null && parcel !== null && upload !== null && (await agree(upload, sealed, delivery))) {
    const { sendFromMemory, sendKept } = await import('./send.ts')
    const agreed = plan.recipientsIfAgreed.length === plan.recipients.length
    const toSend = agreed ? parcel : parcelOf(sealed, plan.recipientsIfAgreed)
    const file = agreed || folder === null ? saved : await save(toSend, folder, delivery)
    return ephemeral || file === null ? sendFromMemory(toSend, upload.destination, delivery) : sendKept({ ...file, upload }, delivery)
  }
  return { sent: upload === null && !(await sendEarlier(delivery)).waiting }
}

/** What an earlier run kept was agreed to then. */
async function sendEarlier(delivery: BundleDelivery): Promise<{ readonly waiting: boolean }> {
  const { ephemeral, plan, dataFolder } = delivery
  if (ephemeral || !plan.sendsKept || !(await somethingWaits(dataFolder))) return { waiting: false }
  const { sendKept } = await import('./send.ts')
  return sendKept(null, delivery)
}

async function sealRun(
  outcome: RunOutcome,
  { plan, signer, configuration, language, io, log, warn }: BundleDelivery,
): Promise<Sealed | null> {
  try {
    const ready = await signer
    for (const { code } of ready.trouble) {
      log.add('warn', 'device key', { code })
      warn(identityLabels[language].deviceKey[code])
    }
    return await seal({
      files: runFiles(outcome, configuration),
      presentation: presentationOf(configuration),
      attachments: new Map([...outcome.attachments].map(([name, bytes]) => [name, { bytes }])),
      policy: plan.policy,
      signer: ready.signer,
      request: requestRecord(plan),
      createdMs: io.clock.wallMs(),
    })
  } catch (error) {
    const reason = printable(failureOf(error).code)
    log.add('error', 'not sealed', { reason, error: error instanceof Error ? error.message : String(error) })
    warn(fill(deliveryWords[language].notSealed, { reason }, language))
    return null
  }
}

/** As it comes back from the disk: the same evidence leads to the same report there. */
function requestRecord({ request }: DeliveryPlan) {
  if (request === null) return null
  const { signer, sha256 } = request
  return {
    id: request.request.id,
    case: request.request.case,
    signer: signer.name.slice(0, 300),
    signerSpkiSha256: signer.fingerprint,
    sha256,
  }
}

async function save(parcel: Parcel, folder: string, { plan, language, say, warn, log }: BundleDelivery) {
  const words = deliveryWords[language]
  const path = join(folder, parcel.name)
  const saved = await saveParcel(parcel, path)
  if ('failure' in saved) {
    log.add('error', 'bundle not written', { code: saved.failure.code })
    warn(fill(words.notSaved, { path: printable(path), reason: saved.failure.code }, language))
    return null
  }
  const recipients = parcel.mediaType === mediaTypes.encrypted ? plan.recipientsIfAgreed : []
  const names = recipients.map(nameOf).map(printable)
  say(fill(names.length > 0 ? words.bundleEncrypted : words.bundle, { path: printable(path), names }, language))
  return saved
}
