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
    [
      'the same, and another server of its host, without TLS',
      aBrowserVisit(url, {
        hops: [{ url: `http://${sso}/`, statusCode: 200, remoteAddress: address, remotePort: 80, protocol: 'http/1.1' }],
      }),
    ],
    ['none', failing(url, 'ERR_CONNECTION_TIMED_OUT')],
  ])('says nothing where it was %s', (_, visit) => {
    const findings = judge([{ address, connect: 'no-reply' }], {}, { browser: browserEvidence({ visits: [visit] }) })
    expect(findings.find(({ id }) => id === connectId(address))).toMatchObject({ code: 'path/no-reply', status: 'problem' })
  })

  test('speaks for the others of its host, none of which this program reached', () => {
    const stories = [
      { address, connect: 'prohibited' as const },
      { address: '10.1.0.21', connect: 'prohibited' as const },
    ]
    const findings = judge(stories, {}, { browser: browserEvidence({ visits: [answeredFrom(address)] }) })
    expect(findings.filter(isBad)).toEqual([])
    expect(findings.find(({ id }) => id === connectId('10.1.0.21'))).toMatchObject({ reason: 'browser-decides' })
  })

  test('says nothing of another one, where this program reached it too', () => {
    const stories = [{ address }, { address: '10.1.0.21', connect: 'no-reply' as const }]
    const findings = judge(stories, {}, { browser: browserEvidence({ visits: [answeredFrom(address)] }) })
    expect(findings.filter(isBad).map(({ id, code }) => `${code} ${id}`)).toEqual([`path/no-reply ${connectId('10.1.0.21')}`])
  })
})

test('a host of which no address was found here, and whose page the browser shows, leaves no doubt', () => {
  const without = (browser: ReturnType<typeof browserEvidence>) =>
    judge([], {}, { browser }).find(({ code }) => code === 'path/host-without-address')
  expect(without(browserEvidence({ visits: [aBrowserVisit(url)] }))).toMatchObject({ status: 'not-applicable', reason: 'browser-decides' })
  expect(without(browserEvidence({ visits: [failing(url, 'ERR_NAME_NOT_RESOLVED')] }))).toMatchObject({ status: 'not-checked' })
})
