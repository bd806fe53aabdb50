/** A profile of the site's own for the names that HKEX printed: what the three printed ones hold, and whatever a piece adds. */

import { stringify } from 'yaml'
import { sso, www } from '../places.ts'

export function profileYaml(additions: Readonly<Record<string, unknown>>): string {
  return stringify({
    id: 'ground',
    title: { en: 'Ground: not HKEX', 'zh-HK': '測試環境（並非香港交易所）' },
    targets: [
      {
        id: 'ccass',
        url: `https://${www}`,
        page: {
          kind: 'landing',
          choices: [
            'Login with Smartcard - Online Functions and Overnight Report Download',
            'Login with OTP - Online Functions',
            'Login with OTP - Overnight Report Download',
          ],
        },
      },
      { id: '2fa', url: `https://${sso}/sso`, page: { kind: 'log-on-form' } },
    ],
    ...additions,
  })
}
