/** What PC/SC's list of readers says. */

import type { Args } from '../check.ts'
import { isMadeByWindows, readerStates } from '../pcsc.ts'
import { question } from '../questions.ts'
import type { SmartcardCode } from './codes.ts'
import type { CardReaderRecord, SmartcardEvidence } from './evidence.ts'
import type { Fact, Facts } from './judge-facts.ts'

export function judgeReaders(all: readonly CardReaderRecord[], evidence: SmartcardEvidence): Facts {
  const service = { code: 'smartcard/service-runs', id: question.smartcardService() } as const
  // Unknown: it was pulled out while we looked. Unavailable: it is there and answers nothing, not even whether there is a card.
  const usable = all.filter(({ name, state }) => !isMadeByWindows(name) && !has(state, readerStates.unknown | readerStates.unavailable))
  if (usable.length === 0) return [service, ...withoutReader(evidence)]
  const readers = usable.map(({ name }) => name)
  return [service, { code: 'smartcard/reader-found', id: question.smartcardReader(), args: { readers } }, ...judgeCards(usable, evidence)]
}

/** The readers of a remote session are those of the PC that the person sits at. */
export function withoutReader({ remoteSession, usbReaders }: Pick<SmartcardEvidence, 'remoteSession' | 'usbReaders'>): Facts {
  const id = question.smartcardReader()
  if (remoteSession === true) return [{ code: 'smartcard/remote-session', id }]
  const plugged = usbReaders !== null && 'devices' in usbReaders ? usbReaders.devices : []
  return [{ code: 'smartcard/no-reader', id }, ...driversMissing(plugged)]
}

/** One reader with a card is enough. A card that is mute is the one to speak of; an empty reader beside it is not. */
function judgeCards(readers: readonly CardReaderRecord[], evidence: SmartcardEvidence): Facts {
  const inserted = readers.filter(({ state }) => has(state, readerStates.present))
  const answering = inserted.filter(({ state }) => !has(state, readerStates.mute))
  if (answering.length > 0)
    return answering.map((reader) => cardFact('smartcard/card-present', reader, { atr: reader.atr, use: useOf(reader) }))
  if (inserted.length > 0) return inserted.map((reader) => cardFact('smartcard/card-mute', reader))
  return [...readers.map((reader) => cardFact('smartcard/no-card', reader)), ...driversMissing(withoutDriver(evidence))]
}

function cardFact(code: SmartcardCode, { name }: CardReaderRecord, more: Args = {}): Fact {
  return { code, id: question.smartcardCard(name), subject: name, args: { reader: name, ...more } }
}

/** Another program may hold the card, alone or with others: that it is there is all that we ask. */
function useOf({ state }: CardReaderRecord): 'exclusive' | 'shared' | 'free' {
  return has(state, readerStates.exclusive) ? 'exclusive' : has(state, readerStates.inUse) ? 'shared' : 'free'
}

/** Only Windows binds a driver to each reader; with pcsc-lite the one that runs belongs to the service. */
function withoutDriver({ platform, remoteSession, usbReaders }: SmartcardEvidence): readonly UsbReader[] {
  if (platform !== 'win32' || remoteSession === true || usbReaders === null || 'failure' in usbReaders) return []
  return usbReaders.devices.filter(({ driver }) => driver === null)
}

interface UsbReader {
  readonly id: string
  readonly name: string
}

/** Two of a kind are one finding. */
function driversMissing(readers: readonly UsbReader[]): Facts {
  const kinds = new Map(readers.map((reader) => [reader.id, reader]))
  return [...kinds.values()].map(({ id, name }) => ({
    code: 'smartcard/driver-missing',
    id: question.smartcardDriver(id),
    subject: name,
    args: { device: name, usbId: id },
  }))
}

function has(state: number, bits: number): boolean {
  return (state & bits) !== 0
}
