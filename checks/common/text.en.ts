import type { CheckText } from '../text.ts'
import type { CommonCauseCode, CommonCode } from './codes.ts'

export const commonTextEn = {
  name: 'Site settings',
  findings: {
    'site/not-configured': '{item} is not configured in site.yaml, so nothing was judged by it',
    'run/not-checked': 'The check “{check}” was not made ({reason})',
    'run/error': 'The check “{check}” failed inside this program ({detail})',
  },
  causes: {
    'site/not-configured': {
      title: '{item} is not configured in site.yaml',
      why: 'HKEX gives this value to each participant. It is not public, so this program does not know it and could not judge by it. This does not stop the log-on.',
      steps: [
        'Look it up in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect on HKEX Access Management Portal.',
        'Write it into site.yaml and run this check again.',
      ],
    },
  },
} satisfies CheckText<CommonCode, CommonCauseCode>
