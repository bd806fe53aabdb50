import { expect, test } from 'vitest'
import { envelopeOf } from '../../agent/request/envelope.ts'

const der = Buffer.from([0x30, ...Array.from({ length: 99 }, (_, index) => index * 7)].map((each) => each & 0xff))
const lines = (der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')
const pem = `-----BEGIN CMS-----\n${lines}\n-----END CMS-----\n`

test.each<[name: string, content: Buffer]>([
  ['DER', der],
  ['PEM', Buffer.from(pem)],
  ['PEM with CRLF', Buffer.from(pem.replaceAll('\n', '\r\n'))],
  ['PEM without an end of its last line', Buffer.from(pem.trim())],
  ['PEM with blanks around its lines', Buffer.from(pem.replaceAll('\n', ' \n\t'))],
  ['PEM in one line', Buffer.from(pem.replace(lines, lines.replaceAll('\n', '')))],
  ['PEM behind a byte order mark and a greeting, before a footer', Buffer.from(`\uFEFFDear 陳先生,\r\n\r\n${pem}--\r\nExample Ltd\r\n`)],
])('%s', (_name, content) => {
  expect(envelopeOf(content)).toEqual(der)
})

test.each<[name: string, content: Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('{"schema": "terminal-preflight/request/1"}')],
  ['a certificate', Buffer.from(pem.replaceAll('CMS', 'CERTIFICATE'))],
  ['PEM that was cut', Buffer.from(pem.slice(0, -20))],
  ['PEM with another end', Buffer.from(pem.replace('END CMS', 'END PKCS7'))],
  ['two blocks', Buffer.from(pem + pem)],
  ['an empty block', Buffer.from('-----BEGIN CMS-----\n-----END CMS-----')],
  ['a character that is none of base64’s', Buffer.from(pem.replace(/\n(.)/, '\n*'))],
  ['a character too few', Buffer.from(pem.replace(/\n./, '\n'))],
])('neither: %s', (_name, content) => {
  expect(envelopeOf(content)).toBeNull()
})
