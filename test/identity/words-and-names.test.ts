import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { installOf } from '../../agent/identity/install.ts'
import { identityLabels } from '../../agent/identity/labels.ts'
import { languages } from '../../checks/text.ts'
import { wordBreaches } from '../house/text-rules.ts'
import { createSelfSigned } from '../support/certificates.ts'

const wordsIn = (labels: object): string[] =>
  Object.values(labels).flatMap((each: string | object) => (typeof each === 'string' ? [each] : wordsIn(each)))

test.each(languages)('the words keep to the rules of %s', (language) => {
  const words = wordsIn(identityLabels[language])
  expect(words.length).toBeGreaterThan(20)
  expect(words.flatMap((each) => wordBreaches(each, language).map((breach) => `${breach}: ${each}`))).toEqual([])
})

describe('the install that a certificate speaks of', () => {
  const id = '0123456789abcdef0123456789abcdef'
  test.each<[name: string, install: string | null]>([
    [`CN=T7,OU=${id},O=Terminal Preflight device key`, id],
    [`CN=${id}`, id],
    [`CN=T7,OU=${id},O=Somebody`, null],
    [`CN=T7,OU=${id}`, null],
    [`CN=${id.toUpperCase()}`, null],
    [`CN=${id}0`, null],
    ['CN=T7,OU=Desk,O=Terminal Preflight device key', null],
    [`CN=T7 OU\\=${id},O=Terminal Preflight device key`, null],
  ])('%s', async (name, install) => {
    const { cert } = await createSelfSigned({ name })
    const certificate = new X509Certificate(cert)
    expect(installOf(certificate)).toBe(install)
  })
})
