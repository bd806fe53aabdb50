import { createHash, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_RECIPIENT_BYTES, type RecipientProblem, readRecipient } from '../../agent/cms/recipient.ts'
import { recipientProblemText, recipientTexts } from '../../agent/cms/recipient-text.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'
import { type CertificateOptions, makeCertificate, pem, usages } from './recipient-certificates.ts'

const makeKeys = promisify(generateKeyPair)
const NOW = '2026-11-28T00:00:00.000Z'
const facts = { nowMs: Date.parse(NOW) }

let key: KeyObject
let good: Buffer
beforeAll(async () => {
  key = (await makeKeys('rsa', { modulusLength: 3072 })).publicKey
  good = await makeCertificate(key)
})

/** Null: it is one to encrypt to. */
function problemOf(content: Uint8Array, more: Partial<Parameters<typeof readRecipient>[1]> = {}): RecipientProblem | null {
  const read = readRecipient(content, { ...facts, ...more })
  return 'problem' in read ? read.problem : null
}

describe('how it comes', () => {
  test('DER, PEM, PEM with other line ends, and with what programs write around it', () => {
    const text = pem(good).toString()
    for (const content of [
      good,
      pem(good),
      text.replaceAll('\n', '\r\n'),
      `\uFEFF${text}`,
      `Bag Attributes\n  friendlyName: Bundles\nsubject=CN = Bundles\n${text}\n`,
    ]) {
      const read = readRecipient(Buffer.from(content), facts)
      expect(read).toMatchObject({ recipient: { serialNumber: '0BADCAFE' } })
    }
  })

  test.each<[name: string, content: () => Uint8Array, problem: RecipientProblem]>([
    ['nothing', () => Buffer.alloc(0), { code: 'not-a-certificate', args: {} }],
    ['noise', () => randomBytes(500), { code: 'not-a-certificate', args: {} }],
    [
      'another PEM',
      () => Buffer.from(pem(good).toString().replaceAll('CERTIFICATE', 'PUBLIC KEY')),
      { code: 'not-a-certificate', args: {} },
    ],
    ['DER that was cut', () => good.subarray(0, -1), { code: 'not-a-certificate', args: {} }],
    ['DER with something behind it', () => Buffer.concat([good, Buffer.from('\n')]), { code: 'damaged', args: {} }],
    ['PEM that was cut', () => pem(good).subarray(0, 600), { code: 'damaged', args: {} }],
    ['PEM without its middle', () => Buffer.concat([pem(good).subarray(0, 100), pem(good).subarray(200)]), { code: 'damaged', args: {} }],
    ['two', () => Buffer.concat([pem(good), pem(good)]), { code: 'several', args: { count: 2 } }],
    [
      'one and the beginning of another',
      () => Buffer.concat([pem(good), Buffer.from('-----BEGIN CERTIFICATE-----')]),
      { code: 'several', args: { count: 2 } },
    ],
    [
      'with its private key',
      () => Buffer.concat([Buffer.from('-----BEGIN PRIVATE KEY-----\n'), pem(good)]),
      { code: 'private-key', args: {} },
    ],
    [
      'with an older private key',
      () => Buffer.concat([pem(good), Buffer.from('-----BEGIN RSA PRIVATE KEY-----\n')]),
      { code: 'private-key', args: {} },
    ],
    ['too much', () => Buffer.concat([pem(good), Buffer.alloc(MAX_RECIPIENT_BYTES)]), { code: 'too-large', args: { kib: 16 } }],
  ])('%s', (_name, content, problem) => {
    expect(problemOf(content())).toEqual(problem)
  })

  test('whatever came, an answer comes', async () => {
    const change = fc.record({ at: fc.nat(900), cut: fc.nat(8), put: fc.uint8Array({ maxLength: 8 }) })
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, isPem) => {
        const der = changes.reduce((bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]), good)
        seen.add(problemOf(isPem ? pem(der) : der)?.code ?? 'good')
      }),
      { numRuns: 3000 },
    )
    // Bits one by one reach what is behind the frame: names, dates, key, extensions.
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const der = Buffer.from(good)
      der[bit >> 3] = (der[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      seen.add(problemOf(der)?.code ?? 'good')
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['good', 'not-a-certificate', 'damaged', 'not-rsa', 'weak-key', 'no-key-encipherment', 'unsupported']),
    )
  })
})

describe('the key', () => {
  test('EC, RSA-PSS, and RSA that is too short or just not', async () => {
    const { publicKey: ec } = await makeKeys('ec', { namedCurve: 'P-256' })
    const { publicKey: pss } = await makeKeys('rsa-pss', { modulusLength: 2048 })
    const { publicKey: short } = await makeKeys('rsa', { modulusLength: 2048 })
    const { publicKey: almost } = await makeKeys('rsa', { modulusLength: 3064 })
    expect(problemOf(await makeCertificate(ec))).toEqual({ code: 'not-rsa', args: {} })
    expect(problemOf(await makeCertificate(pss))).toEqual({ code: 'not-rsa', args: {} })
    expect(problemOf(await makeCertificate(short))).toEqual({ code: 'weak-key', args: { bits: 2048, least: 3072 } })
    expect(problemOf(await makeCertificate(almost))).toEqual({ code: 'weak-key', args: { bits: 3064, least: 3072 } })
    expect(problemOf(good)).toBeNull()
    // What OpenSSL doesn't encrypt to, and no other program either: a modulus of more than 16,384 bits.
    const { e } = key.export({ format: 'jwk' })
    const large = createPublicKey({ key: { kty: 'RSA', n: Buffer.alloc(2100, 0xff).toString('base64url'), e }, format: 'jwk' })
    expect(problemOf(await makeCertificate(large))).toEqual({ code: 'not-rsa', args: {} })
    const { publicKey: usual } = await makeKeys('rsa', { modulusLength: 4096 })
    expect(problemOf(await makeCertificate(usual))).toBeNull()
  })

  test('the one that signs', () => {
    const sha256 = createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex')
    expect(problemOf(good, { signerSpkiSha256: sha256 })).toEqual({ code: 'signing-key', args: {} })
    expect(problemOf(good, { signerSpkiSha256: sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })).toBeNull()
  })
})

const any = '2.5.29.37.0'
const serverAuth = '1.3.6.1.5.5.7.3.1'
const clientAuth = '1.3.6.1.5.5.7.3.2'
const others = ['1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9']
const email = '1.3.6.1.5.5.7.3.4'
const documentEncryption = '1.3.6.1.4.1.311.80.1'
const ownPurpose = '1.3.6.1.4.1.99999.1'
const unknown = (critical: boolean) => ({ oid: '1.3.6.1.4.1.99999.2', critical, hex: '0500' })

test.each<[name: string, options: CertificateOptions, problem: RecipientProblem | null]>([
  ['nothing said', { usage: null }, null],
  ['keyEncipherment', { usage: usages.keyEncipherment }, null],
  ['both encipherments', { usage: usages.keyEncipherment | usages.dataEncipherment }, null],
  ['dataEncipherment alone', { usage: usages.dataEncipherment }, { code: 'no-key-encipherment', args: {} }],
  ['signatures alone', { usage: usages.digitalSignature | usages.nonRepudiation }, { code: 'no-key-encipherment', args: {} }],
  ['a usage of the second octet', { usage: usages.decipherOnly }, { code: 'no-key-encipherment', args: {} }],
  ['e-mail', { purposes: [email] }, null],
  ['any purpose', { purposes: [any] }, null],
  ['document encryption', { purposes: [documentEncryption] }, null],
  ["a company's own", { purposes: [ownPurpose] }, null],
  ['a server and e-mail', { purposes: [serverAuth, email] }, null],
  ['a server', { purposes: [serverAuth] }, { code: 'other-purpose', args: { purposes: ['serverAuth'] } }],
  [
    'server and client',
    { purposes: [serverAuth, clientAuth] },
    { code: 'other-purpose', args: { purposes: ['serverAuth', 'clientAuth'] } },
  ],
  ['code, time, OCSP', { purposes: others }, { code: 'other-purpose', args: { purposes: ['codeSigning', 'timeStamping', 'OCSPSigning'] } }],
  ['no authority', { authority: false }, null],
  ['an authority', { authority: true, usage: usages.keyCertSign | usages.cRLSign }, { code: 'authority', args: {} }],
  ['an authority without usages', { authority: true, usage: null }, { code: 'authority', args: {} }],
  ['an authority that may encipher', { authority: true, usage: usages.keyCertSign | usages.keyEncipherment }, null],
  ['something that nobody knows', { more: [unknown(false)] }, null],
  ['something critical that nobody knows', { more: [unknown(true)] }, { code: 'unsupported', args: {} }],
  ['usages that are none', { usage: null, more: [{ oid: '2.5.29.15', critical: true, hex: '0500' }] }, { code: 'damaged', args: {} }],
  ['purposes that are none', { more: [{ oid: '2.5.29.37', critical: false, hex: '3000' }] }, { code: 'damaged', args: {} }],
  ['constraints that are none', { more: [{ oid: '2.5.29.19', critical: true, hex: '0500' }] }, { code: 'damaged', args: {} }],
  ['its last second', { notAfter: NOW }, null],
  ['its first second', { notBefore: NOW }, null],
  ['over', { notAfter: '2026-11-27T23:59:59Z' }, { code: 'expired', args: { validTo: '2026-11-27T23:59:59.000Z', now: NOW } }],
  [
    'not begun',
    { notBefore: '2026-11-28T00:00:01Z' },
    { code: 'not-yet-valid', args: { validFrom: '2026-11-28T00:00:01.000Z', now: NOW } },
  ],
  ['without end', { notAfter: '9999-12-31T23:59:59Z' }, null],
  // What can't be the clock's fault is said first.
  [
    'over, and for a server',
    { purposes: [serverAuth], notAfter: '2026-06-01' },
    { code: 'other-purpose', args: { purposes: ['serverAuth'] } },
  ],
])('%s', async (_name, options, problem) => {
  expect(problemOf(await makeCertificate(key, options))).toEqual(problem)
})

describe('the words', () => {
  test.each(languages)('are sound in %s, and all filled', (language) => {
    const problems: readonly RecipientProblem[] = [
      { code: 'several', args: { count: 2 } },
      { code: 'too-large', args: { kib: 16 } },
      { code: 'weak-key', args: { bits: 2048, least: 3072 } },
      { code: 'other-purpose', args: { purposes: ['serverAuth', 'clientAuth'] } },
      { code: 'not-yet-valid', args: { validFrom: '2026-11-28T00:00:01.000Z', now: NOW } },
      { code: 'expired', args: { validTo: '2026-11-27T23:59:59.000Z', now: NOW } },
    ]
    for (const problem of problems) expect(placeholdersOf(recipientProblemText(problem, language))).toEqual([])
    for (const words of Object.values(recipientTexts[language])) expect([words, wordBreaches(words, language)]).toEqual([words, []])
  })

  test('name the same in both languages', () => {
    for (const code of Object.keys(recipientTexts.en) as RecipientProblem['code'][]) {
      expect([code, placeholdersOf(recipientTexts['zh-HK'][code])]).toEqual([code, placeholdersOf(recipientTexts.en[code])])
    }
  })

  test('tell Hong Kong time', () => {
    const problem: RecipientProblem = { code: 'expired', args: { validTo: '2026-11-27T23:59:59.000Z', now: NOW } }
    expect(recipientProblemText(problem, 'en')).toContain('expired at 2026-11-28 07:59:59 Hong Kong time; it is 2026-11-28 08:00:00 by')
    expect(recipientProblemText(problem, 'zh-HK')).toContain('已於香港時間 2026年11月28日 07:59:59 到期')
  })
})
