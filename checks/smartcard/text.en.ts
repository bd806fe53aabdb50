import type { CheckText } from '../text.ts'
import type { SmartcardCauseCode, SmartcardCode } from './codes.ts'

export const smartcardTextEn = {
  name: 'Smartcard',
  findings: {
    'smartcard/readable': '{file} was read ({bytes} bytes)',
    'smartcard/unreadable': '{file} could not be read ({failure})',
    'smartcard/not-read': '{file} was not read in time',
  },
  causes: {
    'smartcard/unreadable': {
      title: '{file} cannot be read',
      why: 'The file is there for the log-on, and this PC gave “{failure}” instead of its content.',
      steps: ['Ask IT to restore the file.', 'Run this check again.'],
    },
  },
} satisfies CheckText<SmartcardCode, SmartcardCauseCode>
