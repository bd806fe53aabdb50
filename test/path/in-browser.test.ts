import { describe, expect, test } from 'vitest'
import { isBad } from '../../checks/check.ts'
import { aBrowserVisit, evidence as browserEvidence, failing } from '../browser/judging.ts'
import { connectId, judge, sso } from './judging.ts'

const address = '10.1.0.20'
const url = `https://${sso}/`
const answeredFrom = (remoteAddress: string) =>
  aBrowserVisit(url, { hops: [{ url, statusCode: 200, remoteAddress, remotePort: 443, protocol: 'h2' }] })

describe('an address that answers the browser', () => {
  test('is reachable, though it does not answer this program', () => {
    const findings = judge([{ address, connect: 'no-reply' }], {}, { browser: browserEvidence({ visits: [answeredFrom(address)] }) })
    expect(findings.filter(isBad)).toEqual([])
    expect(findings.find(({ id }) => id === connectId(address))).toMatchObject({ status: 'not-applicable', reason: 'browser-decides' })
  })

  test('by IPv6 too, in whatever brackets', () => {
    const findings = judge(
      [{ address: '2001:db8::20', connect: 'no-reply' }],
      {},
      { browser: browserEvidence({ visits: [answeredFrom('[2001:db8::20]')] }) },
    )
    expect(findings.filter(isBad)).toEqual([])
  })

  test.each([
    ['another address', answeredFrom('10.1.0.21')],
    ['none', failing(url, 'ERR_CONNECTION_TIMED_OUT')],
  ])('says nothing where it was %s', (_, visit) => {
    const findings = judge([{ address, connect: 'no-reply' }], {}, { browser: browserEvidence({ visits: [visit] }) })
    expect(findings.find(({ id }) => id === connectId(address))).toMatchObject({ code: 'path/no-reply', status: 'problem' })
  })
})
