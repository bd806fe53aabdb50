import type { CardFault } from './smartcard-make.ts'
import { ofUsb, windows } from './smartcard-make.ts'

/** SCARD_E_NO_SERVICE; Windows says so where its service does not run. */
const silent = { failure: { word: 'unknown', code: '0x8010001D' }, step: 'SCardEstablishContext' } as const
/** ERROR_BROKEN_PIPE: a remote session that redirects no smart cards. */
const notRedirected = { failure: { word: 'unknown', code: '0x0000006D' }, step: 'SCardEstablishContext' } as const

/** Windows' are the lab's: what its PC/SC, its services and its USB devices tell. */
export const windowsCardFaults: readonly CardFault[] = [
  {
    name: 'service-disabled-on-windows',
    does: 'the terminal’s smart card service is disabled',
    code: 'smartcard/service-stopped',
    subject: 'PC',
    owner: 'site-it',
    scene: windows({
      smartcards: silent,
      services: { SCardSvr: { state: 'stopped', start: 'disabled' } },
      usbDevices: [{ ...ofUsb, driver: 'x' }],
    }),
  },
  {
    name: 'service-stopped-beside-reader-on-windows',
    does: 'a reader with its driver is plugged into the terminal, and the service does not run',
    code: 'smartcard/service-stopped',
    subject: 'PC',
    owner: 'site-it',
    scene: windows({
      smartcards: silent,
      services: { SCardSvr: { state: 'stopped', start: 'manual' } },
      usbDevices: [{ ...ofUsb, driver: 'x' }],
    }),
  },
  {
    name: 'never-a-reader-on-windows',
    does: 'no reader is plugged into the terminal, so Windows does not run its service',
    code: 'smartcard/no-reader',
    subject: 'PC',
    owner: 'terminal-user',
    scene: windows({ smartcards: silent, services: { SCardSvr: { state: 'stopped', start: 'manual' } } }),
  },
  {
    name: 'remote-session',
    does: 'the person sits at another PC, and the session brings no reader',
    code: 'smartcard/remote-session',
    subject: 'PC',
    owner: 'site-it',
    scene: windows({ remoteSession: true, smartcards: { readers: [] } }),
  },
  {
    name: 'remote-session-without-cards',
    does: 'the person sits at another PC, and a policy forbids the session to bring smart cards; a reader is plugged into the terminal itself',
    code: 'smartcard/remote-session',
    subject: 'PC',
    owner: 'site-it',
    scene: windows({ remoteSession: true, smartcards: notRedirected, usbDevices: [{ ...ofUsb, driver: 'x' }] }),
  },
  {
    name: 'driver-missing',
    does: 'a reader is plugged into the terminal, and Windows has no driver for it',
    code: 'smartcard/driver-missing',
    subject: ofUsb.name,
    owner: 'site-it',
    scene: windows({ smartcards: { readers: [] }, usbDevices: [{ ...ofUsb, driver: null }] }),
  },
  {
    name: 'driver-missing-service-idle',
    does: 'a reader without a driver is plugged into the terminal, and Windows does not run its service for it',
    code: 'smartcard/driver-missing',
    subject: ofUsb.name,
    owner: 'site-it',
    scene: windows({
      smartcards: silent,
      services: { SCardSvr: { state: 'stopped', start: 'manual' } },
      usbDevices: [{ ...ofUsb, driver: null }],
    }),
  },
]
