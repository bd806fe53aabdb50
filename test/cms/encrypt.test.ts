import { execFile } from 'node:child_process'
import { createHash, randomBytes, type X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { element, objectIdentifier } from '../../agent/cms/der-write.ts'
import { envelope } from '../../agent/cms/encrypt.ts'
import { because, chunksOf, enveloped, inFolder, makePerson, missingOpenssl, opened, openssl, type Person } from './encrypt-openssl.ts'

describe.skipIf(missingOpenssl !== undefined)(`what is encrypted${because}`, () => {
  let alice: Person
  let bob: Person
  let stranger: Person
  beforeAll(async () => {
    ;[alice, bob, stranger] = await Promise.all([makePerson('alice'), makePerson('bob', 2048), makePerson('stranger', 2048)])
  })

  const decrypt = (file: string, ...args: readonly string[]) =>
    openssl('cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file, ...args)

  test.each([0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 200_000])('openssl opens %i bytes', async (size) => {
    const content = randomBytes(size)
    const file = `one-${size}.p7m`
    writeFileSync(inFolder(file), await enveloped([alice], content))
    expect((await decrypt(file, '-inkey', 'alice.key')).equals(content)).toBe(true)
    expect((await decrypt(file, '-inkey', 'alice.key', '-recip', 'alice.crt')).equals(content)).toBe(true)
  })

  test('each of several recipients opens it with his own key, and nobody else does', async () => {
    const content = randomBytes(1000)
    const der = await enveloped([alice, bob], content)
    writeFileSync(inFolder('two.p7m'), der)
    for (const name of ['alice', 'bob']) {
      expect(await decrypt('two.p7m', '-inkey', `${name}.key`)).toEqual(content)
      expect(await decrypt('two.p7m', '-inkey', `${name}.key`, '-recip', `${name}.crt`)).toEqual(content)
    }
    await expect(decrypt('two.p7m', '-inkey', 'stranger.key', '-recip', 'stranger.crt')).rejects.toThrow()
    expect((await opened(der, bob)).content).toEqual(content)
    expect((await opened(der, { key: stranger.key })).result).toEqual({ problem: 'no-recipient' })
  })

  test('is what RFC 5652, 3560 and 4055 describe, as openssl reads it', async () => {
    writeFileSync(inFolder('print.p7m'), await enveloped([alice, bob], Buffer.from('content')))
    const text = (await openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'print.p7m')).toString()
    expect(text).toMatch(/contentType: pkcs7-envelopedData/)
    expect(text).toMatch(/d\.envelopedData:\s+version: 0\s+originatorInfo: <ABSENT>/)
    expect(text.match(/d\.ktri:\s+version: 0\s+d\.issuerAndSerialNumber:/g)).toHaveLength(2)
    expect(text.match(/algorithm: rsaesOaep/g)).toHaveLength(2)
    expect(text).toMatch(/contentType: pkcs7-data/)
    expect(text).toMatch(/algorithm: aes-256-cbc/)
    const parsed = (await openssl('asn1parse', '-inform', 'DER', '-in', 'print.p7m')).toString()
    // The digest and its parameters, for OAEP itself and for MGF1.
    const parameters =
      /:rsaesOaep\n.*SEQUENCE.*\n.*cont \[ 0 \].*\n.*SEQUENCE.*\n.*:sha256\n.*NULL.*\n.*cont \[ 1 \].*\n.*SEQUENCE.*\n.*:mgf1\n.*SEQUENCE.*\n.*:sha256\n.*NULL/g
    expect(parsed.match(parameters)).toHaveLength(2)
  })

  test('has a key and an IV of its own each time, and nothing of the content', async () => {
    const content = Buffer.from('the name of a terminal, over and over. '.repeat(5000))
    const both = await Promise.all([enveloped([alice], content), enveloped([alice], content)])
    expect(both[0].equals(both[1])).toBe(false)
    for (const der of both) expect(der.includes(content.subarray(0, 10))).toBe(false)
    // Blocks that are the same in the content aren't the same here.
    const blocks = Array.from({ length: 4000 }, (_, at) => both[0].toString('hex', 1000 + at * 16, 1016 + at * 16))
    expect(new Set(blocks).size).toBe(blocks.length)
  })

  test('does not show how the content came: its pieces are of one size', async () => {
    const content = randomBytes(150_000)
    const sizes = async (chunkSize: number) => {
      const all: number[] = []
      for await (const chunk of envelope([alice.certificate], chunksOf(content, chunkSize))) all.push(chunk.length)
      return all
    }
    const expected = await sizes(65_536)
    expect(await sizes(7)).toEqual(expected)
    expect(await sizes(150_000)).toEqual(expected)
  })

  test('refuses before it asks for content where there is nobody, too many, or a key that only signs', async () => {
    const ec = await makePerson('ec', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])
    let asked = false
    async function* content() {
      asked = true
      yield Buffer.from('content')
    }
    const first = (certificates: readonly X509Certificate[]) => envelope(certificates, content()).next()
    await expect(first([])).rejects.toThrow(RangeError)
    await expect(first(Array.from({ length: 21 }, () => alice.certificate))).rejects.toThrow(RangeError)
    await expect(first([alice.certificate, ec.certificate])).rejects.toThrow()
    expect(asked).toBe(false)
  })

  test('what the content throws goes on, and who stops reading stops the content', async () => {
    let ended = 0
    async function* content() {
      try {
        for (;;) yield randomBytes(65_536)
      } finally {
        ended += 1
      }
    }
    for await (const chunk of envelope([alice.certificate], content())) if (chunk.length > 60_000) break
    expect(ended).toBe(1)
    async function* broken() {
      yield* chunksOf(randomBytes(100_000))
      throw new Error('the disk is gone')
    }
    const reading = async () => {
      for await (const _ of envelope([alice.certificate], broken()));
    }
    await expect(reading()).rejects.toThrow('the disk is gone')
  })

  const MB = 1_000_000
  // Ten times as large needs no more: that is what flat means.
  test('100 MB are encrypted and opened in less than 150 MB, and in hardly more than 10 MB are', async () => {
    const run = async (...args: readonly string[]) => {
      const program = join(import.meta.dirname, 'encrypt-program.ts')
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { timeout: 50_000 })
      return JSON.parse(stdout) as { readonly ms: number; readonly peakMb: number; readonly sha256: string }
    }
    const through = async (megabytes: number) => {
      const file = inFolder(`${megabytes}.p7m`)
      const encrypt = await run('encrypt', inFolder('alice.crt'), file, String(megabytes * MB))
      const open = await run('open', inFolder('alice.key'), file)
      expect(open.sha256).toBe(encrypt.sha256)
      return { encrypt, open }
    }
    const [small, large] = [await through(10), await through(100)]
    const said = ({ ms, peakMb }: { readonly ms: number; readonly peakMb: number }) => `${ms.toFixed(0)} ms, ${peakMb.toFixed(0)} MB`
    console.log(`encrypt 10 MB: ${said(small.encrypt)}; 100 MB: ${said(large.encrypt)}`)
    console.log(`open    10 MB: ${said(small.open)}; 100 MB: ${said(large.open)}`)
    for (const step of ['encrypt', 'open'] as const) {
      expect(large[step].peakMb).toBeLessThan(150)
      expect(large[step].peakMb - small[step].peakMb).toBeLessThan(40)
    }
    if (process.env.TEST_FULL === '1') {
      await openssl('cms', '-decrypt', '-binary', '-inform', 'DER', '-in', '100.p7m', '-inkey', 'alice.key', '-out', '100.plain')
      expect(
        createHash('sha256')
          .update(readFileSync(inFolder('100.plain')))
          .digest('hex'),
      ).toBe(large.encrypt.sha256)
    }
  })
})

test('no package is loaded to encrypt or to choose a recipient', async () => {
  const loads = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    for (const name of ['encrypt', 'recipient', 'decrypt', 'decrypt-key']) await import(process.argv[1] + '/' + name + '.ts')
    console.log(JSON.stringify(loaded))`
  const cms = new URL('../../agent/cms', import.meta.url).href
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', loads, cms])
  const loaded = JSON.parse(stdout) as string[]
  expect(loaded).toContain(`${cms}/encrypt.ts`)
  expect(loaded.filter((url) => url.includes('node_modules'))).toEqual([])
})

// From X.690 section 8.19.5, RFC 5652 section 5.1 and Microsoft's list of OIDs: numbers of one, two and three octets.
test.each([
  ['2.999.3', '0603883703'],
  ['1.2.840.113549.1.7.2', '06092a864886f70d010702'],
  ['1.3.6.1.4.1.311.80.1', '06092b0601040182375001'],
])('the object identifier %s', (oid, hex) => {
  expect(objectIdentifier(oid).toString('hex')).toBe(hex)
})

test.each([
  [0x7f, '047f'],
  [0x80, '048180'],
  [0xff, '0481ff'],
  [0x100, '04820100'],
  [0x1_0000, '0483010000'],
])('the length %i in its shortest form', (length, hex) => {
  const bytes = element(0x04, Buffer.alloc(length))
  expect(bytes.toString('hex', 0, bytes.length - length)).toBe(hex)
})
