/** PC/SC says that its service does not run. On Windows that is as well what it says where no reader was ever plugged in. */

import type { Failure } from '../failure.ts'
import type { WindowsService } from '../io.ts'
import { question } from '../questions.ts'
import type { SmartcardEvidence } from './evidence.ts'
import { type Fact, type Facts, notAskedFact } from './judge-facts.ts'
import { withoutReader } from './judge-readers.ts'

const stopped: Fact = { code: 'smartcard/service-stopped', id: question.smartcardService() }

/**
 * Windows starts SCardSvr by itself for a reader that is plugged in (its trigger is the device interface of smart card readers) and for a
 * program that asks PC/SC where a reader was there once, and ends it when the last one goes (pokusew/node-pcsclite#5, kanidm/webauthn-rs#321).
 */
export function judgeSilence(failure: Failure, evidence: SmartcardEvidence): Facts {
  if (evidence.platform !== 'win32') return [stopped]
  const { remoteSession, service, usbReaders } = evidence
  if (remoteSession === true) return withoutReader(evidence)
  const told = service !== null && 'state' in service ? service : undefined
  if (told !== undefined && isKeptDown(told)) return [stopped]
  // PC/SC contradicts Windows itself: seen in sessions that have no way to the service (LudovicRousseau/pyscard#168).
  if (told !== undefined && told.state !== 'stopped' && told.state !== 'unknown') return [notAskedFact('not-supported', failure)]
  const plugged = usbReaders !== null && 'devices' in usbReaders ? usbReaders.devices : undefined
  if (plugged?.some(({ driver }) => driver !== null) === true) return [stopped]
  // Neither the service nor the bus was told of: a service that somebody stopped looks the same.
  if (plugged === undefined && told?.start !== 'manual') return [notAskedFact('no-witness', failure)]
  return withoutReader(evidence)
}

/** Somebody stopped it: Windows itself would have it running or stopped. */
function isKeptDown({ state, start }: WindowsService): boolean {
  return (start === 'disabled' && state !== 'running') || state === 'paused' || state === 'pause-pending' || state === 'stop-pending'
}
