import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signDetached, signEnclosed } from '../../agent/cms/sign.ts'
import { authority, fileOf, type KeyKind, keyKinds, make, openssl, opensslRefuses, opensslVerifyArguments, signerOf } from './sign-with.ts'

const manifest = Buffer.from('{"format":"terminal-preflight/bundle/1"}\n')
const now = Date.UTC(2026, 10, 28, 8, 0, 0, 123)
/** openssl takes up to ten seconds to make RSA-4096. */
const slow: ReadonlySet<KeyKind> = new Set(process.env.TEST_FULL === '1' ? [] : ['rsa-4096'])
const kinds = (Object.keys(keyKinds) as KeyKind[]).filter((kind) => kind !== 'rsa-1024' && !slow.has(kind))

describe('what is signed here', () => {
  test.each(kinds)('%s: openssl takes it, whole and from whom', async (kind) => {
    const device = make({ kind })
    const signature = await signDetached(manifest, signerOf(device), now)
    expect(openssl(...opensslVerifyArguments(signature, manifest, '-noverify'))).toEqual(manifest)
    expect(openssl(...opensslVerifyArguments(signature, manifest, '-CAfile', device.certificateFile, '-purpose', 'any'))).toEqual(manifest)
    const stranger = make({ kind: 'ec-p256', name: 'Stranger', ownKey: true })
    expect(opensslRefuses(...opensslVerifyArguments(signature, manifest, '-CAfile', stranger.certificateFile, '-purpose', 'any'))).toBe(
      true,
    )
    expect(opensslRefuses(...opensslVerifyArguments(signature, Buffer.from('{}'), '-noverify'))).toBe(true)
  })

  test('a chain: openssl finds the root by it', async () => {
    const root = make({ name: 'Root', extensions: authority, ownKey: true })
    const issuing = make({ name: 'Issuing', issuer: root, extensions: authority, ownKey: true })
    const leaf = make({ kind: 'rsa-2048', name: 'Desk', issuer: issuing })
    const signature = await signDetached(manifest, signerOf(leaf, issuing), now)
    expect(openssl(...opensslVerifyArguments(signature, manifest, '-CAfile', root.certificateFile, '-purpose', 'any'))).toEqual(manifest)
  })

  test('enclosed: openssl gives the content out', async () => {
    const device = make()
    const signature = await signEnclosed(manifest, signerOf(device), now)
    expect(openssl('cms', '-verify', '-inform', 'DER', '-in', fileOf(signature), '-binary', '-noverify')).toEqual(manifest)
  })

  test('openssl writes the same bytes when it writes it again: it is DER', async () => {
    const root = make({ name: 'Root', extensions: authority, ownKey: true })
    const leaf = make({ kind: 'rsa-2048', name: 'Desk', issuer: root })
    const signature = await signDetached(manifest, signerOf(leaf, root), now)
    expect(openssl('cms', '-cmsout', '-inform', 'DER', '-in', fileOf(signature), '-outform', 'DER')).toEqual(signature)
  })

  test.each([
    ['in the first years of Unix', Date.UTC(1970, 0, 1, 0, 0, 7), 'UTCTIME:Jan  1 00:00:07 1970 GMT'],
    ['in the last year of UTCTime', Date.UTC(2049, 11, 31, 23, 59, 59), 'UTCTIME:Dec 31 23:59:59 2049 GMT'],
    ['in the first of GeneralizedTime', Date.UTC(2050, 0, 1), 'GENERALIZEDTIME:Jan  1 00:00:00 2050 GMT'],
  ])('a clock %s', async (_name, time, printed) => {
    const signature = await signDetached(manifest, signerOf(make()), time)
    expect(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', fileOf(signature)).toString()).toContain(printed)
  })

  test('attributes: content type, time, digest and certificates, no more; none that is unsigned', async () => {
    const signature = await signDetached(manifest, signerOf(make()), now)
    const printed = openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', fileOf(signature)).toString()
    expect(Array.from(printed.matchAll(/object: (\S+) \(/g), ([, name]) => name)).toEqual([
      'contentType',
      'signingTime',
      'messageDigest',
      'id-smime-aa-signingCertificateV2',
    ])
    expect(printed).toMatch(/unsignedAttrs:\s+<ABSENT>/)
    expect(printed).toMatch(/crls:\s+<ABSENT>/)
  })
})

test('a key that this program does not sign with, a time that cannot be written', async () => {
  const device = make()
  const { privateKey } = generateKeyPairSync('ed25519')
  const certificates = [new X509Certificate(device.certificate.raw)] as const
  await expect(signDetached(manifest, { key: privateKey, certificates }, now)).rejects.toThrow('ed25519')
  await expect(signDetached(manifest, signerOf(device), Number.NaN)).rejects.toThrow(RangeError)
})

/** Resolves what a file imports, in a process of its own, and prints it. */
const listing = `
  import { registerHooks } from 'node:module'
    const seen = []
  registerHooks({ resolve(specifier, context, next) { seen.push(specifier); return next(specifier, context) } })
  const { signDetached } = await import(process.argv[1])
  const { createPrivateKey, X509Certificate } = await import('node:crypto')
  const { readFileSync } = await import('node:fs')
  const [key, certificate] = process.argv.slice(2).map((path) => readFileSync(path))
  await signDetached(key, { key: createPrivateKey(key), certificates: [new X509Certificate(certificate)] }, 0)
  console.log(JSON.stringify(seen))`

test('signing loads no package', () => {
  const { keyFile, certificateFile } = make()
  const file = new URL('../../agent/cms/sign.ts', import.meta.url).href
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', listing, file, keyFile, certificateFile])
  const seen: string[] = JSON.parse(printed.toString())
  expect(seen).toContain('./der.ts')
  expect(seen.filter((specifier) => !/^(?:node:|file:|\.)/.test(specifier))).toEqual([])
})
