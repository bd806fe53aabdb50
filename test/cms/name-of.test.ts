import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { nameOf } from '../../agent/cms/name-of.ts'
import { createRoot } from '../support/certificates.ts'

/** The name as the whole of the certificate has it. */
function expected(certificate: X509Certificate): string {
  const { CN } = certificate.toLegacyObject().subject
  return typeof CN === 'string' ? CN : certificate.subject.replaceAll('\n', ', ')
}

describe('the name of a certificate', () => {
  test.each(
    ['CN=TERMINAL-7', 'CN=TERMINAL-7, OU=0123456789abcdef, O=Terminal Preflight device key', 'CN=a, CN=b', 'O=Only Organisation'].concat([
      'CN="a, O=b"',
      'CN="a\\+CN=b"',
      'CN="#30"',
      'CN=桌面電腦',
      'CN=" a"',
    ]),
  )('%s', async (name) => {
    const certificate = new X509Certificate((await createRoot({ name })).cert)
    expect(nameOf(certificate)).toBe(expected(certificate))
  })
})
