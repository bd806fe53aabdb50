import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elements, issuerName, single } from '../../checks/tls/der.ts'
import { revocationStatus } from '../../checks/tls/ocsp.ts'
import { createIntermediate, createLeaf, createRoot } from '../support/certificates.ts'
import { type OcspOptions, ocspResponse } from './ocsp-response.ts'
import { badOf, codesOf, evidenceOf, HOST, judge, recordOf } from './playing.ts'

const root = await createRoot()
const issuing = await createIntermediate(root)
const leaf = await createLeaf(issuing, { names: [HOST] })
const other = await createLeaf(issuing, { names: [HOST] })
const responder = await createLeaf(issuing, { name: 'CN=Responder', ocspSigning: true })
const stranger = await createLeaf(root, { name: 'CN=Responder', ocspSigning: true })

const certificate = new X509Certificate(leaf.cert)
const issuer = new X509Certificate(issuing.cert)
const base64 = (options: Partial<OcspOptions>) =>
  ocspResponse({ status: 'revoked', cert: leaf.cert, issuer: issuing.cert, key: issuing.key, ...options }).toString('base64')
const statusOf = (response: string | null) => revocationStatus(response, certificate, issuer)?.status

describe('what a stapled response says', () => {
  test.each<[name: string, response: string | null, expected: string | undefined]>([
    ['nothing came', null, undefined],
    ['good', base64({ status: 'good' }), 'good'],
    ['revoked', base64({}), 'revoked'],
    ['unknown', base64({ status: 'unknown' }), 'unknown'],
    ['revoked, says a responder that the issuer appointed', base64({ key: responder.key, responder: responder.cert }), 'revoked'],
    ['revoked, says a responder that somebody else appointed', base64({ key: stranger.key, responder: stranger.cert }), undefined],
    ["revoked, says a server's certificate of the same issuer", base64({ key: other.key, responder: other.cert }), undefined],
    ['of another certificate', base64({ cert: other.cert }), undefined],
    ['signed by somebody else', base64({ key: root.key }), undefined],
    ['no OCSP response', Buffer.from('no response').toString('base64'), undefined],
  ])('%s', (_name, response, expected) => {
    expect(statusOf(response)).toBe(expected)
  })

  test('when it was revoked', () => {
    expect(revocationStatus(base64({ revokedAt: new Date('2026-03-04T05:06:07Z') }), certificate, issuer)?.revokedAtMs).toBe(
      Date.UTC(2026, 2, 4, 5, 6, 7),
    )
  })

  test('whatever bytes of it are cut or changed, nothing fails and no other certificate is called revoked', () => {
    const whole = ocspResponse({ status: 'good', cert: leaf.cert, issuer: issuing.cert, key: issuing.key })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const changed = Buffer.from(whole)
        changed[at] = byte
        expect(statusOf((cut ? changed.subarray(0, at) : changed).toString('base64'))).not.toBe('revoked')
      }),
    )
  })
})

test('a revoked certificate is told, and a response that proves nothing changes nothing', () => {
  const settings = { trustedRoots: [root.cert] }
  const judged = (ocsp: string) => judge(evidenceOf([recordOf(leaf.chain, { ocsp })], settings), settings)
  expect(badOf(judged(base64({})))).toEqual({ 'tls.trust': 'tls/revoked' })
  expect(judged(base64({})).find(({ code }) => code === 'tls/revoked')).toMatchObject({
    status: 'problem',
    args: { revokedAt: '2026-01-02 11:04:05' },
  })
  expect(codesOf(judged(base64({ key: root.key })))['tls.trust']).toBe('tls/trusted')
  expect(codesOf(judged(base64({ status: 'good' })))['tls.trust']).toBe('tls/trusted')
})

describe('DER', () => {
  test('any bytes are read or refused, and what is read lies within them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = elements(Buffer.from(bytes))
        expect(read === undefined || Buffer.concat(read.map(({ whole }) => whole)).equals(bytes)).toBe(true)
      }),
    )
  })

  test.each<[name: string, bytes: number[]]>([
    ['a length that overruns', [0x30, 0x05, 0x00]],
    ['the indefinite form', [0x30, 0x80, 0x00, 0x00]],
    ['a length of five octets', [0x30, 0x85, 0, 0, 0, 0, 1, 0]],
    ['no length', [0x30]],
  ])('%s is refused', (_name, bytes) => {
    expect(elements(Buffer.from(bytes))).toBeUndefined()
  })

  test('what follows an element is an error', () => {
    expect(single(Buffer.from([0x05, 0x00]))?.tag).toBe(5)
    expect(single(Buffer.from([0x05, 0x00, 0x05, 0x00]))).toBeUndefined()
  })

  test("the issuer's name in a certificate is the subject of its issuer, byte for byte", () => {
    const name = issuerName(certificate.raw)
    expect(name?.length).toBeGreaterThan(10)
    expect(issuer.raw.includes(name as Buffer)).toBe(true)
    expect(issuerName(Buffer.from('no certificate'))).toBeUndefined()
  })
})
