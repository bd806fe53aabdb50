import { describe, expect, test } from 'vitest'
import type { Finding } from '../../checks/check.ts'
import type { PathEvidence } from '../../checks/path/evidence.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { createHierarchy, createIntermediate, createLeaf, createRoot, createSelfSigned, type LeafOptions } from '../support/certificates.ts'
import {
  badOf,
  type ClockGiven,
  clockOf,
  codesOf,
  evidenceOf,
  HOST,
  judge,
  machineWith,
  recordOf,
  refusedRecord,
  target,
} from './playing.ts'

const DAY_MS = 86_400_000
const days = (count: number) => new Date(Date.now() + count * DAY_MS)

const root = await createRoot()
const issuing = await createIntermediate(root, { notBefore: days(-1000) })
const settings = { trustedRoots: [root.cert] }
const leaf = (options: LeafOptions) => createLeaf(issuing, { names: [HOST], ...options })
const good = await leaf({})

async function judged(options: LeafOptions, clock: ClockGiven = {}): Promise<Finding[]> {
  return judge(evidenceOf([recordOf((await leaf(options)).chain)], settings), settings, clockOf(clock))
}

const find = (findings: readonly Finding[], question: string) => findings.find(({ id }) => id.startsWith(`${question} `))

test('a good certificate: every question is answered well', () => {
  expect(codesOf(judge(evidenceOf([recordOf(good.chain)], settings), settings).filter(({ status }) => status === 'ok'))).toEqual({
    'tls.handshake': 'tls/negotiated',
    'tls.dates': 'tls/dates-valid',
    'tls.name': 'tls/name-matches',
    'tls.trust': 'tls/trusted',
    'tls.strength': 'tls/strong',
  })
})

describe('dates', () => {
  const expired = { notBefore: days(-400), notAfter: days(-3) }
  const future = { notBefore: days(20), notAfter: days(400) }

  test.each<[name: string, options: LeafOptions, clock: ClockGiven, expected: object]>([
    [
      'ended',
      expired,
      {},
      {
        code: 'tls/expired',
        status: 'problem',
        args: { validAtPcTime: false, validAtCorrectedTime: false, daysAgo: 3, role: 'server', certificate: HOST },
      },
    ],
    [
      'begins later',
      future,
      {},
      { code: 'tls/not-yet-valid', status: 'problem', args: { validAtPcTime: false, validAtCorrectedTime: false, daysUntil: 20 } },
    ],
    ['ends within a month', { notAfter: days(9.5) }, {}, { code: 'tls/expires-soon', status: 'warning', args: { daysLeft: 9 } }],
    ['ends after 29 days', { notAfter: days(29) }, {}, { code: 'tls/expires-soon', status: 'warning' }],
    ['ends after 31 days', { notAfter: days(31) }, {}, { code: 'tls/dates-valid', status: 'ok' }],
    [
      'the clock is a year ahead: valid at the corrected time',
      {},
      { wallMs: Date.now() + 400 * DAY_MS, skewMs: 400 * DAY_MS },
      { code: 'tls/expired', status: 'problem', args: { validAtPcTime: false, validAtCorrectedTime: true } },
    ],
    [
      'the clock is behind: valid at the corrected time',
      {},
      { wallMs: Date.now() - 20 * DAY_MS, skewMs: -20 * DAY_MS },
      { code: 'tls/not-yet-valid', args: { validAtPcTime: false, validAtCorrectedTime: true } },
    ],
    [
      'the clock is ahead and the certificate ended all the same',
      expired,
      { wallMs: Date.now() + 400 * DAY_MS, skewMs: 400 * DAY_MS },
      { code: 'tls/expired', args: { validAtCorrectedTime: false, daysAgo: 3 } },
    ],
    [
      'the clock is behind and hides that it ended',
      expired,
      { wallMs: Date.now() - 20 * DAY_MS, skewMs: -20 * DAY_MS },
      { code: 'tls/expired', status: 'problem', args: { validAtPcTime: true, validAtCorrectedTime: false } },
    ],
    [
      'not valid on the PC, ended in truth: the truth is said',
      { notBefore: days(-10), notAfter: days(-3) },
      { wallMs: Date.now() - 30 * DAY_MS, skewMs: -30 * DAY_MS },
      { code: 'tls/expired' },
    ],
    [
      'nobody told the time',
      expired,
      { skewMs: null },
      { code: 'tls/expired', args: { validAtPcTime: false, validAtCorrectedTime: null } },
    ],
    [
      'the month counts from the corrected time',
      {},
      { wallMs: Date.now() + 350 * DAY_MS, skewMs: 350 * DAY_MS },
      { code: 'tls/dates-valid', status: 'ok' },
    ],
  ])('%s', async (_name, options, clock, expected) => {
    expect(find(await judged(options, clock), 'tls.dates')).toMatchObject(expected)
  })

  test('an issuer that ended: which one is said', async () => {
    const old = await createIntermediate(root, { name: 'CN=Old Issuing', notBefore: days(-400), notAfter: days(-1) })
    const { chain } = await createLeaf(old, { names: [HOST] })
    const findings = judge(evidenceOf([recordOf(chain)], settings), settings)
    expect(find(findings, 'tls.dates')).toMatchObject({ code: 'tls/expired', args: { certificate: 'Old Issuing', role: 'issuer' } })
  })

  test('a root that somebody installed is judged by its dates, as browsers do; of two for one key the one that holds', async () => {
    const name = 'CN=Company Root'
    const oldRoot = await createRoot({ name, notBefore: days(-400), notAfter: days(-1) })
    const newRoot = await createRoot({ name, keyOf: oldRoot })
    const { chain } = await createLeaf(oldRoot, { names: [HOST] })
    const datesWith = (installed: string[]) => find(judge(evidenceOf([recordOf(chain)], {}, machineWith(installed))), 'tls.dates')
    expect(datesWith([oldRoot.cert])).toMatchObject({
      code: 'tls/expired',
      args: { certificate: 'Company Root', role: 'root', rootCertificate: 'Company Root', issuerCertificate: null },
    })
    expect(datesWith([oldRoot.cert, newRoot.cert])).toMatchObject({ code: 'tls/dates-valid' })
  })

  test('the dates of a root are not judged, whether it was sent or lies in a store', async () => {
    const oldRoot = await createRoot({ notBefore: days(-400), notAfter: days(-1) })
    const { chain } = await createLeaf(oldRoot, { names: [HOST] })
    const inStore = { trustedRoots: [oldRoot.cert] }
    expect(codesOf(judge(evidenceOf([recordOf(chain + oldRoot.cert)], inStore), inStore))['tls.dates']).toBe('tls/dates-valid')
    expect(codesOf(judge(evidenceOf([recordOf(chain + oldRoot.cert)])))['tls.dates']).toBe('tls/dates-valid')
  })

  test('without the PC’s clock nothing is said', () => {
    const findings = judge(evidenceOf([recordOf(good.chain)], settings), settings, { evidence: {}, findings: {} })
    expect(find(findings, 'tls.dates')).toMatchObject({ code: 'tls/not-judged', status: 'not-checked', reason: 'upstream-failed' })
  })
})

describe('name', () => {
  test.each<[name: string, host: string, options: LeafOptions, code: string, names: readonly string[]]>([
    ['the very name', HOST, { names: ['www.example', HOST] }, 'tls/name-matches', ['www.example', HOST]],
    ['a wildcard', 'sso.lab.example', { names: ['*.lab.example'] }, 'tls/name-matches', ['*.lab.example']],
    ['a wildcard for one label only', 'a.b.lab.example', { names: ['*.lab.example'] }, 'tls/name-mismatch', ['*.lab.example']],
    ['another name', HOST, { names: ['www.example'] }, 'tls/name-mismatch', ['www.example']],
    ['the common name alone, which Edge passes over', HOST, { name: `CN=${HOST}`, names: [] }, 'tls/name-mismatch', []],
    ['an address', '192.0.2.1', { names: ['192.0.2.1'] }, 'tls/name-matches', ['192.0.2.1']],
    ['an address that is not in it', '192.0.2.1', { names: [HOST] }, 'tls/name-mismatch', [HOST]],
  ])('%s', async (_name, host, options, code, names) => {
    const { chain } = await createLeaf(issuing, options)
    expect(find(judge(evidenceOf([recordOf(chain, { host })], settings), settings), 'tls.name')).toMatchObject({ code, args: { names } })
  })
})

describe('strength', async () => {
  const weakIssuing = await createIntermediate(root, { name: 'CN=Weak Issuing', key: 'rsa-1024' })
  const sha1Issuing = await createIntermediate(root, { name: 'CN=Old Issuing', hash: 'SHA-1' })
  const cases: [name: string, chain: string, code: string, args: object][] = [
    ['RSA 1024', (await leaf({ key: 'rsa-1024' })).chain, 'tls/weak-key', { key: 'RSA 1024', certificate: HOST }],
    ['RSA 2048', (await leaf({ key: 'rsa-2048' })).chain, 'tls/strong', { key: 'RSA 2048' }],
    ['EC P-224', (await leaf({ key: 'ec-p224' })).chain, 'tls/weak-key', { key: 'EC 224' }],
    ['EC P-384', (await leaf({ key: 'ec-p384' })).chain, 'tls/strong', { key: 'EC 384' }],
    ['SHA-1', (await leaf({ hash: 'SHA-1' })).chain, 'tls/weak-signature', { signature: 'ecdsa-with-SHA1', certificate: HOST }],
    [
      'a weak key of the issuer',
      (await createLeaf(weakIssuing, { names: [HOST] })).chain,
      'tls/weak-key',
      { key: 'RSA 1024', certificate: 'Weak Issuing' },
    ],
    [
      'a weak signature on the issuer',
      (await createLeaf(sha1Issuing, { names: [HOST] })).chain,
      'tls/weak-signature',
      { certificate: 'Old Issuing' },
    ],
  ]
  test.each(cases)('%s', (_name, chain, code, args) => {
    expect(find(judge(evidenceOf([recordOf(chain)], settings), settings), 'tls.strength')).toMatchObject({
      code,
      args,
      status: code === 'tls/strong' ? 'ok' : 'warning',
    })
  })

  test('SHA-1 in the signature of a root on itself proves nothing and is not judged', async () => {
    const oldRoot = await createRoot({ hash: 'SHA-1' })
    const { chain } = await createLeaf(oldRoot, { names: [HOST] })
    expect(codesOf(judge(evidenceOf([recordOf(chain + oldRoot.cert)])))['tls.strength']).toBe('tls/strong')
  })

  test('a certificate that signed itself is judged', async () => {
    const { chain } = await createSelfSigned({ names: [HOST], key: 'rsa-1024' })
    expect(codesOf(judge(evidenceOf([recordOf(chain)])))['tls.strength']).toBe('tls/weak-key')
  })
})

describe('handshake', () => {
  const askedAndRefused = refusedRecord('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')
  if (askedAndRefused.outcome.kind === 'failed') Object.assign(askedAndRefused.outcome, { clientCertificateRequested: true })
  const old = (protocol: string) => {
    const record = recordOf(good.chain, { hello: 'old' })
    return record.outcome.kind === 'done' ? { ...record, outcome: { ...record.outcome, protocol } } : record
  }
  test.each<[name: string, records: ReturnType<typeof recordOf>[], expected: object | undefined]>([
    ['TLS 1.3', [recordOf(good.chain)], { code: 'tls/negotiated', status: 'ok', args: { protocol: 'TLSv1.3' } }],
    [
      'a small hello after a big one that was lost',
      [refusedRecord('limit', 'no-reply'), recordOf(good.chain, { hello: 'small' })],
      { code: 'tls/negotiated', status: 'ok' },
    ],
    [
      'an alert',
      [refusedRecord('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')],
      { code: 'tls/handshake-refused', status: 'problem', args: { failure: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' } },
    ],
    [
      'an alert to both hellos',
      [
        refusedRecord('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'),
        refusedRecord('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-alert', { hello: 'old' }),
      ],
      { code: 'tls/handshake-refused' },
    ],
    [
      'TLS 1.0 alone',
      [refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), old('TLSv1')],
      { code: 'tls/protocol-too-old', status: 'problem', args: { protocol: 'TLSv1' } },
    ],
    ['TLS 1.1 alone', [refusedRecord('ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-protocol'), old('TLSv1.1')], { code: 'tls/protocol-too-old' }],
    [
      'refused once and TLS 1.2 to the old hello',
      [refusedRecord('ERR_SSL_TLSV1_ALERT_DECODE_ERROR'), old('TLSv1.2')],
      { code: 'tls/handshake-refused', args: { protocol: 'TLSv1.2' } },
    ],
    [
      'the server says that it is the version, and nobody could try an older one',
      [refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-alert', { via: { kind: 'direct', address: '192.0.2.1' } })],
      { code: 'tls/protocol-too-old', status: 'problem', args: { protocol: null } },
    ],
    [
      'refuses after it asked for a certificate, as servers do up to TLS 1.2',
      [askedAndRefused],
      { code: 'tls/client-certificate-requested', status: 'warning' },
    ],
    [
      'says that there was no certificate, in the words of OpenSSL 3.5',
      [refusedRecord('ERR_SSL_SSL/TLS_ALERT_NO_CERTIFICATE')],
      { code: 'tls/client-certificate-requested', status: 'warning' },
    ],
    [
      'asks for a certificate',
      [recordOf(good.chain, { clientCertificateRequested: true })],
      { code: 'tls/client-certificate-requested', status: 'warning' },
    ],
    [
      'sends away who has none',
      [refusedRecord('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
      { code: 'tls/client-certificate-requested', status: 'warning' },
    ],
  ])('%s', (_name, records, expected) => {
    expect(find(judge(evidenceOf(records, settings), settings), 'tls.handshake')).toMatchObject({
      ...expected,
      id: `tls.handshake ${HOST} 192.0.2.1:443`,
      subject: HOST,
    })
  })

  test.each<[name: string, record: ReturnType<typeof recordOf>, complete: boolean, reason: string]>([
    ['silence', refusedRecord('limit', 'no-reply'), true, 'upstream-failed'],
    ['a reset', refusedRecord('ECONNRESET', 'reset'), true, 'upstream-failed'],
    ['a run cut short', refusedRecord('cancelled', 'cancelled'), false, 'deadline'],
  ])('%s is the path’s business: one line says that nothing was judged', (_name, record, complete, reason) => {
    const findings = judge({ ...evidenceOf([record]), complete }, { targets: [target(HOST), target(HOST, 8443)] })
    expect(findings.filter(({ code }) => code.startsWith('tls/'))).toMatchObject([
      { code: 'tls/not-judged', status: 'not-checked', reason, subject: HOST },
    ])
  })

  test('one address that is silent beside one that answers gives no line', () => {
    const records = [refusedRecord('limit', 'no-reply', { via: { kind: 'direct', address: '192.0.2.2' } }), recordOf(good.chain)]
    const findings = judge(evidenceOf(records, settings), { ...settings, targets: [target(HOST)] })
    expect(findings.filter(({ code }) => code === 'tls/not-judged')).toEqual([])
  })

  test('the certificate of a server that speaks only TLS 1.0 is judged too', () => {
    const records = [refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), old('TLSv1')]
    expect(codesOf(judge(evidenceOf(records, settings), settings))).toMatchObject({
      'tls.trust': 'tls/trusted',
      'tls.name': 'tls/name-matches',
    })
  })
})

describe('the route that counts', () => {
  const route = (proxies: string[]) => ({
    url: `https://${HOST}/`,
    host: HOST,
    port: 443,
    proxies,
    direct: proxies.length === 0,
    setting: null,
    bypassedBy: null,
  })
  const proxyEvidence = (proxies: string[]): ProxyEvidence => ({
    version: 1,
    settings: [],
    obeyed: null,
    unread: [],
    pac: [],
    routes: [route(proxies)],
    reach: [],
    tunnels: [],
    handshakes: [],
    notChecked: null,
    complete: true,
  })
  test.each<[name: string, via: 'direct' | 'proxy', proxies: string[], status: string]>([
    ['direct, where Edge goes direct', 'direct', [], 'problem'],
    ['direct, where Edge uses a proxy', 'direct', ['proxy.example:8080'], 'not-applicable'],
    ['through the proxy that Edge uses', 'proxy', ['proxy.example:8080'], 'problem'],
    ['through a proxy that Edge does not use', 'proxy', [], 'not-applicable'],
  ])('%s', async (_name, kind, proxies, status) => {
    const via = kind === 'direct' ? ({ kind, address: '192.0.2.1' } as const) : ({ kind, proxy: 'proxy.example:8080' } as const)
    const { chain } = await createSelfSigned({ names: [HOST] })
    const clock = clockOf()
    const findings = judge(
      evidenceOf([recordOf(chain, { via })]),
      {},
      { ...clock, evidence: { ...clock.evidence, proxy: proxyEvidence(proxies) } },
    )
    expect(find(findings, 'tls.trust')).toMatchObject({
      code: 'tls/self-signed',
      status,
      id: `tls.trust ${HOST} ${kind === 'direct' ? '192.0.2.1:443' : 'via proxy.example:8080'}`,
    })
  })
})

test('two addresses of a host are judged each by itself', async () => {
  const { chain } = await createHierarchy({ names: [HOST] }).then(({ leaf: other }) => other)
  const records = [recordOf(good.chain), recordOf(chain, { via: { kind: 'direct', address: '2001:db8::1' } })]
  const findings = judge(evidenceOf(records, settings), settings)
  expect(findings.find(({ id }) => id === `tls.trust ${HOST} 192.0.2.1:443`)?.code).toBe('tls/trusted')
  expect(findings.find(({ id }) => id === `tls.trust ${HOST} [2001:db8::1]:443`)?.code).toBe('tls/unknown-issuer')
})

test('evidence that somebody touched: what is no certificate is passed over, and nothing fails', () => {
  const evidence = evidenceOf([recordOf(good.chain)], settings)
  const touched = { ...evidence, certificates: evidence.certificates.map((each) => ({ ...each, pem: 'no certificate' })) }
  expect(badOf(judge(touched, settings))).toEqual({})
  const anchors = evidence.presented.map((each) => ({ ...each, anchors: each.anchors.map((anchor) => ({ ...anchor, pem: '' })) }))
  expect(codesOf(judge({ ...evidence, presented: anchors }, settings))['tls.trust']).toBe('tls/trusted')
})

describe('single addresses of the site file, which come without names', () => {
  const standby = '192.0.2.9'
  const at = (chain: string) => ({ ...recordOf(chain), via: { kind: 'direct', address: standby } as const })
  const pathOf = (sources: PathEvidence['connections'][number]['sources']): PathEvidence => ({
    version: 1,
    connections: [
      {
        address: standby,
        port: recordOf(good.chain).port,
        hosts: [HOST],
        sources,
        route: { source: null, failure: null },
        connect: { failure: null, elapsedMs: 1, source: null },
      },
    ],
    handshakes: [],
    complete: true,
  })
  const badAt = async (chain: string, sources: PathEvidence['connections'][number]['sources']) => {
    const upstream = clockOf({})
    const path = pathOf(sources)
    return badOf(judge(evidenceOf([at(chain)], settings), settings, { ...upstream, evidence: { ...upstream.evidence, path } }))
  }

  test('another name’s certificate there is that name’s', async () => {
    const { chain } = await leaf({ names: ['www.example'], notBefore: days(-400), notAfter: days(-3) })
    expect(await badAt(chain, ['site'])).toEqual({})
    expect(await badAt(chain, ['site', 'resolver'])).toMatchObject({ 'tls.name': 'tls/name-mismatch', 'tls.dates': 'tls/expired' })
  })

  test('the host’s own certificate is judged there', async () => {
    const { chain } = await leaf({ notBefore: days(-400), notAfter: days(-3) })
    expect(await badAt(chain, ['site'])).toEqual({ 'tls.dates': 'tls/expired' })
  })
})
