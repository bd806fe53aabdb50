import type { Fault, PcChange } from '../fault.ts'
import { fault } from './make.ts'

/** Return values of PC/SC, and states of a reader (checks/pcsc.ts names their sources). */
const noService = { failure: { word: 'unknown', code: '0x8010001D' }, step: 'SCardEstablishContext' } as const
const noPcsc = { failure: { word: 'file-missing', code: 'ENOENT' }, step: 'library' } as const
const EMPTY = 0x10
const PRESENT = 0x20
const MUTE = 0x200

const reader = { name: 'Lab card reader 0', atr: '' }
/** USB-IF's class of smart card readers; an id that USB-IF gave to nobody. */
const plugged = { id: 'ffff:0001', name: 'Lab USB reader', classes: [0x0b] }

interface SmartcardFault {
  readonly name: string
  readonly en: string
  readonly 'zh-HK': string
  readonly pc: PcChange
  readonly code: string
}

const each: readonly SmartcardFault[] = [
  {
    name: 'service-stopped',
    en: 'Windows’ smart card service is disabled',
    'zh-HK': 'Windows 的聰明卡服務已停用',
    pc: {
      smartcards: noService,
      services: { SCardSvr: { state: 'stopped', start: 'disabled' } },
      usbDevices: [{ ...plugged, driver: 'lab' }],
    },
    code: 'smartcard/service-stopped',
  },
  {
    name: 'no-reader',
    en: 'No reader is plugged in, so Windows does not run its smart card service',
    'zh-HK': '沒有插上讀卡器，Windows 因此沒有執行聰明卡服務',
    pc: { smartcards: noService, services: { SCardSvr: { state: 'stopped', start: 'manual' } } },
    code: 'smartcard/no-reader',
  },
  {
    name: 'reader-gone',
    en: 'The smart card service runs and has no reader',
    'zh-HK': '聰明卡服務正在執行，但沒有讀卡器',
    pc: { smartcards: { readers: [] } },
    code: 'smartcard/no-reader',
  },
  {
    name: 'no-card',
    en: 'The reader is empty',
    'zh-HK': '讀卡器內沒有卡',
    pc: { smartcards: { readers: [{ ...reader, state: EMPTY }] } },
    code: 'smartcard/no-card',
  },
  {
    name: 'card-mute',
    en: 'The card in the reader does not answer: it is the wrong way round',
    'zh-HK': '讀卡器內的卡沒有反應：卡插反了',
    pc: { smartcards: { readers: [{ ...reader, state: PRESENT | MUTE }] } },
    code: 'smartcard/card-mute',
  },
  {
    name: 'remote-session',
    en: 'The person sits at another PC, and no reader comes through the remote session',
    'zh-HK': '使用者身處另一部電腦，讀卡器沒有經遠端工作階段傳過來',
    pc: { remoteSession: true, smartcards: { readers: [] } },
    code: 'smartcard/remote-session',
  },
  {
    name: 'driver-missing',
    en: 'A reader is plugged in, and Windows has no driver for it',
    'zh-HK': '已插上讀卡器，但 Windows 沒有其驅動程式',
    pc: { smartcards: { readers: [] }, usbDevices: [{ ...plugged, driver: null }] },
    code: 'smartcard/driver-missing',
  },
]

/** Where the card is optional it is noted; where the site needs it, it stops the log-on. */
function twice({ name, en, 'zh-HK': zhHk, pc, code }: SmartcardFault): Fault[] {
  return [
    fault(`smartcard/${name}`, 'ready', { en, 'zh-HK': zhHk, change: { pc }, expected: [{ code, severity: 'note' }] }),
    fault(`smartcard/${name}-required`, 'not-ready', {
      en: `${en}; this site logs on by smart card`,
      'zh-HK': `${zhHk}；此機構以聰明卡登入`,
      change: { pc, site: { smartcard: 'required' } },
      expected: [{ code, severity: 'blocker' }],
    }),
  ]
}

export const smartcardFaults: readonly Fault[] = [
  ...each.flatMap(twice),
  fault('smartcard/no-pcsc', 'ready', {
    en: 'No fault: a PC with Linux and without PC/SC, where the card is optional',
    'zh-HK': '並非故障：Linux 電腦沒有 PC/SC，而聰明卡並非必須',
    change: { pc: { platform: 'linux', smartcards: noPcsc } },
    expected: [],
  }),
]
