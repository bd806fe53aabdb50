import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { protectionFor } from '../../agent/identity/protection-for.ts'
import { failure } from '../../checks/failure.ts'
import { type Koffi, loadKoffi } from '../../checks/io/native.ts'
import { dataBlob, declareDataProtection, protectData, transform } from '../../checks/io/windows/data-protection.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'
import { because, missing, programPath, temporaryFolders } from './commands.ts'

const secret = Buffer.from('a secret of 中文')
const windows = process.platform === 'win32'

describe('elsewhere than on Windows', () => {
  const protection = protectionFor('linux')

  test('a secret is kept as it is, and says so', async () => {
    const kept = await protection.protect(secret)
    expect(kept).toEqual({ content: Buffer.concat([Buffer.from('plain:'), secret]), by: 'file-rights' })
    expect('content' in kept && (await protection.unprotect(kept.content))).toEqual({ secret, by: 'file-rights' })
  })

  test('one that Windows protected is not for us', async () => {
    expect(await protection.unprotect(Buffer.from('dpapi:x'))).toEqual({ failure: failure('not-supported') })
  })

  test.each(['', 'plain', 'Plain:x', '-----BEGIN PRIVATE KEY-----'])('what begins otherwise is none of ours: %j', async (text) => {
    expect(await protection.unprotect(Buffer.from(text))).toEqual({ failure: failure('malformed') })
  })
})

describe('on Windows', () => {
  const upsideDown = async (bytes: Uint8Array) => ({ content: Buffer.from(bytes).reverse() })
  const forbidden = async () => ({ unavailable: failure('access-denied', 'ERR_DLOPEN_FAILED') })
  const works = protectionFor('win32', { protectData: upsideDown, unprotectData: upsideDown })
  const withoutLibrary = protectionFor('win32', { protectData: forbidden, unprotectData: forbidden })

  test('what Windows made of it is kept', async () => {
    const kept = await works.protect(secret)
    expect(kept).toEqual({ content: Buffer.concat([Buffer.from('dpapi:'), Buffer.from(secret).reverse()]), by: 'dpapi' })
    expect('content' in kept && (await works.unprotect(kept.content))).toEqual({ secret, by: 'dpapi' })
  })

  test('where no native library may be loaded it is kept as it is, and why is told', async () => {
    const kept = await withoutLibrary.protect(secret)
    expect(kept).toEqual({
      content: Buffer.concat([Buffer.from('plain:'), secret]),
      by: 'file-rights',
      why: failure('access-denied', 'ERR_DLOPEN_FAILED'),
    })
    // A day later the library is allowed again: what was kept is still read.
    expect('content' in kept && (await works.unprotect(kept.content))).toEqual({ secret, by: 'file-rights' })
  })

  test('a user without a key of Windows’ keeps it as it is too', async () => {
    const none = async () => ({ failure: failure('unknown', 'win32 2148073483') })
    const kept = await protectionFor('win32', { protectData: none, unprotectData: none }).protect(secret)
    expect(kept).toMatchObject({ by: 'file-rights', why: { code: 'win32 2148073483' } })
  })

  test('what was protected stays closed while no native library may be loaded', async () => {
    expect(await withoutLibrary.unprotect(Buffer.from('dpapi:x'))).toEqual({ failure: failure('access-denied', 'ERR_DLOPEN_FAILED') })
  })

  test.skipIf(windows)('the real call is unavailable where there is no crypt32', async () => {
    expect(await protectData(secret, secret)).toMatchObject({ unavailable: { word: 'not-supported' } })
  })
})

const missingCompiler = windows ? 'Windows has the library itself' : missing('cc', '--version')

describe.skipIf(missingCompiler !== undefined)(`the calls, into a library of that shape${because(missingCompiler)}`, () => {
  const newFolder = temporaryFolders()
  const entropy = Buffer.from('entropy')
  let koffi: Koffi
  let library = ''

  beforeAll(async () => {
    library = join(await newFolder(), 'crypt32.so')
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, programPath('crypt32.c')])
    const loaded = await loadKoffi()
    if ('failure' in loaded) throw new Error(loaded.failure.code)
    koffi = loaded.koffi
  })
  const declared = () => declareDataProtection(koffi, { crypt32: library, kernel32: library })
  const number = (name: string): number => koffi.load(library).func(name, 'int32', [])()

  test('a blob has the size that a C compiler gives it', () => {
    const blob = koffi.struct(dataBlob)
    expect([koffi.sizeof(blob), koffi.offsetof(blob, 'pbData')]).toEqual([number('blob_bytes'), number('blob_data_at')])
  })

  test('bytes go there and back, and the memory is wiped before it is given back', async () => {
    const functions = declared()
    const before = number('wiped_blobs')
    const there = await transform(functions, 'CryptProtectData', secret, entropy)
    if ('failure' in there) throw new Error(there.failure.code)
    expect(there.content).toEqual(Buffer.from(secret.map((byte, at) => byte ^ (entropy[at % entropy.length] ?? 0))))
    expect(await transform(functions, 'CryptUnprotectData', there.content, entropy)).toEqual({ content: secret })
    expect(number('wiped_blobs')).toBe(before + 2)
  })

  test('forty at once do not mix', async () => {
    const functions = declared()
    const secrets = Array.from({ length: 40 }, (_, index) => Buffer.alloc(2000, index + 1))
    const outcomes = await Promise.all(
      secrets.map(async (each) => {
        const there = await transform(functions, 'CryptProtectData', each, entropy)
        return 'content' in there ? transform(functions, 'CryptUnprotectData', there.content, entropy) : there
      }),
    )
    expect(outcomes).toEqual(secrets.map((content) => ({ content })))
  })

  test('an error is told by its number', async () => {
    expect(await transform(declared(), 'CryptUnprotectData', Buffer.alloc(0), entropy)).toEqual({
      failure: { word: 'unknown', code: 'win32 13', syscall: 'CryptUnprotectData' },
    })
  })
})

describe.skipIf(missingWine !== undefined)(`under Wine${because(missingWine)}`, () => {
  test('Windows’ own data protection keeps a secret and a device key', async () => {
    const { reports } = await runUnderWine('windows protection ../../identity/programs/data-protection.ts')
    const install = expect.stringMatching(/^[0-9a-f]{32}$/)
    expect(reports.protection).toEqual({
      differs: true,
      opened: secret.toString(),
      otherEntropy: { failure: expect.anything() },
      damaged: { failure: expect.anything() },
      first: { made: 'now', protectedBy: 'dpapi', install, trouble: [] },
      second: { made: 'before', protectedBy: 'dpapi', install, trouble: [] },
      header: 'dpapi:',
    })
  })
})
