import { describe, expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { type Injections, injectedIo } from '../../checks/io/injected.ts'
import type { CardReaders, UsbDevice } from '../../checks/io.ts'
import type { Settings } from '../../checks/settings.ts'
import { smartcardEvidenceSchema } from '../../checks/smartcard/evidence.ts'
import { smartcardProbe } from '../../checks/smartcard/probe.ts'
import { emptySettings, probeContext } from '../support/context.ts'
import { noPcscd, startClient, startPcscd } from '../support/pcscd.ts'
import { insertCard } from '../support/virtual-card.ts'
import { judge, noService, reader, scr331, states } from './judging.ts'

const reading: UsbDevice = { id: scr331.usbId, name: scr331.usbName, classes: [0x0b], driver: 'usbfs' }
const keyboard: UsbDevice = { id: '046d:c31c', name: 'USB Keyboard', classes: [3], driver: 'usbhid' }

/** Notes which doors were knocked at. */
async function probe(pcsc: CardReaders, given: Injections = {}, smartcard: Settings['smartcard'] = 'optional', signal?: AbortSignal) {
  const asked: string[] = []
  const ask = <T>(door: string, answer: T): T => {
    asked.push(door)
    return answer
  }
  const io = injectedIo({
    platform: 'linux',
    smartcards: { readers: async () => ask('readers', pcsc) },
    machine: { usbDevices: async () => ask('usb', { devices: [keyboard, reading] }) },
    windows: {
      service: async (name) => ask(`service ${name}`, { state: 'stopped', start: 'manual' }),
      remoteSession: async () => ask('session', { remote: false }),
    },
    ...given,
  })
  const settings = { ...emptySettings, smartcard }
  const evidence = await smartcardProbe.probe(probeContext({ io, settings, ...(signal === undefined ? {} : { signal }) }))
  expect(smartcardEvidenceSchema.parse(evidence)).toEqual(evidence)
  return { asked, evidence }
}

const windows = { platform: 'win32', env: { SESSIONNAME: 'Console', USERNAME: 'clerk' } } as const
const card: CardReaders = { readers: [reader(states.card)] }
const hello = reader(states.card, 'Windows Hello for Business 1')

describe('no more is asked than what is needed', () => {
  test.each<[what: string, pcsc: CardReaders, given: Injections, asked: string[]]>([
    ['a card', card, {}, ['readers']],
    ['a mute card', { readers: [reader(states.mute)] }, {}, ['readers']],
    ['a card on Windows', card, windows, ['readers', 'session']],
    ['an empty reader', { readers: [reader(states.empty)] }, {}, ['readers', 'usb']],
    ['no reader', { readers: [] }, {}, ['readers', 'usb']],
    ['only what Windows makes up', { readers: [hello] }, windows, ['readers', 'session', 'usb']],
    ['no service on Linux', noService, {}, ['readers']],
    ['no service on Windows', noService, windows, ['readers', 'session', 'service SCardSvr', 'usb']],
    ['no library', { failure: failure('file-missing'), step: 'library' }, {}, ['readers']],
    ['no library on Windows', { failure: failure('access-denied'), step: 'library' }, windows, ['readers', 'session', 'service SCardSvr']],
  ])('%s', async (_what, pcsc, given, asked) => {
    expect((await probe(pcsc, given)).asked).toEqual(asked)
  })

  test('nothing, where it is switched off', async () => {
    const { asked, evidence } = await probe(card, {}, 'off')
    expect([asked, evidence.notAsked, evidence.pcsc, evidence.complete]).toEqual([[], 'switched-off', null, true])
  })

  test.each<Record<string, string>>([
    { SESSIONNAME: 'Services' },
    { USERNAME: 'TERMINAL1$' },
    { USERPROFILE: 'C:\\Windows\\system32\\config\\systemprofile' },
  ])('nothing, where no user is: %j', async (env) => {
    const { asked, evidence } = await probe(card, { platform: 'win32', env }, 'required')
    expect([asked, evidence.notAsked, evidence.complete]).toEqual([[], 'not-the-users-session', true])
  })

  test('nothing, where there is no time', async () => {
    const { asked, evidence } = await probe(card, windows, 'required', AbortSignal.abort())
    expect([asked, evidence.pcsc, evidence.complete]).toEqual([[], null, false])
  })
})

test('what was cut short while PC/SC was asked is not complete, and asks nothing more', async () => {
  const run = new AbortController()
  const cut = { failure: failure('cancelled'), step: 'SCardListReaders' } as const
  const smartcards = {
    readers: async () => {
      run.abort()
      return cut
    },
  }
  const { asked, evidence } = await probe(card, { ...windows, smartcards }, 'optional', run.signal)
  expect([asked, evidence.pcsc, evidence.complete]).toEqual([['session'], cut, false])
})

test('of the USB devices only the smart card readers are kept', async () => {
  const { evidence } = await probe({ readers: [] })
  expect(evidence.usbReaders).toEqual({ devices: [{ id: scr331.usbId, name: scr331.usbName, driver: 'usbfs' }] })
})

const missing = noPcscd()

describe.skipIf(missing !== undefined)(`the whole check with a real service${missing === undefined ? '' : `: ${missing}`}`, () => {
  /** What the check says, of whatever service is behind this socket. */
  async function codesAt(socket: string, isReady: (answer: CardReaders) => boolean = () => true): Promise<string[]> {
    const client = startClient(socket)
    await client.readUntil(isReady)
    const io = injectedIo({ platform: 'linux', smartcards: client })
    const evidence = await smartcardProbe.probe(probeContext({ io, settings: { ...emptySettings, smartcard: 'required' } }))
    await client.end()
    return judge(evidence, 'required').map(({ code }) => code)
  }

  test('no service', async () => {
    expect(await codesAt('nowhere.comm')).toEqual(['smartcard/service-stopped'])
  })

  test('no reader', async () => {
    const pcscd = await startPcscd({ readers: false })
    expect(await codesAt(pcscd.socket)).toEqual(['smartcard/service-runs', 'smartcard/no-reader'])
    await pcscd.stop()
  })

  test.each([
    ['empty', undefined, ['smartcard/no-card', 'smartcard/no-card']],
    ['with a card', Buffer.from('3b951381018073ff01000b', 'hex'), ['smartcard/card-present']],
    ['with a mute card', Buffer.alloc(34, 0x3b), ['smartcard/card-mute']],
  ])('a reader %s', async (_what, atr, codes) => {
    const pcscd = await startPcscd({ readers: true })
    const inserted = atr === undefined ? undefined : await insertCard(pcscd.port, atr)
    const isReady = (answer: CardReaders) => 'readers' in answer && (atr === undefined || answer.readers[0]?.state !== states.empty)
    expect(await codesAt(pcscd.socket, isReady)).toEqual(['smartcard/service-runs', 'smartcard/reader-found', ...codes])
    inserted?.pull()
    await pcscd.stop()
  })
})
