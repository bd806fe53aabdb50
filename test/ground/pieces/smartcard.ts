import type { Piece } from '../scene.ts'
import { processOf } from '../world/smartcards.ts'
import { piece } from './make.ts'
import { type CardFault, ofUsb, twice, windows } from './smartcard-make.ts'
import { windowsCardFaults } from './smartcard-windows.ts'

/** The PC/SC of the ground is a real one (pcscd), with a virtual reader and card. */
const faults: readonly CardFault[] = [
  {
    name: 'no-service',
    does: 'the PC has no smart card service (pcscd)',
    code: 'smartcard/service-stopped',
    subject: 'PC',
    owner: 'site-it',
    scene: {},
  },
  {
    name: 'service-crashed',
    does: 'the PC’s smart card service (pcscd) crashed and left its socket behind',
    code: 'smartcard/service-stopped',
    subject: 'PC',
    owner: 'site-it',
    scene: {
      pc: { smartcard: 'card' },
      commands: [{ at: 'pc', line: `kill -KILL $(cat ${processOf.service}); sleep 0.3; test -S /run/pcscd/pcscd.comm` }],
    },
  },
  {
    name: 'no-reader',
    does: 'the PC’s smart card service (pcscd) has no reader',
    code: 'smartcard/no-reader',
    subject: 'PC',
    owner: 'terminal-user',
    scene: { pc: { smartcard: 'service' } },
  },
  {
    name: 'no-card',
    does: 'the PC’s reader is empty',
    code: 'smartcard/no-card',
    owner: 'terminal-user',
    scene: { pc: { smartcard: 'reader' } },
  },
  {
    name: 'card-pulled',
    does: 'somebody pulls the card out before the check',
    code: 'smartcard/no-card',
    owner: 'terminal-user',
    scene: { pc: { smartcard: 'card' }, commands: [{ at: 'pc', line: `kill -KILL $(cat ${processOf.card}); sleep 1.5` }] },
  },
  {
    name: 'card-mute',
    does: 'the card in the PC’s reader does not answer',
    code: 'smartcard/card-mute',
    owner: 'terminal-user',
    scene: { pc: { smartcard: 'mute-card' } },
  },
]

export const smartcardPieces: readonly Piece[] = [
  ...[...faults, ...windowsCardFaults].flatMap(twice),
  piece('smartcard/service-hangs-required', {
    does: 'the PC’s smart card service (pcscd) takes questions and never answers; this site logs on by smart card',
    scene: {
      pc: { smartcard: 'card' },
      siteFile: { smartcard: 'required' },
      commands: [{ at: 'pc', line: `kill -STOP $(cat ${processOf.service})` }],
    },
    expected: [],
    verdict: 'undetermined',
    why: 'Nothing was seen of readers and cards: it was not checked, and is said so.',
    touches: ['smartcard'],
  }),
]

export const smartcardHealthyPieces: readonly Piece[] = [
  piece('smartcard/card', {
    does: 'a card is in one of the reader’s two slots; this site logs on by smart card',
    scene: { pc: { smartcard: 'card' }, siteFile: { smartcard: 'required' } },
    expected: [],
    touches: ['smartcard'],
  }),
  piece('smartcard/card-on-windows', {
    does: 'a card is in the terminal’s reader beside a reader without a driver; this site logs on by smart card',
    scene: { ...windows({ usbDevices: [{ ...ofUsb, driver: null }] }), siteFile: { smartcard: 'required' } },
    expected: [],
    touches: ['smartcard'],
  }),
  piece('smartcard/service-hangs', {
    does: 'the PC’s smart card service (pcscd) takes questions and never answers; the card is optional here',
    scene: {
      pc: { smartcard: 'card' },
      siteFile: { smartcard: 'optional' },
      commands: [{ at: 'pc', line: `kill -STOP $(cat ${processOf.service})` }],
    },
    expected: [],
    touches: ['smartcard'],
  }),
  piece('smartcard/switched-off', {
    does: 'the PC has no smart card service, and the site file switches the check off',
    scene: { siteFile: { smartcard: 'off' } },
    expected: [],
    touches: ['smartcard'],
  }),
]
