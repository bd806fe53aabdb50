import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasItsDigest, signatureOf } from '../../packaging/windows/authenticode.ts'
import { checkedWindowsBase, microsoftRoot } from '../../packaging/windows/base.ts'
import { because, type KeyPair, makeCertificate, nodeBase, nodeMissing, osslsigncodeMissing, workFolder } from './windows-fixtures.ts'

const openJs = '/C=US/ST=California/L=San Francisco/O=OpenJS Foundation/CN=OpenJS Foundation'
const missing = nodeMissing ?? osslsigncodeMissing
/** In the code, as good as any other. */
const SOMEWHERE = 20_000_000

test("Microsoft's root is the one that it gives out", () => {
  const { fingerprint256, subject } = new X509Certificate(readFileSync(microsoftRoot))
  expect(fingerprint256.replaceAll(':', '')).toBe('5367F20C7ADE0E2BCA790915056D086B720C33C1FA2A2661ACF787E3292E1270')
  expect(subject).toContain('CN=Microsoft Identity Verification Root Certificate Authority 2020')
})

describe.skipIf(missing !== undefined)(`Node for Windows before it is used${because(missing)}`, () => {
  const { nodeExe, version } = nodeBase()
  let folder: string
  let bare: string
  let stranger: KeyPair
  let falseOpenJs: KeyPair

  beforeAll(async () => {
    folder = await workFolder('base')
    bare = join(folder, 'bare.exe')
    stranger = makeCertificate(folder, 'stranger')
    falseOpenJs = makeCertificate(folder, 'false', { subject: openJs })
    await checkedWindowsBase({ nodeExe, outFile: bare, version })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const at = (name: string) => join(folder, name)
  const signed = (name: string, { certificate, key }: KeyPair): string => {
    execFileSync('osslsigncode', ['sign', '-h', 'sha256', '-certs', certificate, '-key', key, '-in', bare, '-out', at(name)])
    return at(name)
  }
  const replaced = (name: string, change: (write: (position: number, bytes: Uint8Array) => void) => void): string => {
    copyFileSync(nodeExe, at(name))
    const file = openSync(at(name), 'r+')
    change((position, bytes) => writeSync(file, bytes, 0, bytes.length, position))
    closeSync(file)
    return at(name)
  }
  const flipped = (position: number) => {
    const [file, byte] = [openSync(nodeExe, 'r'), Buffer.alloc(1)]
    readSync(file, byte, 0, 1, position)
    closeSync(file)
    return Buffer.from([(byte[0] ?? 0) ^ 1])
  }
  const refusal = async (file: string, wanted = version) => {
    const outFile = at('refused.exe')
    const message = await checkedWindowsBase({ nodeExe: file, outFile, version: wanted }).then(
      () => 'accepted',
      (error: Error) => error.message,
    )
    expect(existsSync(outFile)).toBe(false)
    if (file !== nodeExe) rmSync(file)
    return message
  }

  test('the genuine one is accepted, and what comes of it is the same but for signature and checksum', async () => {
    const outFile = at('again.exe')
    const { signer } = await checkedWindowsBase({ nodeExe, outFile, version })
    expect(signer.issuer).toContain('O=Microsoft Corporation')
    const [before, after] = [readFileSync(nodeExe), readFileSync(outFile)]
    const optionalHeader = before.readUInt32LE(0x3c) + 24
    for (const bytes of [before, after]) {
      bytes.fill(0, optionalHeader + 64, optionalHeader + 68)
      // The entry of the data directory that says where the signature lies.
      bytes.fill(0, optionalHeader + 144, optionalHeader + 152)
    }
    expect(before.subarray(0, after.length).equals(after)).toBe(true)
    rmSync(outFile)
  })

  test('another version is refused, though it is genuine', async () => {
    expect(await refusal(nodeExe, '24.0.0')).toBe(`node.exe is Node ${version}, and 24.0.0 is wanted`)
  })

  test('one byte changed', async () => {
    const file = replaced('changed.exe', (write) => write(SOMEWHERE, flipped(SOMEWHERE)))
    expect(await refusal(file)).toBe('changed.exe is not what the OpenJS Foundation signed: a byte of it changed, or its signer is false')
  })

  test('one byte changed, and the digest in the signature mended after it', async () => {
    const { fileDigest } = await signatureOf(nodeExe)
    const altered = replaced('altered.exe', (write) => write(SOMEWHERE, flipped(SOMEWHERE)))
    const says = spawnSync('osslsigncode', ['verify', '-in', altered], { encoding: 'utf8' }).stdout
    const digest = Buffer.from(/Calculated message digest *: ([0-9A-F]{64})/.exec(says)?.[1] ?? '', 'hex')
    const bytes = readFileSync(altered)
    const position = bytes.lastIndexOf(fileDigest)
    expect([digest.length, position > statSync(bare).size]).toEqual([32, true])
    rmSync(altered)
    const file = replaced('mended.exe', (write) => {
      write(SOMEWHERE, flipped(SOMEWHERE))
      write(position, digest)
    })
    expect(await refusal(file)).toBe('mended.exe: its signature was not made by the key that it names')
  })

  test('without a signature', async () => {
    copyFileSync(bare, at('unsigned.exe'))
    expect(await refusal(at('unsigned.exe'))).toBe('unsigned.exe bears no Authenticode signature')
  })

  test('cut off', async () => {
    const file = replaced('cut.exe', () => {})
    execFileSync('truncate', ['--size=-9000', file])
    expect(await refusal(file)).toMatch(/^cut\.exe(?: bears no|: its signature)/)
  })

  test('no executable at all, and no file', async () => {
    await expect(checkedWindowsBase({ nodeExe: at('nowhere.exe'), outFile: at('refused.exe'), version })).rejects.toThrow(
      /nowhere\.exe can't be read$/,
    )
    copyFileSync(microsoftRoot, at('root.exe'))
    expect(await refusal(at('root.exe'))).toBe('root.exe bears no Authenticode signature')
  })

  test('signed by somebody else', async () => {
    const file = signed('other.exe', stranger)
    expect(await refusal(file)).toBe("other.exe is signed by O=Example, CN=stranger, not by Node's OpenJS Foundation")
  })

  test("signed by somebody who took OpenJS Foundation's name", async () => {
    const file = signed('false.exe', falseOpenJs)
    const signature = await signatureOf(file)
    expect(await hasItsDigest(file, signature)).toBe(true)
    expect(await refusal(file)).toBe('false.exe is not what the OpenJS Foundation signed: a byte of it changed, or its signer is false')
  })

  test('signed by him, with the genuine signature nested in it, with which osslsigncode alone is content', async () => {
    const genuine = at('genuine.p7')
    execFileSync('osslsigncode', ['extract-signature', '-in', nodeExe, '-out', genuine])
    const [single, nested] = [signed('single.exe', falseOpenJs), at('nested.exe')]
    // It ends with 1 since the first of them is false, and has put in the second.
    spawnSync('osslsigncode', ['attach-signature', '-nest', '-sigin', genuine, '-in', single, '-out', nested])
    rmSync(single)
    const offline = spawnSync('osslsigncode', ['verify', '--help'], { encoding: 'utf8' }).stdout.includes('-ignore-crl')
      ? ['-ignore-crl']
      : []
    const roots = ['-CAfile', microsoftRoot, '-TSA-CAfile', microsoftRoot]
    expect(spawnSync('osslsigncode', ['verify', ...offline, ...roots, '-in', nested]).status).toBe(0)
    expect(await refusal(nested)).toMatch(/^nested\.exe is not what the OpenJS Foundation signed/)
  })
})
