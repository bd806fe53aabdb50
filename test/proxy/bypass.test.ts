import { describe, expect, test } from 'vitest'
import { bypassRuleFor, splitBypass } from '../../checks/proxy/bypass.ts'

function destination(url: string) {
  const { protocol, hostname, port } = new URL(url)
  return { scheme: protocol.slice(0, -1), host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) }
}

/** The rules and examples are those of Chromium's net/docs/proxy.md, "Proxy config URL patterns". */
describe.each<[rule: string, matching: string[], other: string[]]>([
  [
    'foobar.com',
    ['https://foobar.com', 'http://foobar.com:8080', 'https://FOOBAR.com'],
    ['https://www.foobar.com', 'https://foobar.com.hk'],
  ],
  ['*foobar.com', ['https://foobar.com', 'https://blahfoobar.com', 'https://foo.foobar.com'], ['https://foobar.com.hk']],
  ['*.org:443', ['https://a.org'], ['https://a.org:444', 'https://a.com']],
  ['https://x.*.y.com:99', ['https://x.a.y.com:99', 'https://x.a.b.y.com:99'], ['http://x.a.y.com:99', 'https://x.y.com:99']],
  ['.google.com', ['https://calendar.google.com', 'https://a.b.google.com'], ['https://google.com']],
  ['http://.google.com', ['http://a.google.com'], ['https://a.google.com']],
  ['127.0.0.1', ['https://127.0.0.1'], ['https://127.0.0.10']],
  ['[0:0::1]', ['https://[::1]'], ['https://[2001:db8::1]']],
  ['192.168.1.1/16', ['https://192.168.200.7'], ['https://192.169.0.1', 'https://name.example']],
  ['fefe:13::abc/33', ['https://[fefe:13::1]'], ['https://[fefe:8013::1]', 'https://10.0.0.1']],
  ['10.*', ['https://10.1.2.3'], ['https://110.1.2.3']],
  ['<local>', ['https://intranet'], ['https://intranet.example', 'https://10.0.0.1', 'https://[2001:db8::1]']],
  ['*', ['https://anything.example', 'https://10.0.0.1'], []],
  ['a*b*c', ['https://a1b2c', 'https://abc'], ['https://acb', 'https://abcd']],
  ['192.168.0.0/99', [], ['https://192.168.0.1']],
  ['no such rule ::', [], ['https://no']],
])('%s', (rule, matching, other) => {
  const named = (url: string) => bypassRuleFor(destination(url), ['<-loopback>', rule])
  test.each(matching.map((url) => [url]))('leaves out %s', (url) => expect(named(url)).toBe(rule))
  if (other.length > 0) test.each(other.map((url) => [url]))('does not leave out %s', (url) => expect(named(url)).toBeUndefined())
})

describe('what Edge never sends to a proxy', () => {
  const local = [
    'https://localhost',
    'https://a.localhost',
    'https://127.9.9.9',
    'https://169.254.1.1',
    'https://[::1]',
    'https://[fe80::1]',
    'https://loopback',
  ]
  test.each(local.map((url) => [url]))('%s', (url) => expect(bypassRuleFor(destination(url), [])).toBe('implicit'))
  test.each(local.map((url) => [url]))('%s, unless <-loopback> says so', (url) => {
    expect(bypassRuleFor(destination(url), ['<-loopback>'])).toBeUndefined()
  })

  test('the last of two that contradict each other decides', () => {
    const loopback = destination('https://127.0.0.1')
    expect(bypassRuleFor(loopback, ['<-loopback>', '127.0.0.1'])).toBe('127.0.0.1')
    expect(bypassRuleFor(loopback, ['127.0.0.1', '<-loopback>'])).toBeUndefined()
  })

  test('<-loopback> takes away no other rule', () => {
    expect(bypassRuleFor(destination('https://a.example'), ['a.example', '<-loopback>'])).toBe('a.example')
  })
})

describe('no_proxy: names stand for what ends with them', () => {
  test.each<[rule: string, url: string, expected: boolean]>([
    ['example.com', 'https://www.example.com', true],
    ['example.com', 'https://example.com', true],
    ['.example.com', 'https://www.example.com', true],
    ['example.com:444', 'https://www.example.com', false],
    ['10.0.0.0/8', 'https://10.1.1.1', true],
    ['10.0.0.1', 'https://110.0.0.1', false],
  ])('%s and %s', (rule, url, expected) => {
    expect(bypassRuleFor(destination(url), [rule], { suffixes: true }) !== undefined).toBe(expected)
  })
})

test('a list is apart by semicolons, commas and blanks', () => {
  expect(splitBypass('a.example; b.example,<local>  *.c.example;')).toEqual(['a.example', 'b.example', '<local>', '*.c.example'])
})

test('a pattern made to explode is matched in no time', () => {
  const host = 'a'.repeat(5000)
  expect(bypassRuleFor({ scheme: 'https', host, port: 443 }, [`${'*a'.repeat(2000)}*b`])).toBeUndefined()
})
