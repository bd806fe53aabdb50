import { describe, expect, test } from 'vitest'
import {
  cleanUrl,
  type Hop,
  hopsFor,
  parsePacAnswer,
  parseProxyRules,
  parseProxyUri,
  proxyText,
  rulesText,
} from '../../checks/proxy/proxy-server.ts'

const texts = (hops: readonly Hop[]) => hops.map((hop) => (hop === 'direct' ? 'direct' : proxyText(hop)))

describe('one proxy, as people write it', () => {
  test.each<[text: string, expected: string | undefined]>([
    ['proxy.example:8080', 'proxy.example:8080'],
    ['PROXY.Example:8080', 'proxy.example:8080'],
    ['proxy.example', 'proxy.example:80'],
    ['http://proxy.example:3128/', 'proxy.example:3128'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['socks://proxy.example', 'socks5://proxy.example:1080'],
    ['socks4://proxy.example:1', 'socks4://proxy.example:1'],
    ['[2001:db8::1]:8080', '[2001:db8::1]:8080'],
    ['http://user:secret@proxy.example:8080', 'proxy.example:8080'],
    ['http://user:sec@ret@proxy.example:8080', 'proxy.example:8080'],
    ['proxy.example:0', undefined],
    ['proxy.example:65536', undefined],
    ['quic://proxy.example', undefined],
    ['two words', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    const hop = parseProxyUri(text)
    expect(hop === undefined || hop === 'direct' ? hop : proxyText(hop)).toBe(expected)
  })

  test('direct:// is no proxy', () => {
    expect(parseProxyUri('direct://')).toBe('direct')
  })
})

describe('Windows’ ProxyServer', () => {
  test.each<[text: string, url: string, expected: string[]]>([
    ['a.example:80', 'https://x/', ['a.example:80']],
    ['a.example:80', 'http://x/', ['a.example:80']],
    ['a.example:80,b.example:81,direct://', 'https://x/', ['a.example:80', 'b.example:81', 'direct']],
    ['http=a.example:80;https=b.example:81', 'https://x/', ['b.example:81']],
    ['http=a.example:80;https=b.example:81', 'http://x/', ['a.example:80']],
    ['http=a.example:80', 'https://x/', []],
    ['http=a.example:80;socks=s.example', 'https://x/', ['socks4://s.example:1080']],
    ['https=https://b.example:444', 'https://x/', ['https://b.example:444']],
    ['ftp=a.example:80', 'https://x/', []],
    ['', 'https://x/', []],
  ])('%s for %s', (text, url, expected) => {
    expect(texts(hopsFor(parseProxyRules(text), url))).toEqual(expected)
  })

  test.each([
    ['user:secret@a.example:80', 'a.example:80'],
    ['http=http://user:secret@a.example:80;https=user:se;cret@b.example:81', 'http=a.example:80'],
    ['a.example:80,http://user:secret@b.example:81', 'a.example:80,b.example:81'],
  ])('%s is recorded as %s', (text, recorded) => {
    expect(rulesText(parseProxyRules(text))).toBe(recorded)
  })
})

describe('what FindProxyForURL answers', () => {
  test.each<[answer: string, expected: string[]]>([
    ['DIRECT', ['direct']],
    ['PROXY a.example:8080', ['a.example:8080']],
    ['PROXY a.example:8080; PROXY b.example; DIRECT', ['a.example:8080', 'b.example:80', 'direct']],
    ['proxy a.example:8080;direct', ['a.example:8080', 'direct']],
    ['HTTPS a.example; SOCKS b.example; SOCKS5 c.example:9', ['https://a.example:443', 'socks4://b.example:1080', 'socks5://c.example:9']],
    ['QUIC a.example; PROXY b.example:1', ['b.example:1']],
    ['', ['direct']],
    ['no idea', ['direct']],
    ['PROXY', ['direct']],
  ])('%s', (answer, expected) => {
    expect(texts(parsePacAnswer(answer))).toEqual(expected)
  })
})

test.each([
  ['http://user:secret@pac.example/p.pac', 'http://pac.example/p.pac'],
  ['user:secret@pac.example/p.pac', 'pac.example/p.pac'],
  ['not an address', 'not an address'],
  ['file:///C:/proxy.pac', 'file:///C:/proxy.pac'],
  ['data:application/x-ns-proxy-autoconfig,function FindProxyForURL() {}', 'data:application/x-ns-proxy-autoconfig,'],
])('the address of a script is recorded without credentials: %s', (text, expected) => {
  expect(cleanUrl(text)).toBe(expected)
})
