import type { CheckText } from '../text.ts'
import type { SmartcardCauseCode, SmartcardCode } from './codes.ts'

const onlyForSmartcards = 'Only “Login with Smartcard” needs it; “Login with OTP” works without.'

export const smartcardTextEn = {
  name: 'Smart card',
  findings: {
    'smartcard/service-runs': 'The smart card service is running',
    'smartcard/service-stopped': 'No smart card service answers on this PC',
    'smartcard/reader-found': 'Smart card reader: {readers}',
    'smartcard/no-reader': 'No smart card reader is ready on this PC',
    'smartcard/card-present': 'A card is in the reader {reader}',
    'smartcard/no-card': 'No card is in the reader {reader}',
    'smartcard/card-mute': 'The card in the reader {reader} does not answer',
    'smartcard/remote-session': 'This is a remote session, and no smart card reader comes through it',
    'smartcard/driver-missing': 'The smart card reader {device} is plugged in, but this PC cannot use it',
    'smartcard/not-asked': 'The smart card reader could not be looked at',
    'smartcard/switched-off': 'The smart card reader was not looked at: the settings switch it off',
  },
  causes: {
    'smartcard/service-stopped': {
      title: 'The smart card service is not running',
      why: `Programs reach a smart card reader through this service, so no reader works now. ${onlyForSmartcards}`,
      steps: [
        'If this PC logs on with OTP only, it needs none of this.',
        'Open “services.msc” as an administrator. Set “Smart Card” to Manual or Automatic, and start it.',
        'If it was disabled, ask why first: a group policy may disable it again.',
        'On Linux, install and start pcscd.',
        'Plug the reader in again and run this check again.',
      ],
    },
    'smartcard/no-reader': {
      title: 'No smart card reader is ready on this PC',
      why: `The PC was asked for its smart card readers and has none that works. ${onlyForSmartcards}`,
      steps: [
        'If you log on with OTP, go ahead: it needs none of this.',
        'Unplug the reader and plug it in again, straight into the PC and not into a hub or a keyboard.',
        'Look for a lamp on the reader. If it stays dark, try another USB socket, then another reader.',
        'If the lamp is on and this check still finds no reader, ask IT to look at it in Device Manager.',
      ],
    },
    'smartcard/no-card': {
      title: 'No card is in the smart card reader',
      why: `The reader works and is empty: {readers}. ${onlyForSmartcards}`,
      steps: [
        'If you log on with OTP, go ahead: it needs none of this.',
        'Push the card all the way in, the gold contacts first and facing the right way.',
        'Run this check again.',
      ],
    },
    'smartcard/card-mute': {
      title: 'The card in the smart card reader does not answer',
      why: `A card is in {reader}, and the reader got no answer from it. It may be the wrong way round, dirty or worn out. ${onlyForSmartcards}`,
      steps: [
        'Pull the card out. Put it in again with the gold contacts first and facing the right way.',
        'Wipe the contacts with a dry, soft cloth and try again.',
        'Try another card in this reader, or this card in another reader: that shows which of the two is broken.',
        'If the card is broken, ask the person in your firm who looks after the cards. If you can, log on with OTP meanwhile.',
      ],
    },
    'smartcard/remote-session': {
      title: 'No smart card reader comes through this remote session',
      why: `In a remote session the PC sees the readers of the PC that you sit at, not those that are plugged into itself. None comes through. ${onlyForSmartcards}`,
      steps: [
        'If you log on with OTP, go ahead: it needs none of this.',
        'If you can, sit down at the terminal itself and run this check there.',
        'If the remote session is meant to be used: plug the reader into the PC that you sit at. In Remote Desktop Connection, Local Resources > More, tick “Smart cards”, and connect again.',
        'If that changes nothing, a policy may forbid it: IT checks “Do not allow smart card device redirection”.',
      ],
    },
    'smartcard/driver-missing': {
      title: 'A smart card reader is plugged in, but its driver is missing or does not work',
      why: `The PC sees the device {device} on USB, and its smart card service does not list it. ${onlyForSmartcards}`,
      steps: [
        'If this PC logs on with OTP only, it needs none of this.',
        'Open Device Manager and look for the reader: a yellow mark says what is wrong with it.',
        'Install the driver that the reader’s maker offers, or let Windows Update find one.',
        'On Linux, install libccid and start pcscd again.',
        'Plug the reader in again and run this check again.',
      ],
    },
  },
} satisfies CheckText<SmartcardCode, SmartcardCauseCode>
