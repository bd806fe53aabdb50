import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { isEnveloped, LOOK_BYTES, openEnvelope } from '../../agent/cms/decrypt.ts'
import { because, chunksOf, enveloped, inFolder, makePerson, missingOpenssl, opened, openssl, type Person } from './encrypt-openssl.ts'

const oaep = ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'] as const

describe.skipIf(missingOpenssl !== undefined)(`opening${because}`, () => {
  let alice: Person
  let bob: Person
  let stranger: Person
  let content: Buffer
  beforeAll(async () => {
    ;[alice, bob, stranger] = await Promise.all([makePerson('alice'), makePerson('bob', 2048), makePerson('stranger')])
    await makePerson('ec', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])
    content = randomBytes(200_001)
    writeFileSync(inFolder('content'), content)
  })

  /** Recipients and what openssl has for each go last. */
  async function byOpenssl(...args: readonly string[]): Promise<Buffer> {
    return openssl('cms', '-encrypt', '-binary', '-in', 'content', '-outform', 'DER', ...args)
  }

  describe('what openssl encrypts', () => {
    test.each([
      ['with lengths', ['-aes256', '-recip', 'alice.crt', ...oaep]],
      ['as a stream', ['-stream', '-aes256', '-recip', 'alice.crt', ...oaep]],
      ['to a key by its identifier', ['-keyid', '-aes256', '-recip', 'alice.crt', ...oaep]],
      ['to several', ['-stream', '-aes256', '-recip', 'bob.crt', ...oaep, '-recip', 'alice.crt', ...oaep]],
      ['to another kind of key too', ['-aes256', '-recip', 'ec.crt', '-recip', 'alice.crt', ...oaep]],
      ['to a password too', ['-aes256', '-pwri_password', 'open sesame', '-recip', 'alice.crt', ...oaep]],
      ['with SHA-384', ['-aes256', '-recip', 'alice.crt', '-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha384']],
      ['with SHA-512', ['-aes256', '-recip', 'alice.crt', '-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha512']],
    ])('%s', async (_name, args) => {
      const der = await byOpenssl(...args)
      expect(isEnveloped(der.subarray(0, LOOK_BYTES))).toBe(true)
      for (const certificate of [undefined, alice.certificate]) {
        const { result, content: plain } = await opened(der, { key: alice.key, ...(certificate === undefined ? {} : { certificate }) })
        expect(result).toEqual({ opened: true, bytes: content.length })
        expect(plain.equals(content)).toBe(true)
      }
    })

    test.each([
      ['RSA without OAEP', ['-aes256', '-recip', 'alice.crt']],
      ['OAEP with SHA-1', ['-aes256', '-recip', 'alice.crt', '-keyopt', 'rsa_padding_mode:oaep']],
      ['two digests', ['-aes256', '-recip', 'alice.crt', ...oaep, '-keyopt', 'rsa_mgf1_md:sha512']],
      ['a label', ['-aes256', '-recip', 'alice.crt', ...oaep, '-keyopt', 'rsa_oaep_label:6c6162656c']],
      ['another key size', ['-aes128', '-recip', 'alice.crt', ...oaep]],
      ['another cipher', ['-des3', '-recip', 'alice.crt', ...oaep]],
      ['a proof of integrity', ['-aes-256-gcm', '-recip', 'alice.crt', ...oaep]],
      ['a curve', ['-aes256', '-recip', 'ec.crt']],
      ['a password', ['-aes256', '-pwri_password', 'open sesame']],
    ])('%s is unsupported', async (_name, args) => {
      expect((await opened(await byOpenssl(...args), alice)).result).toEqual({ problem: 'unsupported' })
    })

    test('a key that both have, and no recipient', async () => {
      const key = randomBytes(32).toString('hex')
      const der = await openssl('cms', '-EncryptedData_encrypt', '-in', 'content', '-outform', 'DER', '-aes256', '-secretkey', key)
      expect((await opened(der, alice)).result).toEqual({ problem: 'unsupported' })
    })
  })

  test('signed, or no CMS at all', async () => {
    const signed = await openssl(
      'cms',
      '-sign',
      '-binary',
      '-nodetach',
      '-in',
      'content',
      '-outform',
      'DER',
      '-signer',
      'alice.crt',
      '-inkey',
      'alice.key',
    )
    expect((await opened(signed, alice)).result).toEqual({ problem: 'not-encrypted' })
    expect(isEnveloped(signed)).toBe(false)
    const others = [
      Buffer.alloc(0),
      Buffer.from('PK\x03\x04'),
      alice.certificate.raw,
      readFileSync(inFolder('alice.crt')),
      Buffer.from([0x30, 0x80]),
      content,
    ]
    for (const other of others) {
      expect((await opened(other, alice)).result).toEqual({ problem: 'not-cms' })
      expect(isEnveloped(other)).toBe(false)
    }
  })

  test('nobody but a recipient opens it, and with a certificate only what is for that one is tried', async () => {
    const der = await enveloped([alice, bob], content)
    const none = { result: { problem: 'no-recipient' }, content: Buffer.alloc(0) }
    expect(await opened(der, { key: stranger.key })).toEqual(none)
    expect(await opened(der, stranger)).toEqual(none)
    expect(await opened(der, { key: alice.key, certificate: bob.certificate })).toEqual(none)
    expect(await opened(der, { key: stranger.key, certificate: bob.certificate })).toEqual(none)
    expect((await opened(der, bob)).content.equals(content)).toBe(true)
    expect((await opened(der, { key: bob.key })).content.equals(content)).toBe(true)
  })

  test('the same key in the same place, damaged: the answer is that of a wrong key', async () => {
    const der = await enveloped([alice], content)
    const [at] = encryptedKey(der)
    der[at + 100] = (der[at + 100] ?? 0) ^ 1
    expect(await opened(der, { key: alice.key })).toEqual({ result: { problem: 'no-recipient' }, content: Buffer.alloc(0) })
  })

  test('a key of the content that is too short is none', async () => {
    // As if made by another program: OAEP is right, what was in it isn't.
    const der = await enveloped([alice], content)
    const { constants, publicEncrypt } = await import('node:crypto')
    const short = publicEncrypt(
      { key: alice.certificate.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      randomBytes(16),
    )
    short.copy(der, encryptedKey(der)[0])
    expect((await opened(der, alice)).result).toEqual({ problem: 'no-recipient' })
  })

  test('twenty recipients are read, and one more is too many', async () => {
    const recipients = (count: number) => Array.from({ length: count }, () => ['-recip', 'bob.crt', ...oaep]).flat()
    const twenty = await byOpenssl('-aes256', ...recipients(19), '-recip', 'alice.crt', ...oaep)
    expect((await opened(twenty, alice)).content.equals(content)).toBe(true)
    const more = await byOpenssl('-aes256', ...recipients(20), '-recip', 'alice.crt', ...oaep)
    expect((await opened(more, alice)).result).toEqual({ problem: 'too-large' })
  })

  test.each([1, 2, 7, 15, 4096, 1_000_000])('it may come in chunks of %i bytes', async (chunkSize) => {
    const der = await enveloped([alice], content.subarray(0, 20_001))
    expect((await opened(der, { ...alice, chunkSize })).content.equals(content.subarray(0, 20_001))).toBe(true)
  })

  test('as much content as is allowed, and one byte more', async () => {
    const der = await enveloped([alice], content)
    expect((await opened(der, { ...alice, maxBytes: content.length })).result).toEqual({ opened: true, bytes: content.length })
    const { result, content: given } = await opened(der, { ...alice, maxBytes: content.length - 1 })
    expect(result).toEqual({ problem: 'too-large' })
    expect(given.length).toBeLessThan(content.length)
  })

  test('bytes behind the end, and padding that is none', async () => {
    const [ours, theirs] = [await enveloped([alice], content), await byOpenssl('-aes256', '-recip', 'alice.crt', ...oaep)]
    for (const der of [ours, theirs]) {
      expect((await opened(Buffer.concat([der, Buffer.from([0])]), alice)).result).toEqual({ problem: 'damaged' })
      // 200,001 bytes and fifteen of padding; a byte of the block before goes into the last one, and sixteen is the most that padding has.
      const at = der === ours ? der.length - 10 - 17 - 2 : der.length - 17
      const other = Buffer.from(der)
      other[at] = (other[at] ?? 0) ^ 0xf0
      expect((await opened(other, alice)).result).toEqual({ problem: 'damaged' })
    }
  })

  test('what the sink and the input throw goes on, and the input is let go of', async () => {
    const der = await enveloped([alice], content)
    let ended = 0
    async function* input(broken: boolean) {
      try {
        yield* chunksOf(der.subarray(0, 100_000), 1000)
        if (broken) throw new Error('the disk is gone')
        yield* chunksOf(der.subarray(100_000))
      } finally {
        ended += 1
      }
    }
    const opener = { key: alice.key, maxBytes: 2 ** 30 }
    const full = () => Promise.reject(new Error('the disk is full'))
    await expect(openEnvelope(input(false), opener, full)).rejects.toThrow('the disk is full')
    await expect(openEnvelope(input(true), opener, () => {})).rejects.toThrow('the disk is gone')
    expect(await openEnvelope(input(false), { ...opener, key: stranger.key }, () => {})).toEqual({ problem: 'no-recipient' })
    expect(ended).toBe(3)
  })

  describe('pieces of pieces', () => {
    /** Our envelope with the content put another way: everything up to it is the same, and its key is known to nobody here. */
    async function withPieces(size: number, pieces: (encrypted: Buffer) => Buffer): Promise<Buffer> {
      const der = await enveloped([alice], content.subarray(0, size))
      const at = der.indexOf(Buffer.from('a080048', 'hex').subarray(0, 3), encryptedKey(der)[1])
      const encrypted: Buffer[] = []
      for (let from = at + 2; from < der.length - 10; ) {
        const octets = der[from + 1] ?? 0
        const head = octets < 0x80 ? 2 : 2 + (octets & 0x7f)
        const length = octets < 0x80 ? octets : der.readUIntBE(from + 2, octets & 0x7f)
        encrypted.push(der.subarray(from + head, from + head + length))
        from += head + length
      }
      return Buffer.concat([der.subarray(0, at + 2), pieces(Buffer.concat(encrypted)), der.subarray(-10)])
    }
    const nested = (depth: number) => (encrypted: Buffer) => {
      const half = encrypted.length / 2
      const [one, two] = [encrypted.subarray(0, half), encrypted.subarray(half)].map((part) =>
        Buffer.concat([Buffer.from([0x04, 0x82, half >> 8, half & 0xff]), part]),
      )
      const inner = Buffer.concat(
        [...Array.from({ length: depth }, () => Buffer.from([0x24, 0x80])), one ?? '', Buffer.alloc(2 * depth)].map(Buffer.from),
      )
      return Buffer.concat([inner, two ?? Buffer.alloc(0)])
    }

    test('are read to some depth', async () => {
      for (const depth of [0, 1, 5]) {
        const { result, content: plain } = await opened(await withPieces(1000, nested(depth)), alice)
        expect(result).toEqual({ opened: true, bytes: 1000 })
        expect(plain.equals(content.subarray(0, 1000))).toBe(true)
      }
      for (const depth of [6, 100, 10_000])
        expect((await opened(await withPieces(1000, nested(depth)), alice)).result).toEqual({ problem: 'unsupported' })
    })

    test('a thousand of any size, and no flood of them', async () => {
      const bytewise = (encrypted: Buffer) => Buffer.from([...encrypted].flatMap((octet) => [0x04, 0x01, octet]))
      expect((await opened(await withPieces(900, bytewise), alice)).result).toEqual({ opened: true, bytes: 900 })
      expect((await opened(await withPieces(2000, bytewise), alice)).result).toEqual({ problem: 'unsupported' })
      const empty = () => Buffer.from('0400'.repeat(1_000_000), 'hex')
      expect((await opened(await withPieces(16, empty), alice)).result).toEqual({ problem: 'unsupported' })
    })
  })

  test('a header without an end costs no memory', async () => {
    const der = await enveloped([alice], Buffer.alloc(0))
    const set = der.indexOf(0x31, 17)
    const [huge, many] = [Buffer.from('3180' + '30847fffffff', 'hex'), Buffer.from(`3180${'3000'.repeat(100_000)}`, 'hex')]
    expect((await opened(Buffer.concat([der.subarray(0, set), huge]), alice)).result).toEqual({ problem: 'too-large' })
    expect((await opened(Buffer.concat([der.subarray(0, set), many]), alice)).result).toEqual({ problem: 'too-large' })
  })
})

/** Where the encrypted key of the first recipient begins and ends: the one element of 384 octets. */
function encryptedKey(der: Buffer): readonly [number, number] {
  const at = der.indexOf(Buffer.from('04820180', 'hex')) + 4
  return [at, at + 384]
}

test.each([
  ['short lengths', '300b06092a864886f70d010703', true],
  ['long ones', '308406ffffff06092a864886f70d010703', true],
  ['open ones', '308006092a864886f70d010703a080', true],
  ['cut within', '308006092a864886f70d0107', false],
  ['signed', '308006092a864886f70d010702a080', false],
  ['a set', '318006092a864886f70d010703a080', false],
  ['a length of lengths', '30ff06092a864886f70d010703', false],
])('isEnveloped: %s', (_name, hex, expected) => {
  expect(isEnveloped(Buffer.from(hex, 'hex'))).toBe(expected)
})
