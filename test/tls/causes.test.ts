import { describe, expect, test } from 'vitest'
import type { Args, Finding } from '../../checks/check.ts'
import { indexFindings } from '../../checks/findings.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import type { Settings } from '../../checks/settings.ts'
import { tlsCauses } from '../../checks/tls/causes.ts'
import { createIntermediate, createLeaf, createRoot, createSelfSigned } from '../support/certificates.ts'
import { type ClockGiven, causesOf, clockOf, evidenceOf, HOST, judge, machineWith, recordOf, refusedRecord } from './playing.ts'

const DAY_MS = 86_400_000
const days = (count: number) => new Date(Date.now() + count * DAY_MS)
const second = { via: { kind: 'direct', address: '192.0.2.2' } } as const
const www = { host: 'www.example' }

const root = await createRoot({ name: 'CN=Good Root,O=Good Trust', notBefore: days(-2000) })
const issuing = await createIntermediate(root, { name: 'CN=Good Issuing,O=Good Trust', notBefore: days(-2000) })
const trusted = { trustedRoots: [root.cert] }
const both = [HOST, 'www.example']
const good = (await createLeaf(issuing, { names: both, notBefore: days(-90) })).chain
const expired = (await createLeaf(issuing, { names: both, notBefore: days(-90), notAfter: days(-3) })).chain
const selfSigned = (await createSelfSigned({ names: both })).chain
const box = await createRoot({ name: 'CN=Zscaler Root CA,O=Zscaler Inc.' })
const boxed = (await createLeaf(box, { names: both })).chain
const boxedExpired = (await createLeaf(box, { names: both, notBefore: days(-90), notAfter: days(-3) })).chain
const boxedForDays = (await createLeaf(box, { names: both, notBefore: days(-2), notAfter: days(10) })).chain
const boxWithOldIssuing = (
  await createLeaf(await createIntermediate(box, { name: 'CN=Old Box Issuing,O=Zscaler Inc.', notBefore: days(-90), notAfter: days(-3) }), {
    names: both,
  })
).chain
const ended = { notBefore: days(-900), notAfter: days(-2) }
const endedBox = await createRoot({ name: 'CN=Ended Box CA,O=Box', ...ended })
const boxedByEnded = (await createLeaf(endedBox, { names: both })).chain
const endedCompany = await createRoot({ name: 'CN=Ended Company Root', ...ended })
const companysEnded = (await createLeaf(endedCompany, { names: both })).chain
const company = await createRoot({ name: 'CN=Company Root' })
const companys = (await createLeaf(company, { names: both })).chain

/** What the page check says of a host: as far as the causes here look at it. */
const page = (host: string, status: 'ok' | 'problem', code = 'page/unreachable', more: Args = {}): Finding => ({
  id: `page.reach https://${host}/`,
  check: 'page',
  code: status === 'ok' ? 'page/recognised' : code,
  status,
  subject: host,
  args: { ...more, host },
})

interface Given {
  readonly records: readonly HandshakeRecord[]
  readonly settings?: Partial<Settings>
  readonly installed?: readonly string[]
  readonly clock?: ClockGiven
  readonly pages?: readonly Finding[]
}

function findingsOf({ records, settings = trusted, installed = [], clock = {}, pages = [] }: Given): Finding[] {
  const upstream = clockOf(clock)
  const found = judge(evidenceOf(records, settings, machineWith(installed)), settings, upstream)
  return [...found, ...(upstream.findings.clock ?? []), ...pages]
}

const aheadOf = (count: number): ClockGiven => ({ wallMs: Date.now() + count * DAY_MS, skewMs: count * DAY_MS })
const demands = recordOf(good, { clientCertificateRequested: true })
const refusal = 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'

describe('what is named', () => {
  test.each<[name: string, given: Given, causes: string[]]>([
    ['all is well', { records: [recordOf(good), recordOf(good, www)] }, []],
    ['expired at every address: one cause', { records: [recordOf(expired), recordOf(expired, second)] }, [`blocker tls/expired ${HOST}`]],
    ['expired at one of two addresses', { records: [recordOf(good), recordOf(expired, second)] }, [`warning tls/expired ${HOST}`]],
    [
      'expired at the only address that answers',
      { records: [refusedRecord('limit', 'no-reply', second), recordOf(expired)] },
      [`blocker tls/expired ${HOST}`],
    ],
    [
      'two hosts, each by itself',
      { records: [recordOf(expired), recordOf(selfSigned, www)] },
      [`blocker tls/expired ${HOST}`, 'blocker tls/self-signed www.example'],
    ],
    [
      'two faults of one certificate that have nothing to do with each other',
      { records: [recordOf(expired, { host: 'third.example' })] },
      ['blocker tls/expired third.example', 'blocker tls/name-mismatch third.example'],
    ],
    [
      'a stranger’s certificate, for another name: one cause',
      { records: [recordOf(selfSigned, { host: 'third.example' })] },
      ['blocker tls/self-signed third.example'],
    ],
    [
      'a stranger’s certificate, and a page that is forbidden: what the page says is for the causes of the page',
      { records: [recordOf(selfSigned)], pages: [page(HOST, 'problem', 'page/forbidden')] },
      [`blocker tls/self-signed ${HOST}`, `unexplained page.reach https://${HOST}/`],
    ],
    [
      'one box before two hosts: one cause',
      { records: [recordOf(boxed), recordOf(boxed, www)] },
      ['blocker tls/intercepted Zscaler Root CA'],
    ],
    [
      'a box whose root is installed',
      { records: [recordOf(boxed), recordOf(boxed, www)], installed: [box.cert] },
      ['warning tls/intercepted Zscaler Root CA'],
    ],
    [
      'a box before one of two addresses',
      { records: [recordOf(boxed), recordOf(good, second)] },
      ['warning tls/intercepted Zscaler Root CA'],
    ],
    ['a box before one host only', { records: [recordOf(boxed), recordOf(good, www)] }, ['blocker tls/intercepted Zscaler Root CA']],
    [
      'two boxes',
      { records: [recordOf(boxed), recordOf(companys, www)], installed: [box.cert, company.cert] },
      ['warning tls/intercepted Company Root', 'warning tls/intercepted Zscaler Root CA'],
    ],
    [
      'a box, and a page that it forbids: what the page says is for the causes of the page',
      { records: [recordOf(boxed)], pages: [page(HOST, 'problem', 'page/forbidden')] },
      ['blocker tls/intercepted Zscaler Root CA', `unexplained page.reach https://${HOST}/`],
    ],
    [
      'a box that copies the dates of a certificate that ended',
      { records: [recordOf(boxedExpired)], installed: [box.cert] },
      [`blocker tls/expired ${HOST}`, 'warning tls/intercepted Zscaler Root CA'],
    ],
    [
      'a box whose root is installed, and ended: no browser takes it',
      { records: [recordOf(boxedByEnded), recordOf(boxedByEnded, www)], installed: [endedBox.cert] },
      ['blocker tls/intercepted Ended Box CA'],
    ],
    [
      'a root of the company’s own that ended: whose it is can renew it',
      { records: [recordOf(companysEnded)], installed: [endedCompany.cert], settings: { siteRoots: [endedCompany.cert] } },
      [`blocker tls/expired ${HOST}`],
    ],
    [
      'a box whose certificates last for days alone',
      { records: [recordOf(boxedForDays)], installed: [box.cert], pages: [page(HOST, 'ok')] },
      ['warning tls/intercepted Zscaler Root CA'],
    ],
    ['a box whose own issuer ended', { records: [recordOf(boxWithOldIssuing)] }, ['blocker tls/intercepted Zscaler Root CA']],
    [
      'a box, issuers expected: still one cause',
      { records: [recordOf(boxed)], settings: { ...trusted, issuers: ['CN=Good Issuing'] } },
      ['blocker tls/intercepted Zscaler Root CA'],
    ],
    [
      'another issuer than expected, below a root of --root',
      { records: [recordOf(good)], settings: { ...trusted, issuers: ['CN=Other'] } },
      ['warning tls/issuer-unexpected certificate.issuers'],
    ],
    [
      'the same at two hosts: one line of the site file',
      { records: [recordOf(good), recordOf(good, www)], settings: { ...trusted, issuers: ['CN=Other'] } },
      ['warning tls/issuer-unexpected certificate.issuers'],
    ],
    [
      'a root that is missing and an issuer that is not expected: one cause',
      { records: [recordOf(companys)], settings: { siteRoots: [company.cert], issuers: ['CN=Good Issuing'] } },
      ['blocker tls/intercepted Company Root'],
    ],
    [
      'signed by itself, issuers expected: one cause',
      { records: [recordOf(selfSigned)], settings: { issuers: ['CN=Good Issuing'] } },
      [`blocker tls/self-signed ${HOST}`],
    ],
    [
      'asks for a certificate, and the page comes',
      { records: [demands], pages: [page(HOST, 'ok')] },
      [`note tls/client-certificate-requested ${HOST}`],
    ],
    [
      'asks for a certificate, and forbids the page without',
      { records: [demands], pages: [page(HOST, 'problem', 'page/forbidden', { statusCode: 403 })] },
      [`blocker tls/client-certificate-requested ${HOST}`],
    ],
    ['asks for a certificate, and nobody asked for a page', { records: [demands] }, [`warning tls/client-certificate-requested ${HOST}`]],
    [
      'asks for a certificate, and no page comes without',
      { records: [demands], pages: [page(HOST, 'problem')] },
      [`blocker tls/client-certificate-requested ${HOST}`],
    ],
    [
      'refuses, and no page comes',
      { records: [refusedRecord(refusal)], pages: [page(HOST, 'problem')] },
      [`blocker tls/handshake-refused ${HOST}`],
    ],
    [
      'one of two addresses refuses',
      { records: [refusedRecord(refusal), recordOf(good, second)], pages: [page(HOST, 'ok')] },
      [`warning tls/handshake-refused ${HOST}`],
    ],
  ])('%s', (_name, given, causes) => {
    expect(causesOf(findingsOf(given))).toEqual(causes)
  })
})

describe('the clock', () => {
  test.each<[name: string, given: Given, causes: string[]]>([
    [
      'ahead: good certificates look expired, and the clock is the one cause',
      { records: [recordOf(good), recordOf(good, www)], clock: aheadOf(400) },
      ['blocker clock/skewed clock'],
    ],
    [
      'behind: good certificates look not yet valid',
      { records: [recordOf(good), recordOf(good, www)], clock: aheadOf(-120) },
      ['blocker clock/skewed clock'],
    ],
    [
      'ahead, and one certificate ended in truth: both',
      { records: [recordOf(expired), recordOf(good, www)], clock: aheadOf(400) },
      ['blocker clock/skewed clock', `blocker tls/expired ${HOST}`],
    ],
    [
      'behind, and hides that a certificate ended: it will stop the log-on when the clock is right',
      { records: [recordOf(expired)], clock: aheadOf(-20) },
      ['warning clock/skewed clock', `warning tls/expired ${HOST}`],
    ],
    [
      'a little off: no date changes',
      { records: [recordOf(good)], clock: { wallMs: Date.now() + 1_200_000, skewMs: 1_200_000 } },
      ['warning clock/skewed clock'],
    ],
    [
      'nobody told the time: the certificate is named',
      { records: [recordOf(expired)], clock: { skewMs: null } },
      [`blocker tls/expired ${HOST}`],
    ],
    [
      'ahead, and a stranger answers: both',
      { records: [recordOf(selfSigned)], clock: aheadOf(400) },
      ['blocker clock/skewed clock', `blocker tls/self-signed ${HOST}`],
    ],
    [
      'ahead, and a box answers: both',
      { records: [recordOf(boxed)], clock: aheadOf(400) },
      ['blocker clock/skewed clock', 'blocker tls/intercepted Zscaler Root CA'],
    ],
  ])('%s', (_name, given, causes) => {
    expect(causesOf(findingsOf(given))).toEqual(causes)
  })
})

test('a cause says where it was seen and who can mend it', () => {
  const findings = indexFindings(findingsOf({ records: [recordOf(expired), recordOf(expired, second)] }))
  const [candidate, ...more] = tlsCauses.flatMap((cause) => cause.propose(findings))
  expect(more).toEqual([])
  expect(candidate).toMatchObject({
    owner: 'hkex',
    args: { host: HOST, vias: ['192.0.2.1:443', '192.0.2.2:443'], url: `https://${HOST}/` },
  })
  expect(candidate?.predicts).toEqual([
    { id: `tls.dates ${HOST} 192.0.2.1:443`, codes: ['tls/expired'] },
    { id: `tls.dates ${HOST} 192.0.2.2:443`, codes: ['tls/expired'] },
  ])
})

test('a root on this PC is the site’s own to renew', () => {
  const given = { records: [recordOf(companysEnded)], installed: [endedCompany.cert], settings: { siteRoots: [endedCompany.cert] } }
  const found = tlsCauses.flatMap((cause) => cause.propose(indexFindings(findingsOf(given))))
  expect(found).toMatchObject([{ code: 'tls/expired', owner: 'site-it', args: { rootCertificate: 'Ended Company Root' } }])
})

test.each<[name: string, given: Given, places: object]>([
  [
    'at every address',
    { records: [recordOf(expired)] },
    { vias: ['192.0.2.1:443'], stopsAt: null, hiddenAt: null, acceptedHost: null, proxies: null },
  ],
  ['at one of two', { records: [recordOf(good), recordOf(expired, second)] }, { stopsAt: ['192.0.2.2:443'] }],
  ['hidden by the clock', { records: [recordOf(expired)], clock: aheadOf(-20) }, { hiddenAt: ['192.0.2.1:443'], stopsAt: null }],
  [
    'through a proxy',
    { records: [recordOf(expired, { via: { kind: 'proxy', proxy: '192.0.2.80:3128' } })] },
    { proxies: ['192.0.2.80:3128'] },
  ],
  [
    'the browser shows the page',
    {
      records: [recordOf(companys)],
      pages: [
        { ...page(HOST, 'ok', 'browser/page-loads'), id: `browser.page https://${HOST}/`, check: 'browser', code: 'browser/page-loads' },
      ],
    },
    { acceptedHost: HOST, stopsAt: null },
  ],
])('where and why it does or does not stop the log-on: %s', (_name, given, places) => {
  const found = tlsCauses.flatMap((cause) => cause.propose(indexFindings(findingsOf(given))))
  expect(found).toMatchObject([{ args: places }])
})

test('numbers are unique and in the range of this check', () => {
  const numbers = tlsCauses.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.filter((number) => number < 500 || number > 599)).toEqual([])
})
