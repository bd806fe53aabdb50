import { defineProbe, type ProbeContext } from '../check.ts'
import type { CardReaders } from '../io.ts'
import { isMadeByWindows, pcscCodes, readerStates, USB_SMART_CARD_CLASS } from '../pcsc.ts'
import { isTheUsersSession } from '../session.ts'
import type { SmartcardEvidence } from './evidence.ts'

/** Where nothing hangs it is milliseconds; half a second with a mute card (pcsc-lite waits for its power), and Windows may have to start its service. */
const PCSC_LIMIT_MS = 3000

/** Milliseconds, where the system tells it by files or by its API. */
const USB_LIMIT_MS = 2000

const SERVICE = 'SCardSvr'

export const smartcardProbe = defineProbe({
  id: 'smartcard',
  needs: [],
  // Loading koffi keeps the main thread for some milliseconds, which packets would wait for.
  begins: ({ smartcard }) => (smartcard === 'off' ? 'at-once' : 'when-quiet'),
  probe,
})

/** Looks, and touches no card. What more is needed to tell the causes apart is asked only where no card was seen. */
async function probe({ settings, io, signal }: ProbeContext<'smartcard'>): Promise<SmartcardEvidence> {
  const { platform } = io
  const nothing = { version: 1, platform, pcsc: null, elapsedMs: null, remoteSession: null, service: null, usbReaders: null } as const
  if (settings.smartcard === 'off') return { ...nothing, notAsked: 'switched-off', complete: true }
  if (platform === 'win32' && !isTheUsersSession(io.env)) return { ...nothing, notAsked: 'not-the-users-session', complete: true }
  if (signal.aborted) return { ...nothing, notAsked: null, complete: false }
  const startedMs = io.clock.monotonicMs()
  const [pcsc, remote] = await Promise.all([
    io.smartcards.readers(PCSC_LIMIT_MS, signal),
    platform === 'win32' ? io.windows.remoteSession() : undefined,
  ])
  const elapsedMs = io.clock.monotonicMs() - startedMs
  const [service, usbReaders] = signal.aborted
    ? [null, null]
    : await Promise.all([
        platform === 'win32' && 'failure' in pcsc ? io.windows.service(SERVICE, signal) : null,
        isUsbNeeded(pcsc, platform) ? usbReadersOf({ io, signal }) : null,
      ])
  return {
    version: 1,
    platform,
    notAsked: null,
    pcsc: 'readers' in pcsc ? { readers: [...pcsc.readers] } : pcsc,
    elapsedMs,
    remoteSession: remote !== undefined && 'remote' in remote ? remote.remote : null,
    service,
    usbReaders,
    complete: !signal.aborted,
  }
}

/** Where a card is seen, another reader's driver matters to nobody; and without PC/SC there is nothing to compare with. */
function isUsbNeeded(pcsc: CardReaders, platform: NodeJS.Platform): boolean {
  if ('readers' in pcsc) return !pcsc.readers.some(({ name, state }) => !isMadeByWindows(name) && (state & readerStates.present) !== 0)
  const isStopped = pcsc.failure.code === pcscCodes.noService || pcsc.failure.code === pcscCodes.serviceStopped
  return platform === 'win32' && isStopped
}

async function usbReadersOf({ io, signal }: Pick<ProbeContext<'smartcard'>, 'io' | 'signal'>): Promise<SmartcardEvidence['usbReaders']> {
  const found = await io.machine.usbDevices(USB_LIMIT_MS, signal)
  if ('failure' in found) return { failure: found.failure }
  const readers = found.devices.filter(({ classes }) => classes.includes(USB_SMART_CARD_CLASS))
  return { devices: readers.map(({ id, name, driver }) => ({ id, name, driver })) }
}
