import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_OPENING_KEY_BYTES, readOpeningKey } from '../../agent/cms/decrypt-key.ts'
import { because, enveloped, inFolder, makePerson, missingOpenssl, opened, openssl, type Person } from './encrypt-openssl.ts'

describe.skipIf(missingOpenssl !== undefined)(`the key that opens${because}`, () => {
  let alice: Person
  let der: Buffer
  const content = randomBytes(100)
  const file = (name: string) => readFileSync(inFolder(name))

  beforeAll(async () => {
    alice = await makePerson('alice', 2048)
    der = await enveloped([alice], content)
    const pkcs8 = ['pkcs8', '-topk8', '-in', 'alice.key'] as const
    const encrypted = ['-v2', 'aes-256-cbc', '-passout', 'pass:open sesame'] as const
    await openssl(...pkcs8, '-nocrypt', '-outform', 'DER', '-out', 'plain.der')
    await openssl(...pkcs8, ...encrypted, '-out', 'encrypted.pem')
    await openssl(...pkcs8, ...encrypted, '-outform', 'DER', '-out', 'encrypted.der')
    await openssl(...pkcs8, '-scrypt', ...encrypted, '-out', 'scrypt.pem')
    await openssl('rsa', '-in', 'alice.key', '-traditional', '-out', 'older.pem')
    await openssl('rsa', '-in', 'alice.key', '-traditional', '-aes256', '-passout', 'pass:open sesame', '-out', 'older-encrypted.pem')
  })

  test.each(['alice.key', 'plain.der', 'older.pem'])('%s is open, and a passphrase does no harm', async (name) => {
    for (const passphrase of [undefined, 'open sesame']) {
      const read = readOpeningKey(file(name), passphrase)
      if ('problem' in read) throw new Error(read.problem)
      expect((await opened(der, read)).content).toEqual(content)
    }
  })

  test.each(['encrypted.pem', 'encrypted.der', 'scrypt.pem', 'older-encrypted.pem'])('%s needs its passphrase', async (name) => {
    expect(readOpeningKey(file(name))).toEqual({ problem: 'passphrase-needed' })
    for (const wrong of ['', 'open', 'open sesame ']) expect(readOpeningKey(file(name), wrong)).toEqual({ problem: 'wrong-passphrase' })
    const read = readOpeningKey(file(name), 'open sesame')
    if ('problem' in read) throw new Error(read.problem)
    expect((await opened(der, read)).content).toEqual(content)
  })

  test('with certificates beside it, and line ends as Windows has them', async () => {
    const both = Buffer.concat([file('alice.crt'), file('alice.key')])
    expect(readOpeningKey(both)).toHaveProperty('key')
    expect(readOpeningKey(Buffer.from(both.toString().replaceAll('\n', '\r\n')))).toHaveProperty('key')
  })

  test('keys that only sign', async () => {
    await makePerson('ec', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])
    await makePerson('pss', ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'])
    for (const name of ['ec', 'pss']) expect(readOpeningKey(file(`${name}.key`))).toEqual({ problem: 'not-rsa' })
  })

  test('no keys', () => {
    const pem = file('alice.key')
    for (const junk of [
      Buffer.alloc(0),
      Buffer.from('key'),
      file('alice.crt'),
      pem.subarray(0, 500),
      randomBytes(1000),
      file('plain.der').subarray(1),
    ])
      expect(readOpeningKey(junk, 'open sesame')).toEqual({ problem: 'not-a-key' })
    expect(readOpeningKey(Buffer.concat([pem, Buffer.alloc(MAX_OPENING_KEY_BYTES)]))).toEqual({ problem: 'too-large' })
  })
})
