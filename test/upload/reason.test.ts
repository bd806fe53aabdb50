import { describe, expect, test } from 'vitest'
import { reasonOf } from '../../agent/upload/reason.ts'
import { secretsOf, shownAddress, withoutSecrets } from '../../agent/upload/secrets.ts'

describe('why a server refused', () => {
  test.each([
    ['{"reason":"case is closed"}', 'application/json', 'case is closed'],
    ['{"error":{"code":7,"message":"too large"}}', 'application/json', 'too large'],
    ['{"type":"about:blank","title":"Gone","detail":"the request has expired"}', 'application/problem+json', 'the request has expired'],
    ['{"code":1}', 'application/json', '{"code":1}'],
    ['{"reason":', 'application/json', '{"reason":'],
    [
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request &amp; date</Message></Error>',
      'application/xml',
      'AccessDenied: Request & date',
    ],
    ['\uFEFF<?xml version="1.0"?><Error><Code>InvalidHeader</Code></Error>', 'application/xml', 'InvalidHeader'],
    ['<?xml version="1.0"?><other/>', 'application/xml', ''],
    ['<html><body>Forbidden</body></html>', 'text/html', ''],
    ['plain words\r\n\r\nof two lines', 'text/plain', 'plain words of two lines'],
    ['red \u001b[31malert\u001b[0m \u202eturned\u0007', 'text/plain', 'red [31malert[0m turned'],
    ['', 'text/plain', ''],
  ])('%j (%s)', (body, type, reason) => {
    expect(reasonOf(Buffer.from(body), type, [])).toBe(reason)
  })
  test('short, and cut after the secrets were taken out of it, so that none is cut in two', () => {
    const reason = reasonOf(Buffer.from(`${'x'.repeat(195)}secret-token${'y'.repeat(100)}`), 'text/plain', ['secret-token'])
    expect(reason).toBe(`${'x'.repeat(195)}…yyyy`)
  })
})

describe('what is secret in a destination', () => {
  const url = 'https://s3.example/b/c.zip?X-Amz-Date=20260401&X-Amz-Signature=aeeed9bbcc&sig=abc%2Bdef%3D'
  test('a signed address is shown without its query', () => {
    expect(shownAddress({ url })).toBe('https://s3.example/b/c.zip')
    expect(shownAddress({ url: 'none' })).toBe('')
  })
  test('its values are found in a text, as they are and unescaped, alone and together', () => {
    const secrets = secretsOf({ url, token: null })
    const text = `query ${url.split('?')[1]}; signature aeeed9bbcc; sig abc+def= or abc%2Bdef%3D; sv 1`
    expect(withoutSecrets(text, secrets)).toBe('query …; signature …; sig … or …; sv 1')
  })
  test('and a token, in the spellings in which servers echo it', () => {
    const secrets = secretsOf({ url: 'https://a.example/', token: 'a+b/c d' })
    const text = `a+b/c d ${encodeURIComponent('a+b/c d')} ${Buffer.from('a+b/c d').toString('base64')}`
    expect(withoutSecrets(text, secrets)).toBe('… … …')
    expect(secretsOf({ url: 'https://a.example/', token: null })).toEqual([])
  })
})
