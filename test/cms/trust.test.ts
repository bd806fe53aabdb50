import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { signDetached } from '../../agent/cms/sign.ts'
import { type Distrust, fingerprint, trustOf } from '../../agent/cms/trust.ts'
import { type Signed, verifyDetached } from '../../agent/cms/verify.ts'
import { authority, type Made, make, openssl, opensslRefuses, opensslVerifyArguments, signerOf, signing, type Wanted } from './sign-with.ts'

const manifest = Buffer.from('{}\n')
const now = Date.UTC(2026, 10, 28, 8)

async function signedBy(...made: readonly [Made, ...Made[]]): Promise<{ readonly signature: Buffer; readonly signed: Signed }> {
  const [first, ...above] = made
  const signature = await signDetached(manifest, signerOf(first, ...above), now)
  const signed = await verifyDetached(signature, manifest)
  if ('problem' in signed) throw new Error(signed.problem)
  return { signature, signed }
}

const authorityOf = (wanted: Wanted = {}) => make({ name: 'Authority', extensions: authority, ownKey: true, ...wanted })

describe('by key alone', () => {
  test('whatever the dates and the name of either certificate', async () => {
    const old = make({ kind: 'rsa-2048', name: 'Then', from: '20000101000000Z', to: '20010101000000Z' })
    const renewed = make({ name: 'Now', key: old, from: '20300101000000Z' })
    for (const [signer, trusted] of [
      [old, old],
      [old, renewed],
      [renewed, old],
    ] as const) {
      const { signed } = await signedBy(signer)
      expect(trustOf(signed, [authorityOf().certificate, trusted.certificate])).toEqual({ trusted: true, by: trusted.certificate })
    }
  })

  test('keys of different kinds are different, and leave nothing behind that the next key stumbles over', async () => {
    const { signed } = await signedBy(make({ kind: 'rsa-2048' }))
    const other = make()
    expect(trustOf(signed, [other.certificate])).toEqual({ trusted: false, why: 'unknown' })
    expect(createPrivateKey(readFileSync(other.keyFile)).type).toBe('private')
  })

  test('a stranger of the same name, and nobody at all', async () => {
    const device = make()
    const { signed } = await signedBy(make({ ownKey: true }))
    expect(trustOf(signed, [device.certificate])).toEqual({ trusted: false, why: 'unknown' })
    expect(trustOf(signed, [])).toEqual({ trusted: false, why: 'unknown' })
  })
})

describe('by a chain', () => {
  const root = authorityOf({ name: 'Root' })
  const issuing = authorityOf({ name: 'Issuing', issuer: root })

  test('the root, the authority between, with it and without it in the signature', async () => {
    const leaf = make({ name: 'Desk', issuer: issuing })
    const by = (made: Made) => ({ trusted: true, by: made.certificate })
    const { signed: whole } = await signedBy(leaf, issuing)
    const { signed: alone } = await signedBy(leaf)
    const { signed: more } = await signedBy(leaf, root, issuing)
    expect(trustOf(whole, [root.certificate])).toEqual(by(root))
    expect(trustOf(more, [root.certificate])).toEqual(by(root))
    expect(trustOf(whole, [root.certificate, issuing.certificate])).toEqual(by(issuing))
    expect(trustOf(alone, [issuing.certificate])).toEqual(by(issuing))
    expect(trustOf(alone, [root.certificate])).toEqual({ trusted: false, why: 'unknown' })
  })

  test('two authorities that vouch for each other, and nobody for them', async () => {
    const one = authorityOf({ name: 'One' })
    const other = authorityOf({ name: 'Other' })
    const crossed = make({ name: 'One', key: one, issuer: other, extensions: authority })
    const back = make({ name: 'Other', key: other, issuer: one, extensions: authority })
    const { signed } = await signedBy(make({ name: 'Desk', issuer: one }), crossed, back)
    expect(trustOf(signed, [root.certificate])).toEqual({ trusted: false, why: 'unknown' })
    expect(trustOf(signed, [other.certificate])).toEqual({ trusted: true, by: other.certificate })
  })

  /** What openssl says of the same chain at the same time; null: it has no such rule. */
  type Openssl = 'refuses' | 'accepts'
  const past = { from: '20100101000000Z', to: '20110101000000Z' }
  const future = { from: '20900101000000Z' }
  const withUsage = (usage: string) => ['basicConstraints=critical,CA:false', `keyUsage=critical,${usage}`]
  const unknownExtension = '1.2.3.4=critical,DER:0500'
  const cases: [string, Distrust | 'trusted', Openssl, () => [Made, ...Made[]]][] = [
    ['a good leaf', 'trusted', 'accepts', () => [make({ issuer: root })]],
    [
      'a leaf for TLS clients alone',
      'trusted',
      'accepts',
      () => [make({ issuer: root, extensions: ['extendedKeyUsage=critical,clientAuth'] })],
    ],
    ['a leaf that says nothing', 'trusted', 'accepts', () => [make({ issuer: root, extensions: ['subjectAltName=DNS:desk.example'] })]],
    ['an expired leaf', 'expired', 'refuses', () => [make({ issuer: root, ...past })]],
    ['one that has not begun', 'not-yet-valid', 'refuses', () => [make({ issuer: root, ...future })]],
    ['a leaf for encryption', 'not-for-signing', 'accepts', () => [make({ issuer: root, extensions: withUsage('keyEncipherment') })]],
    [
      'an unknown critical extension',
      'critical-extension',
      'refuses',
      () => [make({ issuer: root, extensions: [...signing, unknownExtension] })],
    ],
    ['SHA-1', 'weak', 'refuses', () => [make({ issuer: root, digest: 'sha1' })]],
    ['an expired authority', 'expired', 'refuses', () => under({ ...past })],
    ['an authority with RSA-1024', 'weak', 'refuses', () => under({ kind: 'rsa-1024' })],
    ['an authority with SHA-1', 'weak', 'refuses', () => under({ digest: 'sha1' })],
    ['a leaf as an authority', 'not-an-authority', 'refuses', () => under({ extensions: signing })],
    ['no basic constraints', 'not-an-authority', 'refuses', () => under({ extensions: ['keyUsage=critical,keyCertSign'] })],
    [
      'an authority for lists',
      'not-an-authority',
      'refuses',
      () => under({ extensions: ['basicConstraints=critical,CA:true', 'keyUsage=cRLSign'] }),
    ],
    ['an unknown critical extension above', 'critical-extension', 'refuses', () => under({ extensions: [...authority, unknownExtension] })],
    [
      'constraints of names, for which there is no rule',
      'critical-extension',
      'refuses',
      () => under({ extensions: [...authority, 'nameConstraints=critical,permitted;dirName:names', '[names]', 'CN=Somebody else'] }),
    ],
    ['the last that may be', 'trusted', 'accepts', () => under({ extensions: ['basicConstraints=critical,CA:true,pathlen:0'] })],
    [
      'one authority too many',
      'not-an-authority',
      'refuses',
      () => {
        const last = make({ name: 'Last', issuer: root, extensions: ['basicConstraints=critical,CA:true,pathlen:0'], ownKey: true })
        const beyond = authorityOf({ name: 'Beyond', issuer: last })
        return [make({ name: 'Desk', issuer: beyond }), beyond, last]
      },
    ],
  ]
  const under = (wanted: Wanted): [Made, Made] => {
    const between = authorityOf({ name: 'Between', issuer: root, ...wanted })
    return [make({ name: 'Desk', issuer: between }), between]
  }

  test.each(cases)('%s: %s (openssl %s)', async (_name, expected, verdict, chain) => {
    const { signature, signed } = await signedBy(...chain())
    const trust = trustOf(signed, [root.certificate])
    expect(trust.trusted ? 'trusted' : trust.why).toBe(expected)
    const options = ['-CAfile', root.certificateFile, '-purpose', 'any', '-attime', `${now / 1000}`, '-auth_level', '2']
    expect(opensslRefuses(...opensslVerifyArguments(signature, manifest, ...options))).toBe(verdict === 'refuses')
  })

  test('a trusted certificate that is no authority, or was over', async () => {
    const device = make({ name: 'No authority', ownKey: true })
    const over = authorityOf({ name: 'Over', ...past })
    const of = async (issuer: Made) => trustOf((await signedBy(make({ name: 'Desk', issuer }))).signed, [issuer.certificate])
    expect(await of(device)).toEqual({ trusted: false, why: 'not-an-authority' })
    expect(await of(over)).toEqual({ trusted: false, why: 'expired' })
  })

  test('of a flawed way and a sound one the sound one counts', async () => {
    const flawed = make({ name: 'Between', issuer: root, extensions: signing, ownKey: true })
    const sound = make({ name: 'Between', key: flawed, issuer: root, extensions: authority })
    const leaf = make({ name: 'Desk', issuer: sound })
    expect(trustOf((await signedBy(leaf, flawed, sound)).signed, [root.certificate])).toMatchObject({ trusted: true })
    expect(trustOf((await signedBy(leaf, flawed)).signed, [root.certificate])).toEqual({ trusted: false, why: 'not-an-authority' })
  })
})

test('the fingerprint is that of the public key, as openssl writes it', () => {
  const { certificate, keyFile } = make()
  const key = openssl('pkey', '-in', keyFile, '-pubout', '-outform', 'DER')
  expect(fingerprint(certificate)).toBe(createHash('sha256').update(key).digest('hex'))
  expect(fingerprint(new X509Certificate(certificate.toString()))).toMatch(/^[0-9a-f]{64}$/)
})
