import { describe, expect, test } from 'vitest'
import { challengeSchemes, MAX_HEAD_BYTES, readHead } from '../../checks/proxy/connect-head.ts'

const read = (text: string) => readHead(Buffer.from(text, 'latin1'))

describe('the head of an answer', () => {
  test.each<[text: string, kind: string]>([
    ['', 'more'],
    ['HTTP', 'more'],
    ['HTTP/1.1 200 OK\r\n', 'more'],
    ['HTTP/1.1 200 OK\r\n\r\n', 'done'],
    ['HTTP/1.0 200\r\n\r\n', 'done'],
    ['HTTP/2 200 OK\r\n\r\n', 'not-http'],
    ['220 mail ESMTP\r\n', 'not-http'],
    ['\x15\x03\x01', 'not-http'],
    ['HTTP/1.1 OK\r\n\r\n', 'not-http'],
    ['HTTP/1.1 0200 OK\r\n\r\n', 'not-http'],
    [`HTTP/1.1 200 OK\r\n${'a'.repeat(MAX_HEAD_BYTES)}`, 'too-large'],
    [`HTTP/1.1 200 OK\r\n${'a'.repeat(MAX_HEAD_BYTES)}\r\n\r\n`, 'too-large'],
  ])('%j is %s', (text, kind) => {
    expect(read(text).kind).toBe(kind)
  })

  test('what belongs to the tunnel is kept', () => {
    expect(read('HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello')).toMatchObject({ head: { statusCode: 200 }, rest: Buffer.from('hello') })
  })

  test('challenges of several fields', () => {
    const text =
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nPROXY-AUTHENTICATE:NTLM, Basic realm="a, b"\r\nWWW-Authenticate: Digest\r\n\r\n'
    expect(read(text)).toMatchObject({ head: { statusCode: 407, authenticationSchemes: ['Negotiate', 'NTLM', 'Basic'] } })
  })
})

test.each<[value: string, schemes: string[]]>([
  ['Basic realm="proxy"', ['Basic']],
  ['Negotiate, NTLM', ['Negotiate', 'NTLM']],
  ['Digest realm="a", nonce="b", qop="auth,auth-int", algorithm=MD5', ['Digest']],
  ['Digest realm="a, Basic b", Basic realm="c"', ['Digest', 'Basic']],
  ['NTLM TlRMTVNTUAAC==', ['NTLM']],
  ['Basic realm="unterminated', ['Basic']],
  ['', []],
  [',,', []],
])('the schemes of %s', (value, schemes) => {
  expect(challengeSchemes(value)).toEqual(schemes)
})
