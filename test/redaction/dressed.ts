/** Scenarios as they would be on a desk: the lab's loopback addresses are a bank's and HKEX's, its proxy has a name, and somebody works there. */

import type { RunFiles } from '../../agent/bundle/contents.ts'
import { run } from './support.ts'

/** The lab's servers, and whom they stand for. What follows must not be replaced twice, so each is tried in turn. */
const places: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.4\.1(?=:\d)/g, 'proxy-hk2.treasury.zqbank.test'],
  [/127\.0\.4\.2(?=:\d)/g, 'pac.zqbank.test'],
  [/127\.0\.1\./g, '203.78.1.'],
  [/127\.0\.2\./g, '203.78.2.'],
  [/127\.0\.3\./g, '10.20.3.'],
  [/127\.0\.4\./g, '10.20.4.'],
  [/127\.0\.9\./g, '100.64.9.'],
  [/("source": ?)"127\.0\.0\.1"/g, '$1"10.20.0.7"'],
  [/elsewhere\.lab\.invalid/g, 'portal.guest-zqwifi.test'],
  [/centre-1\.lab\.invalid/g, 'centre-1.zqalias.test'],
  [/Lab card reader 0/g, 'ACS ACR39U ICC Reader [CCID Interface] (ZQ47110815) 00 00'],
  [/lab0/g, 'ZQ-Trading-Floor 5G'],
]

/** What strict promises to take away, and what both do. */
export const strictPlants = [
  'zqbank',
  'guest-zqwifi',
  'zqalias',
  'ZQ47110815',
  'ZQ-Trading',
  '203.78.',
  '10.20.',
  '100.64.9',
  'ZQDESK',
  'zqmodule',
]
export const plants = ['zqchan', 'zqtoken', 'zqcookie', 'zqpass', '4711-815']

export function dressed({ evidence, settings }: RunFiles): RunFiles {
  let text = JSON.stringify({ evidence, settings })
  for (const [found, becomes] of places) text = text.replace(found, becomes)
  const changed = JSON.parse(text) as Pick<RunFiles, 'evidence' | 'settings'>
  const { host, browser, dns } = changed.evidence
  const agent = { ...run.agent, hostName: 'ZQDESK-0417', account: 'ZQBANK\\zqchan' }
  const withPeople: RunFiles['evidence'] = {
    ...changed.evidence,
    ...(host === undefined ? {} : { host: { ...host, links: host.links.map((link) => ({ ...link, dnsSuffix: 'treasury.zqbank.test' })) } }),
    ...(dns === undefined
      ? {}
      : { dns: { ...dns, adapters: [...dns.adapters, { name: 'ZQ-Trading-Floor 5G', origin: 'dhcp', servers: ['10.20.3.1'] }] } }),
    ...(browser === undefined
      ? {}
      : {
          browser: {
            ...browser,
            leftBehind: 'C:\\Users\\ZQCHAN~1.ZQB\\AppData\\Local\\Temp\\profile-1',
            unread: [
              ...browser.unread,
              {
                path: 'HKU\\S-1-5-21-4711-815-1-1001\\SOFTWARE\\Policies\\Microsoft\\Edge',
                failure: { word: 'access-denied', code: 'EACCES' },
              },
            ],
            visits: browser.visits.map((visit) => ({
              ...visit,
              consoleErrors: [
                ...visit.consoleErrors,
                'GET https://sso.hkexposttrade.com.hk/api?access=zqtoken1 401, cookie: SID=zqcookie1',
                'zqchan has no rights in C:\\Users\\zqchan\\x',
              ],
            })),
          },
        }),
  }
  return {
    evidence: withPeople,
    settings: changed.settings,
    run: { ...run, agent, missing: { smartcard: { error: 'TypeError: password=zqpass1\n    at C:\\Users\\zqchan\\zqmodule.ts:1:1' } } },
  }
}
