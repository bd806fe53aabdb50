import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alternativeNames, clean, matchesName, nameText, parseName, shortName } from '../../checks/tls/names.ts'
import { inspectionProduct, inspectionProducts } from '../../checks/tls/vendors.ts'
import { createRoot } from '../support/certificates.ts'

test.each<[text: string, parts: [type: string, value: string][]]>([
  [
    'C=HK\nO=Example\nCN=Example CA',
    [
      ['C', 'HK'],
      ['O', 'Example'],
      ['CN', 'Example CA'],
    ],
  ],
  [
    'CN=Example CA, O=Example',
    [
      ['CN', 'Example CA'],
      ['O', 'Example'],
    ],
  ],
  [
    'CN=Example\\, Inc. CA,O=Example',
    [
      ['CN', 'Example, Inc. CA'],
      ['O', 'Example'],
    ],
  ],
  [
    'O="Example, Inc.", S=Kowloon',
    [
      ['O', 'Example, Inc.'],
      ['ST', 'Kowloon'],
    ],
  ],
  [
    'CN=a+OU=b',
    [
      ['CN', 'a'],
      ['OU', 'b'],
    ],
  ],
  ['CN=\\E6\\B8\\AF', [['CN', '港']]],
  ['Example CA', [['CN', 'Example CA']]],
  [
    'E=a@example, emailAddress=b@example',
    [
      ['EMAILADDRESS', 'a@example'],
      ['EMAILADDRESS', 'b@example'],
    ],
  ],
  ['', []],
])('%j is read', (text, parts) => {
  expect(parseName(text).map(({ type, value }) => [type, value])).toEqual(parts)
})

test('names as the runtime writes them are read back', async () => {
  const { cert } = await createRoot({ name: 'C=HK,O=Example\\, Inc.,CN=Example \\+ CA 港' })
  const { subject } = new X509Certificate(cert)
  expect(parseName(subject).map(({ value }) => value)).toEqual(['HK', 'Example, Inc.', 'Example + CA 港'])
  expect(nameText(subject)).toBe('CN=Example + CA 港, O=Example, Inc., C=HK')
  expect(shortName(subject)).toBe('Example + CA 港')
  expect(shortName('O=Example')).toBe('Example')
  expect(shortName('')).toBe('?')
})

test.each<[expected: string, name: string, matches: boolean]>([
  ['CN=Example CA', 'O=Example\nCN=Example CA', true],
  ['cn=example  ca', 'O=Example\nCN=Example CA', true],
  ['Example CA', 'O=Example\nCN=Example CA', true],
  ['CN=Example CA, O=Example', 'O=Example\nCN=Example CA', true],
  ['CN=Example CA, O=Other', 'O=Example\nCN=Example CA', false],
  ['CN=Example', 'O=Example\nCN=Example CA', false],
  ['', 'CN=Example CA', false],
])('%j expected, %j shown: %s', (expected, name, matches) => {
  expect(matchesName(expected, name)).toBe(matches)
})

test.each<[text: string | undefined, names: string[]]>([
  ['DNS:a.example, DNS:*.b.example, IP Address:192.0.2.1', ['a.example', '*.b.example', '192.0.2.1']],
  ['DNS:"a, DNS:evil.example", URI:https://x.example, DNS:b.example', ['a, DNS:evil.example', 'b.example']],
  ['email:a@example', []],
  [undefined, []],
])('alternative names %j', (text, names) => {
  expect(alternativeNames(text)).toEqual(names)
})

test('many alternative names are cut', () => {
  const names = alternativeNames(Array.from({ length: 30 }, (_, at) => `DNS:n${at}.example`).join(', '))
  expect(names).toHaveLength(21)
  expect(names.at(-1)).toBe('…')
})

test('what a peer writes into a name reaches nobody’s terminal', () => {
  expect(clean('\u001b[31mred\u202e\u0000')).toBe('[31mred')
  expect(clean('x'.repeat(500))).toHaveLength(121)
})

describe('inspection products', () => {
  test.each<[issuer: string, product: string | undefined]>([
    ['CN=Zscaler Intermediate Root CA (zscalerthree.net) (t), O=Zscaler Inc.', 'Zscaler'],
    ['CN=ca.example.goskope.com\nO=Netskope Inc.', 'Netskope'],
    ['O=Cisco\nCN=Cisco Umbrella Root CA', 'Cisco Umbrella'],
    ['O=Cisco\nCN=Cisco Umbrella Primary SubCA', 'Cisco Umbrella'],
    ['CN=Gateway CA - Cloudflare Managed G1 0123', 'Cloudflare Gateway'],
    ['CN=Forcepoint Cloud CA\nO=Forcepoint LLC', 'Forcepoint'],
    ['O=Blue Coat Systems\\, Inc.\nOU=Blue Coat SG', 'Symantec / Blue Coat ProxySG'],
    ['CN=McAfee Web Gateway', 'McAfee / Skyhigh Web Gateway'],
    ['O=Fortinet\nOU=Certificate Authority\nCN=FortiGate CA', 'Fortinet FortiGate'],
    ['O=Fortinet Ltd.\nCN=FGT60E0000000000', 'Fortinet FortiGate'],
    ['CN=PAN-FW-01', 'Palo Alto Networks'],
    ['O=Palo Alto Networks\\, Inc.\nCN=Decrypt', 'Palo Alto Networks'],
    ['O=Sophos\nCN=Sophos SSL CA_C0123456789', 'Sophos'],
    ['O=HTTPS Management Certificate for SonicWALL (self-signed)', 'SonicWall'],
    ['O=Cyberoam Certificate Authority', 'Cyberoam'],
    ['CN=Smoothwall-default-root-certificate-authority', 'Smoothwall'],
    ['O=ContentKeeper Technologies', 'ContentKeeper'],
    ['CN=IWSS.TREND', 'Trend Micro InterScan'],
    ['O=Aruba Networks\\, Inc.', 'Aruba'],
    ['CN=Kaspersky Anti-Virus Personal Root Certificate', 'Kaspersky'],
    ['O=ESET\\, spol. s r. o.\nCN=ESET SSL Filter CA', 'ESET'],
    ['O=avast! Web/Mail Shield\nCN=avast! Web/Mail Shield Root', 'Avast'],
    ['O=Norton Web/Mail Shield\nCN=Norton Web/Mail Shield Self-signed Root', 'Norton'],
    ['CN=Bitdefender Personal CA.Net-Defender', 'Bitdefender'],
    ['CN=mitmproxy\nO=mitmproxy', 'mitmproxy'],
    ['CN=Example Issuing CA\nO=Example', undefined],
    ['CN=Symantec Class 3 Secure Server CA - G4\nO=Symantec Corporation', undefined],
    ['CN=DigiCert TLS RSA SHA256 2020 CA1\nO=DigiCert Inc', undefined],
    ['OU=Zscaler Inc.\nCN=Somebody', undefined],
  ])('%j is %s', (issuer, product) => {
    expect(inspectionProduct([parseName(issuer)])).toBe(product)
  })

  test('no public authority is taken for one', async () => {
    const { rootCertificates } = await import('node:tls')
    const taken = rootCertificates
      .map((pem) => new X509Certificate(pem).subject)
      .filter((subject) => inspectionProduct([parseName(subject)]) !== undefined)
    expect(taken).toEqual([])
  })

  test('each has a source that prints its name', () => {
    for (const { product, commonName, organisation, source } of inspectionProducts) {
      expect(source, product).toMatch(/^https:\/\//)
      expect(commonName ?? organisation, product).toBeDefined()
    }
  })
})

test('a plain text is cleaned a short way, to the same result', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  fc.assert(
    fc.property(text, (each) => {
      expect(clean(each)).toBe(each.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim())
    }),
  )
})
