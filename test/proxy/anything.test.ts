/** Whatever stands in a registry, a variable, a policy or an answer: it is read or passed over, never thrown at. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bypassRuleFor, splitBypass } from '../../checks/proxy/bypass.ts'
import { challengeSchemes, readHead } from '../../checks/proxy/connect-head.ts'
import { parseConnectionSettings } from '../../checks/proxy/connection-settings.ts'
import { edgeOverrides, edgePolicy } from '../../checks/proxy/edge-policy.ts'
import { environmentSettings } from '../../checks/proxy/environment.ts'
import { cleanUrl, hopsFor, parsePacAnswer, parseProxyRules, parseProxyUri, proxyText, rulesText } from '../../checks/proxy/proxy-server.ts'
import { key } from './windows-values.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'ab01.:;,=@/[]*<>-#% "\\{}\r\n'), maxLength: 60 }),
  fc.webUrl(),
)

describe('any text', () => {
  test.each<[name: string, read: (text: string) => unknown]>([
    ['a proxy', parseProxyUri],
    ['Windows’ ProxyServer', (each) => hopsFor(parseProxyRules(each), 'https://x/')],
    ['a script’s answer', parsePacAnswer],
    ['a script’s address', cleanUrl],
    ['a list of exceptions', (each) => bypassRuleFor({ scheme: 'https', host: 'www.terminal.test', port: 443 }, splitBypass(each))],
    ['the binary value of a connection', parseConnectionSettings],
    ['a policy', (each) => [edgePolicy(key({ ProxySettings: each }), 'HKLM'), edgeOverrides(key({ ProxyOverrideRules: each }), 'HKLM')]],
    ['a variable', (each) => environmentSettings({ https_proxy: each, no_proxy: each, auto_proxy: each })],
    ['a challenge', challengeSchemes],
    ['an answer to CONNECT', (each) => readHead(Buffer.from(each))],
  ])('as %s', (_name, read) => {
    fc.assert(fc.property(text, (each) => void read(each)))
  })

  test('as the JSON of a policy', () => {
    fc.assert(fc.property(fc.json(), (json) => void edgeOverrides(key({ ProxyOverrideRules: json }), 'HKLM')))
    fc.assert(fc.property(fc.json(), (json) => void edgePolicy(key({ ProxySettings: json }), 'HKLM')))
  })

  test('as bytes of a registry value', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseConnectionSettings(Buffer.from(bytes).toString('hex'))))
  })
})

test('a proxy that was read is written so that it reads the same again', () => {
  fc.assert(
    fc.property(text, (each) => {
      const hop = parseProxyUri(each)
      if (hop !== undefined && hop !== 'direct') expect(parseProxyUri(proxyText(hop))).toEqual(hop)
    }),
  )
})

test('the answer to CONNECT is the same in one piece or in many', () => {
  const head = Buffer.from('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="a"\r\n\r\nrest')
  for (let length = 0; length < head.indexOf('\r\n\r\n') + 4; length++) expect(readHead(head.subarray(0, length)).kind).toBe('more')
  expect(readHead(head)).toMatchObject({ kind: 'done', head: { statusCode: 407 } })
})

test('no password is recorded, whatever it is made of and wherever the proxy is named', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'abcXYZ019!$&+.:;,=@/#%- '), minLength: 1, maxLength: 20 })
    .map((each) => `SECRET${each}SECRET`)
  const form = fc.constantFrom(
    '{}a.example:80',
    'http://{}a.example:80',
    'https={}a.example:80;http=b.example:81',
    'a.example:80,http://{}b.example:81',
    'http://{}pac.example/p.pac',
  )
  fc.assert(
    fc.property(word, form, (password, written) => {
      const value = written.replace('{}', () => `user:${password}@`)
      // Names of hosts are written in small letters.
      expect(rulesText(parseProxyRules(value))).not.toMatch(/secret/i)
      expect(cleanUrl(value)).not.toContain('SECRET')
    }),
  )
})
