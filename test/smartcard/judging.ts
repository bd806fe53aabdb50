/** Evidence for the tests of judge and causes. */

import type { Finding } from '../../checks/check.ts'
import { type FailureWord, failure } from '../../checks/failure.ts'
import type { CardReaderRecord, SmartcardEvidence } from '../../checks/smartcard/evidence.ts'
import { smartcardJudge } from '../../checks/smartcard/judge.ts'
import { emptySettings, noUpstream } from '../support/context.ts'

/** Windows, as it is where PC/SC answers. */
export const windows: SmartcardEvidence = {
  version: 1,
  platform: 'win32',
  notAsked: null,
  pcsc: { readers: [] },
  elapsedMs: 5,
  remoteSession: false,
  service: null,
  usbReaders: { devices: [] },
  complete: true,
}
export const linux: SmartcardEvidence = { ...windows, platform: 'linux', remoteSession: null }

/** Names and numbers of the reader SCM SCR331 as its owner printed them (blog.apdu.fr, "What is in a PC/SC reader name?"). */
export const scr331 = {
  name: 'SCM Microsystems Inc. SCR33x USB Smart Card Reader 0',
  usbId: '04e6:e001',
  usbName: 'SCRx31 USB Smart Card Reader',
}
export const plugged = (driver: string | null) => ({ devices: [{ id: scr331.usbId, name: scr331.usbName, driver }] })

export const states = {
  empty: 0x12,
  card: 0x22,
  unpowered: 0x422,
  inUse: 0x122,
  exclusive: 0xa2,
  mute: 0x222,
  unknown: 0x6,
  unavailable: 0xa,
}

export function reader(state: number, name = scr331.name): CardReaderRecord {
  return { name, state, atr: (state & 0x20) !== 0 && (state & 0x200) === 0 ? '3b951381018073ff01000b' : '' }
}

export function failed(code: string, word: FailureWord = 'unknown', step: 'library' | 'SCardEstablishContext' = 'SCardEstablishContext') {
  return { failure: failure(word, code), step }
}

export const noService = failed('0x8010001D', 'refused')

export function judge(evidence: SmartcardEvidence, smartcard: 'optional' | 'required' | 'off' = 'optional'): Finding[] {
  return smartcardJudge.judge(evidence, { ...emptySettings, smartcard }, noUpstream)
}
