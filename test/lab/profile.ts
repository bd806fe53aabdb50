/** The two files that the agent is given: the lab's profile in place of HKEX's, and a site file as a participant fills one in. */

import { stringify } from 'yaml'
import { endpointText } from '../../checks/endpoint.ts'
import { issuingName } from './certificates.ts'
import { hostOf, type Places, type SiteName } from './places.ts'

/** The names are HKEX's, the ports are the lab's: 443 would take root. */
export function siteUrl(places: Places, site: SiteName, path: string): string {
  return `https://${hostOf[site]}:${places.primary[site][0]?.port}${path}`
}

/** The three targets that HKEX printed (CCASS 2FA launch and CCMS 2FA preparation circulars), at the lab's ports. */
export function profileYaml(places: Places, additions: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    ...additions,
    id: 'lab',
    title: { en: 'Lab: not HKEX', 'zh-HK': '測試環境（並非香港交易所）' },
    targets: [
      {
        id: 'ccass',
        url: siteUrl(places, 'www', '/'),
        page: {
          kind: 'landing',
          choices: [
            'Login with Smartcard - Online Functions and Overnight Report Download',
            'Login with OTP - Online Functions',
            'Login with OTP - Overnight Report Download',
          ],
        },
      },
      {
        id: 'dms',
        url: siteUrl(places, 'www', '/dms'),
        page: {
          kind: 'landing',
          choices: ['Login with Smartcard - Security Management Functions', 'Login with OTP - Security Management Function'],
        },
      },
      { id: '2fa', url: siteUrl(places, 'sso', '/sso'), page: { kind: 'log-on-form' } },
    ],
  })
}

/** @param changes parts that replace the lab's own; null takes one out */
export function siteYaml(places: Places, changes: Readonly<Record<string, unknown>> = {}): string {
  const { preferred, alternate } = places.resolvers
  const site: Record<string, unknown> = {
    profiles: ['lab'],
    resolvers: { hkex: [endpointText(preferred), endpointText(alternate)] },
    addresses: places.ranges,
    certificate: { issuers: [issuingName] },
    proxy: 'system',
    contacts: {
      'site-it': { name: 'Lab IT desk', phone: '0000 0001' },
      'site-network': { name: 'Lab network team', phone: '0000 0002' },
      'line-vendor': { name: 'Lab line vendor', phone: '0000 0003' },
    },
    ...changes,
  }
  return stringify(Object.fromEntries(Object.entries(site).filter(([, value]) => value !== null)))
}
