import { describe, expect, test } from 'vitest'
import { sequence, setOf } from '../../agent/cms/der-write.ts'
import { oids } from '../../agent/cms/oids.ts'
import { signDetached, signEnclosed } from '../../agent/cms/sign.ts'
import { encodeAlgorithm, encodeSignedData, type SignedParts } from '../../agent/cms/sign-structure.ts'
import { type SignatureProblem, verifyDetached, verifyEnclosed } from '../../agent/cms/verify.ts'
import { readSignedData } from '../../agent/cms/verify-read.ts'
import { authority, type KeyKind, make, opensslSign, signerOf } from './sign-with.ts'
import { attributesOf, encodeWith, filterAttributes, hashOf, identifierOf, mirrored, signedParts } from './verify-forged.ts'
import { pkijsSign, pkijsVerifies } from './verify-pkijs.ts'

const manifest = Buffer.from('{"format":"terminal-preflight/bundle/1"}\n')
const now = Date.UTC(2026, 10, 28, 8)
const pss = ['-keyopt', 'rsa_padding_mode:pss']

const root = make({ name: 'Root', extensions: authority, ownKey: true })
const leaf = make({ name: 'Desk', issuer: root })

const problem = (code: SignatureProblem) => ({ problem: code })

describe('what is accepted', () => {
  const kinds: KeyKind[] = ['rsa-2048', 'rsa-3072', 'ec-p256', 'ec-p384', 'ec-p521']

  test.each(kinds)('%s, signed here, detached and enclosed', async (kind) => {
    const device = make({ kind })
    const expected = { signingTimeMs: now, certificatesBound: true }
    const verified = await verifyDetached(await signDetached(manifest, signerOf(device), now + 789), manifest)
    expect(verified).toMatchObject(expected)
    expect('signer' in verified && verified.signer.raw.equals(device.certificate.raw)).toBe(true)
    expect(await verifyEnclosed(await signEnclosed(manifest, signerOf(device), now))).toMatchObject({ ...expected, content: manifest })
  })

  const foreign: [KeyKind, readonly string[], string][] = [
    ['rsa-2048', [], 'rsa sha256'],
    ['rsa-2048', ['-keyid'], 'rsa sha256'],
    ['rsa-2048', ['-cades'], 'rsa sha256'],
    ['rsa-2048', ['-md', 'sha512'], 'rsa sha512'],
    ['rsa-2048', pss, 'rsa-pss sha256'],
    ['rsa-2048', [...pss, '-keyopt', 'rsa_pss_saltlen:20'], 'rsa-pss sha256'],
    ['rsa-2048', [...pss, '-keyopt', 'rsa_pss_saltlen:digest', '-md', 'sha384'], 'rsa-pss sha384'],
    ['ec-p256', [], 'ecdsa sha256'],
    ['ec-p384', ['-md', 'sha384'], 'ecdsa sha384'],
    ['ec-p521', ['-md', 'sha512'], 'ecdsa sha512'],
  ]
  test.each(foreign)('%s, by openssl with %j', async (kind, options, signatureAlgorithm) => {
    const device = make({ kind })
    const certificatesBound = options.includes('-cades')
    const expected = { signatureAlgorithm, certificatesBound }
    expect(await verifyDetached(opensslSign(manifest, device, ...options), manifest)).toMatchObject(expected)
    expect(await verifyEnclosed(opensslSign(manifest, device, '-nodetach', ...options))).toMatchObject({ ...expected, content: manifest })
  })

  test.each(['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'ECDSA'] as const)('%s, by pkijs', async (scheme) => {
    const signature = await pkijsSign(manifest, make({ kind: scheme === 'ECDSA' ? 'ec-p256' : 'rsa-2048' }), scheme)
    expect(await verifyDetached(signature, manifest)).toMatchObject({ signingTimeMs: Date.UTC(2026, 0, 2, 3, 4, 5) })
  })

  test('pkijs accepts ours', async () => {
    const signature = await signDetached(manifest, signerOf(leaf), now)
    expect(await pkijsVerifies(signature, manifest, [root.certificate])).toBe(true)
  })

  test('a chain comes in its order, whatever the order inside', async () => {
    const issuing = make({ name: 'Issuing', issuer: root, extensions: authority, ownKey: true })
    const desk = make({ name: 'Desk', issuer: issuing })
    const verified = await verifyDetached(await signDetached(manifest, signerOf(desk, root, issuing), now), manifest)
    const subjects = 'certificates' in verified ? verified.certificates.map(({ subject }) => subject) : []
    expect(subjects).toEqual(['CN=Desk', 'CN=Issuing', 'CN=Root'])
  })
})

describe('what is refused', () => {
  const device = make()
  const ours = () => signDetached(manifest, signerOf(device), now)

  test('another content, none, one too many', async () => {
    expect(await verifyDetached(await ours(), Buffer.from('{}'))).toEqual(problem('content'))
    expect(await verifyDetached(await signEnclosed(manifest, signerOf(device), now), manifest)).toEqual(problem('content-place'))
    expect(await verifyEnclosed(await ours())).toEqual(problem('content-place'))
  })

  test("another's certificate under the same name and number", async () => {
    const parts = read(await ours())
    const stranger = make({ ownKey: true })
    const named = { ...parts, certificates: [stranger.certificate.raw], signerIdentifier: identifierOf(stranger) }
    expect(await verifyDetached(encodeSignedData(named), manifest)).toEqual(problem('signature'))
    expect(await verifyDetached(encodeSignedData({ ...named, signerIdentifier: parts.signerIdentifier }), manifest)).toEqual(
      problem('no-certificate'),
    )
  })

  const weak: [string, SignatureProblem, () => Buffer][] = [
    ['SHA-1', 'weak', () => opensslSign(manifest, make({ kind: 'rsa-2048' }), '-md', 'sha1')],
    ['MD5', 'weak', () => opensslSign(manifest, make({ kind: 'rsa-2048' }), '-md', 'md5')],
    ['RSA-1024', 'weak', () => opensslSign(manifest, make({ kind: 'rsa-1024' }))],
    ['SHA3', 'unsupported', () => opensslSign(manifest, make({ kind: 'rsa-2048' }), '-md', 'sha3-256')],
    ['no signed attributes', 'attributes', () => opensslSign(manifest, device, '-noattr')],
    ['no certificate', 'no-certificate', () => opensslSign(manifest, device, '-nocerts')],
    ['two signers', 'several-signers', () => opensslSign(manifest, device, '-signer', leaf.certificateFile, '-inkey', leaf.keyFile)],
    ['a receipt', 'content-type', () => opensslSign(manifest, device, '-econtent_type', '1.2.840.113549.1.9.16.1.1')],
    ['BER', 'not-der', () => opensslSign(manifest, device, '-nodetach', '-stream')],
    ['somebody else on the chain', 'unaccounted', () => opensslSign(manifest, leaf)],
    ['nothing', 'not-cms', () => Buffer.alloc(0)],
    ['a certificate', 'not-cms', () => device.certificate.raw],
  ]
  test.each(weak)('%s: %s', async (_name, code, sign) => {
    expect(await verifyDetached(sign(), manifest)).toEqual(problem(code))
  })

  test('a leaf without its issuer is only refused where every bit has to be accounted for', async () => {
    const signature = opensslSign(manifest, leaf)
    expect(await verifyDetached(signature, manifest, { accounted: false })).toMatchObject({ certificatesBound: false })
    expect(await verifyDetached(opensslSign(manifest, leaf, '-certfile', root.certificateFile), manifest)).toMatchObject({
      certificatesBound: false,
    })
  })

  test('an issuer of the right name that did not sign', async () => {
    const impostor = make({ name: 'Root', extensions: authority, ownKey: true })
    const signature = opensslSign(manifest, leaf, '-certfile', impostor.certificateFile)
    expect(await verifyDetached(signature, manifest, { accounted: false })).toEqual(problem('certificates'))
  })

  test('bytes behind it, a byte less, too many bytes', async () => {
    const signature = await ours()
    expect(await verifyDetached(Buffer.concat([signature, Buffer.alloc(1)]), manifest)).toEqual(problem('not-cms'))
    expect(await verifyDetached(signature.subarray(0, -1), manifest)).toEqual(problem('not-cms'))
    expect(await verifyDetached(Buffer.alloc(65_537), manifest)).toEqual(problem('too-large'))
    expect(await verifyEnclosed(Buffer.alloc(262_145))).toEqual(problem('too-large'))
  })

  test('eleven certificates', async () => {
    const others = Array.from({ length: 10 }, (_, at) => make({ name: `Authority ${at}`, extensions: authority }))
    expect(await verifyDetached(await signDetached(manifest, signerOf(device, ...others), now), manifest)).toEqual(
      problem('too-many-certificates'),
    )
    expect(await verifyDetached(await signDetached(manifest, signerOf(device, ...others.slice(1)), now), manifest)).toMatchObject({
      certificatesBound: true,
    })
  })

  test('what is never written: lists, unsigned attributes, other versions, other digests', async () => {
    const parts = signedParts(manifest, device)
    const verified = (extras: Parameters<typeof encodeWith>[1]) => verifyDetached(encodeWith(parts, extras), manifest)
    expect(await verified({})).toMatchObject({ certificatesBound: true })
    expect(await verified({ unsigned: attributesOf(manifest, device) })).toEqual(problem('unsupported'))
    expect(await verified({ lists: sequence() })).toEqual(problem('unsupported'))
    expect(await verified({ version: 3 })).toEqual(problem('not-der'))
    expect(await verified({ digestAlgorithms: setOf() })).toEqual(problem('not-der'))
  })

  const all = attributesOf(manifest, device)
  test.each([
    ['no signing time', filterAttributes(all, (oid) => oid !== oids.signingTime)],
    ['no digest', filterAttributes(all, (oid) => oid !== oids.messageDigest)],
    ['no content type', filterAttributes(all, (oid) => oid !== oids.contentType)],
    ['the digest twice', Buffer.concat([all, filterAttributes(all, (oid) => oid === oids.messageDigest)])],
    ['the certificates twice', Buffer.concat([all, filterAttributes(all, (oid) => oid === oids.signingCertificateV2)])],
  ])('%s', async (_name, attributes) => {
    expect(await verifyDetached(encodeSignedData(signedParts(manifest, device, { attributes })), manifest)).toEqual(problem('attributes'))
  })

  test('a list of certificates that begins with another, or names one that is not there', async () => {
    const certificates = [leaf.certificate.raw, root.certificate.raw]
    const verified = (...hashes: Buffer[]) => {
      const attributes = attributesOf(manifest, leaf, { certificateHashes: hashes })
      return verifyDetached(encodeSignedData(signedParts(manifest, leaf, { certificates, attributes })), manifest)
    }
    expect(await verified(hashOf(leaf), hashOf(root))).toMatchObject({ certificatesBound: true })
    expect(await verified(hashOf(leaf))).toMatchObject({ certificatesBound: false })
    expect(await verified(hashOf(root), hashOf(leaf))).toEqual(problem('certificates'))
    expect(await verified(hashOf(leaf), hashOf(root), hashOf(device))).toEqual(problem('certificates'))
  })

  test('a signature with another digest than the attributes', async () => {
    const signatureAlgorithm = encodeAlgorithm(oids.ecdsaWithSha384, 'absent')
    expect(await verifyDetached(encodeSignedData(signedParts(manifest, device, { signatureAlgorithm })), manifest)).toEqual(
      problem('unsupported'),
    )
  })
})

test('the other solution of ECDSA verifies too: a signature is no name', async () => {
  const device = make()
  const parts = read(await signDetached(manifest, signerOf(device), now))
  expect(await verifyDetached(encodeSignedData({ ...parts, signature: mirrored(parts.signature) }), manifest)).toMatchObject({
    certificatesBound: true,
  })
})

function read(signature: Uint8Array): SignedParts {
  const parts = readSignedData(signature)
  if ('problem' in parts) throw new Error(parts.problem)
  return parts
}
