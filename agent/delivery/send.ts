/** Sends at the end of a run: what it has just kept, and what earlier runs have. */

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fill } from '../../checks/text.ts'
import { pieces } from '../archive/pieces.ts'
import { printable } from '../cli/quote.ts'
import { protectionFor } from '../identity/protection-for.ts'
import type { Item } from '../spool/item.ts'
import { atRunsEnd, type SpooledDoors, sendSpooled } from '../spool/send-spooled.ts'
import { createSpool, type Spool } from '../spool/spool.ts'
import type { Answer } from '../upload/answer.ts'
import type { Destination } from '../upload/destination.ts'
import type { Content } from '../upload/put.ts'
import type { BundleFacts } from '../upload/request.ts'
import { shownAddress } from '../upload/secrets.ts'
import { send } from '../upload/send.ts'
import { uploadWords } from '../upload/words.ts'
import { answerText } from './answer-text.ts'
import type { BundleDelivery } from './deliver-bundle.ts'
import type { PlannedUpload } from './plan.ts'
import type { Parcel } from './save.ts'
import { deliveryWords } from './words.ts'

export type Saved = BundleFacts & { readonly path: string; readonly upload: PlannedUpload }

/** `waiting`: something is still in the spool, or was not taken into it. */
export interface Sent {
  readonly sent: boolean
  readonly waiting: boolean
}

export function spoolIn(dataFolder: string): Spool {
  return createSpool({ folder: join(dataFolder, 'spool'), protection: protectionFor(process.platform) })
}

/** @param own what this run has to send; null: nothing */
export async function sendKept(own: Saved | null, delivery: BundleDelivery): Promise<Sent> {
  const { language, say } = delivery
  const spool = spoolIn(delivery.dataFolder)
  if (own === null) return sendAll(spool, null, delivery)
  const added = await keep(spool, own, delivery)
  say(deliveryWords[language].sending)
  if (added) return sendAll(spool, own, delivery)
  // It was agreed to: what can't be kept for later is tried now.
  return sendOnce(() => pieces({ file: own.path }), own, own.upload.destination, delivery)
}

/** A spool that is full is emptied first, as far as its servers take it. */
async function keep(spool: Spool, own: Saved, delivery: BundleDelivery): Promise<boolean> {
  const { io, language, warn, log } = delivery
  const words = deliveryWords[language]
  const add = () => spool.add(own, own.upload.destination, io.clock.wallMs())
  let added = await add()
  if (added.kind === 'full') {
    await sendAll(spool, null, delivery)
    added = await add()
  }
  log.add('info', 'spool', { kind: added.kind })
  if (added.kind === 'full') {
    warn(fill(words.full, { items: added.items, megabytes: Math.round(added.bytes / 1e6) }, language))
  } else if (added.kind === 'failed' || added.kind === 'differs') {
    warn(fill(words.notSpooled, { reason: added.kind === 'failed' ? added.failure.code : added.kind }, language))
  }
  return added.kind === 'added' || added.kind === 'there'
}

async function sendAll(spool: Spool, own: Saved | null, delivery: BundleDelivery): Promise<Sent> {
  const { language, say, warn } = delivery
  const words = deliveryWords[language]
  const bounds = own === null ? atRunsEnd : { ...atRunsEnd, first: own.sha256 }
  const isOwn = (item: Item) => own !== null && item.bundle.sha256 === own.sha256
  const summary = await sendSpooled(spool, doorsOf(delivery), bounds, (item, answer) => logAnswer(delivery, item.destination, answer))
  for (const item of summary.kept) {
    say(fill(isOwn(item) ? words.sent : words.sentEarlier, { address: printable(shownAddress(item.destination)) }, language))
  }
  for (const { path, damage } of summary.damaged) {
    warn(fill(words.damaged, { path: printable(path), why: uploadWords[language].damage[damage] }, language))
  }
  if (summary.failure !== null) warn(fill(words.unreadable, { reason: summary.failure.code }, language))
  const stayed = summary.stayed.find(({ item }) => isOwn(item))
  if (stayed !== undefined) warn(stayedText(stayed.answer, summary.ended === 'busy', delivery))
  return { sent: summary.kept.some(isOwn), waiting: summary.stayed.length > 0 || summary.failure !== null }
}

export function stayedText(answer: Answer | null, busy: boolean, { language }: Pick<BundleDelivery, 'language'>): string {
  const words = deliveryWords[language]
  if (answer === null || answer.kind === 'kept') return busy ? words.busy : fill(words.kept, { why: words.untried }, language)
  return fill(answer.kind === 'final' ? words.refusedByServer : words.kept, { why: answerText(answer, language) }, language)
}

/** For a run that leaves nothing behind, and where nothing could be written. */
export async function sendFromMemory(parcel: Parcel, destination: Destination, delivery: BundleDelivery): Promise<Sent> {
  const pieces: Uint8Array[] = []
  for await (const piece of parcel.chunks()) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  delivery.say(deliveryWords[delivery.language].sending)
  return sendOnce(() => once(bytes), { ...parcel, size: bytes.length, sha256 }, destination, delivery)
}

async function sendOnce(content: Content, facts: BundleFacts, destination: Destination, delivery: BundleDelivery): Promise<Sent> {
  const { language, say, warn } = delivery
  const words = deliveryWords[language]
  const answer = await send(content, destination, facts, doorsOf(delivery))
  logAnswer(delivery, destination, answer)
  if (answer.kind === 'kept') {
    say(fill(words.sent, { address: printable(shownAddress(destination)) }, language))
    return { sent: true, waiting: false }
  }
  warn(fill(words.lost, { why: answerText(answer, language) }, language))
  return { sent: false, waiting: true }
}

export function doorsOf({ io, configuration, terminal }: Pick<BundleDelivery, 'io' | 'configuration' | 'terminal'>): SpooledDoors {
  const { proxy, trustedRoots } = configuration.settings
  return { io, proxy, trustedRoots, signal: terminal.interrupted, nowMs: () => io.clock.wallMs() }
}

/** Of the address what may be seen, of the token nothing. */
function logAnswer({ log }: BundleDelivery, destination: Destination, answer: Answer): void {
  const { kind, statusCode } = answer
  log.add(kind === 'kept' ? 'info' : 'warn', 'upload', { address: shownAddress(destination), kind, statusCode })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
