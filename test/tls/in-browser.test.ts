import { expect, test } from 'vitest'
import { isBad } from '../../checks/check.ts'
import type { Settings } from '../../checks/settings.ts'
import { aBrowserVisit, evidence as browserEvidence, failing } from '../browser/judging.ts'
import { createHierarchy } from '../support/certificates.ts'
import { clockOf, evidenceOf, HOST, judge, recordOf, refusedRecord, target } from './playing.ts'

const url = `https://${HOST}/`
const targets = [{ ...target(HOST), url }]
const { root, leaf } = await createHierarchy({ names: [HOST] })
const settings: Partial<Settings> = { targets, trustedRoots: [root.cert] }

const at = (address: string) => ({ via: { kind: 'direct' as const, address } })
const refusedAt = (address: string) => refusedRecord('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-alert', at(address))
const answeredAt = (remoteAddress: string) =>
  aBrowserVisit(url, { hops: [{ url, statusCode: 200, remoteAddress, remotePort: 443, protocol: 'h2' }] })

test.each([
  ['at the address that answered the browser', [refusedAt('192.0.2.1')], answeredAt('192.0.2.1'), []],
  ['everywhere, and the browser shows the page', [refusedAt('192.0.2.1'), refusedAt('192.0.2.2')], answeredAt('192.0.2.1'), []],
  [
    'at one address, where the other greeted this program too',
    [recordOf(leaf.chain, at('192.0.2.1')), refusedAt('192.0.2.2')],
    answeredAt('192.0.2.1'),
    ['tls/handshake-refused 192.0.2.2'],
  ],
  [
    'where the browser was refused too',
    [refusedAt('192.0.2.1')],
    failing(url, 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH'),
    ['tls/handshake-refused 192.0.2.1'],
  ],
])('a handshake refused %s', (_, records, visit, bad) => {
  const clock = clockOf()
  const upstream = { ...clock, evidence: { ...clock.evidence, browser: browserEvidence({ visits: [visit] }) } }
  const findings = judge(evidenceOf(records, settings), settings, upstream)
  expect(findings.filter(isBad).map(({ code, args }) => `${code} ${args.address}`)).toEqual(bad)
})
