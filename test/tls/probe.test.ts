import type { TlsOptions } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Settings } from '../../checks/settings.ts'
import { tlsEvidenceSchema } from '../../checks/tls/evidence.ts'
import {
  createHierarchy,
  createIntermediate,
  createLeaf,
  createRoot,
  createSelfSigned,
  type Issued,
  splitPem,
} from '../support/certificates.ts'
import { ocspResponse } from './ocsp-response.ts'
import { badOf, causesOf, greet, HOST, judge, machineWith, playServer, probeWith, recordOf, refusedRecord } from './playing.ts'

const DAY_MS = 86_400_000
const days = (count: number) => new Date(Date.now() + count * DAY_MS)

const root = await createRoot({ name: 'CN=Good Root,O=Good Trust' })
const issuing = await createIntermediate(root, { name: 'CN=Good Issuing,O=Good Trust' })
const box = await createRoot({ name: 'CN=Zscaler Root CA,O=Zscaler Inc.' })
const rsaRoot = await createRoot({ key: 'rsa-2048' })
const trusted = { trustedRoots: [root.cert] }
const shown = ({ key, chain }: Issued): TlsOptions => ({ key, cert: chain })
const good = await createLeaf(issuing, { names: [HOST] })
const alone = (issued: Issued): TlsOptions => ({ key: issued.key, cert: splitPem(issued.chain)[0] ?? '' })

const cases: [
  name: string,
  server: TlsOptions,
  settings: Partial<Settings>,
  installed: string[],
  bad: Record<string, string>,
  causes: string[],
][] = [
  ['a good certificate, EC', shown(good), trusted, [], {}, []],
  [
    'a good certificate, RSA',
    shown(await createLeaf(rsaRoot, { names: [HOST], key: 'rsa-2048' })),
    { trustedRoots: [rsaRoot.cert] },
    [],
    {},
    [],
  ],
  [
    'expired',
    shown(await createLeaf(issuing, { names: [HOST], notBefore: days(-90), notAfter: days(-3) })),
    trusted,
    [],
    { 'tls.dates': 'tls/expired' },
    [`blocker tls/expired ${HOST}`],
  ],
  [
    'not yet valid',
    shown(await createLeaf(issuing, { names: [HOST], notBefore: days(3) })),
    trusted,
    [],
    { 'tls.dates': 'tls/not-yet-valid' },
    [`blocker tls/not-yet-valid ${HOST}`],
  ],
  [
    'ends soon',
    shown(await createLeaf(issuing, { names: [HOST], notAfter: days(5) })),
    trusted,
    [],
    { 'tls.dates': 'tls/expires-soon' },
    [`warning tls/expires-soon ${HOST}`],
  ],
  [
    'for another name',
    shown(await createLeaf(issuing, { names: ['other.example'] })),
    trusted,
    [],
    { 'tls.name': 'tls/name-mismatch' },
    [`blocker tls/name-mismatch ${HOST}`],
  ],
  [
    'signed by itself, EC',
    shown(await createSelfSigned({ names: [HOST] })),
    trusted,
    [],
    { 'tls.trust': 'tls/self-signed' },
    [`blocker tls/self-signed ${HOST}`],
  ],
  [
    'signed by itself, RSA',
    shown(await createSelfSigned({ names: [HOST], key: 'rsa-2048' })),
    trusted,
    [],
    { 'tls.trust': 'tls/self-signed' },
    [`blocker tls/self-signed ${HOST}`],
  ],
  [
    'signed by itself, for another name, ended, with a weak key: one cause',
    shown(await createSelfSigned({ names: ['router.example'], key: 'rsa-1024', notBefore: days(-9), notAfter: days(-1) })),
    trusted,
    [],
    { 'tls.dates': 'tls/expired', 'tls.name': 'tls/name-mismatch', 'tls.trust': 'tls/self-signed', 'tls.strength': 'tls/weak-key' },
    [`blocker tls/self-signed ${HOST}`],
  ],
  [
    'of an unknown authority',
    shown((await createHierarchy({ names: [HOST] })).leaf),
    trusted,
    [],
    { 'tls.trust': 'tls/unknown-issuer' },
    [`blocker tls/unknown-issuer ${HOST}`],
  ],
  [
    'a root that should be installed',
    shown(good),
    { siteRoots: [root.cert] },
    [],
    { 'tls.trust': 'tls/root-not-installed' },
    [`blocker tls/root-not-installed ${HOST}`],
  ],
  [
    'an inspection box, root unknown',
    shown(await createLeaf(box, { names: [HOST] })),
    trusted,
    [],
    { 'tls.trust': 'tls/intercepted' },
    ['blocker tls/intercepted Zscaler Root CA'],
  ],
  [
    'an inspection box, root installed',
    shown(await createLeaf(box, { names: [HOST] })),
    trusted,
    [box.cert],
    { 'tls.trust': 'tls/intercepted' },
    ['warning tls/intercepted Zscaler Root CA'],
  ],
  ['an intermediate left out', alone(good), trusted, [], { 'tls.trust': 'tls/chain-incomplete' }, [`blocker tls/chain-incomplete ${HOST}`]],
  [
    'a weak key',
    shown(await createLeaf(issuing, { names: [HOST], key: 'rsa-1024' })),
    trusted,
    [],
    { 'tls.strength': 'tls/weak-key' },
    [`warning tls/weak-key ${HOST}`],
  ],
  [
    'a weak signature',
    shown(await createLeaf(issuing, { names: [HOST], hash: 'SHA-1' })),
    trusted,
    [],
    { 'tls.strength': 'tls/weak-signature' },
    [`warning tls/weak-signature ${HOST}`],
  ],
  [
    'asks for a certificate, TLS 1.3',
    { ...shown(good), requestCert: true, rejectUnauthorized: false },
    trusted,
    [],
    { 'tls.handshake': 'tls/client-certificate-requested' },
    [`warning tls/client-certificate-requested ${HOST}`],
  ],
  [
    'asks for a certificate, TLS 1.2',
    { ...shown(good), requestCert: true, rejectUnauthorized: false, maxVersion: 'TLSv1.2' },
    trusted,
    [],
    { 'tls.handshake': 'tls/client-certificate-requested' },
    [`warning tls/client-certificate-requested ${HOST}`],
  ],
  ['does not ask, TLS 1.2', { ...shown(good), maxVersion: 'TLSv1.2' }, trusted, [], {}, []],
  [
    'TLS 1.0 alone',
    { ...shown(good), minVersion: 'TLSv1', maxVersion: 'TLSv1' },
    trusted,
    [],
    { 'tls.handshake': 'tls/protocol-too-old' },
    [`blocker tls/protocol-too-old ${HOST}`],
  ],
  [
    'TLS 1.1 alone',
    { ...shown(good), minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' },
    trusted,
    [],
    { 'tls.handshake': 'tls/protocol-too-old' },
    [`blocker tls/protocol-too-old ${HOST}`],
  ],
  [
    'no application protocol in common',
    { ...shown(good), ALPNProtocols: ['smtp'] },
    trusted,
    [],
    { 'tls.handshake': 'tls/handshake-refused' },
    [`blocker tls/handshake-refused ${HOST}`],
  ],
]

describe('a real server, what is recorded of it, and what that means', () => {
  test.each(cases)('%s', async (_name, options, settings, installed, bad, causes) => {
    await using server = await playServer(options)
    const io = machineWith(installed)
    const evidence = await probeWith([await greet(io, server, HOST)], io, settings)
    expect(tlsEvidenceSchema.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
    const findings = judge(evidence, settings)
    expect(badOf(findings)).toEqual(bad)
    expect(causesOf(findings)).toEqual(causes)
  })

  test('a server that staples that its certificate was revoked', async () => {
    const response = ocspResponse({ status: 'revoked', cert: good.cert, issuer: issuing.cert, key: issuing.key })
    await using server = await playServer(shown(good), (tls) =>
      tls.on('OCSPRequest', (_certificate, _issuer, callback) => callback(null, response)),
    )
    const io = machineWith()
    const findings = judge(await probeWith([await greet(io, server, HOST)], io, trusted), trusted)
    expect(badOf(findings)).toEqual({ 'tls.trust': 'tls/revoked' })
    expect(causesOf(findings)).toEqual([`blocker tls/revoked ${HOST}`])
  })
})

describe('what the probe does', () => {
  test('it copies every handshake, keeps every certificate once and works every chain out once', async () => {
    const records = [recordOf(good.chain), recordOf(good.chain, { host: 'www.example' }), refusedRecord('limit', 'no-reply')]
    const evidence = await probeWith(records, machineWith(), trusted)
    expect(evidence.handshakes).toEqual(records)
    expect(evidence.certificates).toHaveLength(2)
    expect(evidence.certificates[0]).toMatchObject({
      pem: good.cert,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      spkiSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(evidence.presented.map(({ handshake: index }) => index)).toEqual([0, 1])
  })

  test('it says the lowest protocol to a server that refused, once, and to nobody else', async () => {
    await using server = await playServer({ ...shown(good), minVersion: 'TLSv1', maxVersion: 'TLSv1' })
    const io = machineWith()
    const refused = await greet(io, server, HOST)
    expect(refused.outcome).toMatchObject({ kind: 'failed', failure: { word: 'tls-alert' } })
    const silent = refusedRecord('limit', 'no-reply', { via: { kind: 'direct', address: '192.0.2.77' } })
    const proxied = { ...refused, via: { kind: 'proxy', proxy: '127.0.0.1:1' } as const }
    const evidence = await probeWith([refused, { ...refused, hello: 'small' }, silent, proxied], io)
    expect(evidence.handshakes.slice(4)).toMatchObject([{ hello: 'old', outcome: { kind: 'done', protocol: 'TLSv1' } }])
  })

  test('it asks the PC’s own store only where nobody else vouches', async () => {
    let asked = 0
    const io = injectedIo({})
    const roots = (store: 'bundled' | 'system') => {
      if (store === 'bundled') return io.net.roots(store)
      asked += 1
      return []
    }
    const counting = { ...io, net: { ...io.net, roots } }
    const known = await probeWith([recordOf(good.chain)], counting, trusted)
    expect({ asked, stores: known.presented[0]?.storesAsked }).toEqual({ asked: 0, stores: ['flag', 'bundled'] })
    const unknown = await probeWith([recordOf(good.chain), recordOf((await createSelfSigned()).chain)], counting, {
      siteRoots: [root.cert],
    })
    expect({ asked, stores: unknown.presented.map(({ storesAsked }) => storesAsked) }).toEqual({
      asked: 1,
      stores: [
        ['bundled', 'site', 'system'],
        ['bundled', 'site', 'system'],
      ],
    })
  })

  test('a root of the bundled list is found', async () => {
    const io = injectedIo({})
    const publicRoot = io.net.roots('bundled')[0] as string
    const evidence = await probeWith([recordOf(publicRoot)], io)
    expect(evidence.presented[0]?.anchors).toMatchObject([{ store: 'bundled', pem: expect.stringContaining('BEGIN CERTIFICATE') }])
  })

  test.each<[name: string, registry: string | null, distributed: boolean | null]>([
    ['a root that Microsoft distributes', 'its own', true],
    ['a root that somebody installed', null, false],
  ])('on Windows it looks up whose %s is', async (_name, registry, distributed) => {
    const { X509Certificate } = await import('node:crypto')
    const sha1 = new X509Certificate(root.cert).fingerprint.replaceAll(':', '')
    const path = `HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates\\${sha1}`
    const io = machineWith([root.cert], { platform: 'win32', registry: registry === null ? {} : { [path]: { values: {}, subkeys: {} } } })
    expect((await probeWith([recordOf(good.chain)], io)).presented[0]?.anchors).toMatchObject([
      { store: 'system', distributedByMicrosoft: distributed },
    ])
  })

  test('when the run is cut short it gives what it has, and opens no store any more', async () => {
    const io = machineWith([root.cert])
    const evidence = await probeWith(
      [recordOf(good.chain), refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')],
      io,
      {},
      AbortSignal.abort(),
    )
    expect(evidence).toMatchObject({ complete: false, presented: [{ storesAsked: ['bundled'], anchors: [] }] })
    expect(evidence.handshakes).toHaveLength(2)
  })

  test('certificates that are none are passed over', async () => {
    const record = recordOf(good.chain)
    if (record.outcome.kind === 'done') record.outcome.chain.splice(0, 2, 'AAAA', '')
    expect((await probeWith([record], machineWith())).presented).toEqual([])
  })
})
