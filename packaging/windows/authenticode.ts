/**
 * Authenticode signatures of .exe and .msi, read by osslsigncode. Of what it prints only one line is read, and what isn't understood is
 * refused: its words change from version to version (2.5 and 2.9 were tried).
 */

import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { PackagingError, runTool, type ToolOutput } from '../tools.ts'
import { type FileSignature, readFileSignature } from './pkcs7.ts'

/** A folder that is gone when the work is done. */
async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-signature-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The signature in a file, whose signer did sign the digest that it names. That the file has this digest is for `hasItsDigest` or
 * `isVouchedFor` to say. Throws a PackagingError where there is none, or one that isn't sound in itself.
 */
export async function signatureOf(file: string): Promise<FileSignature> {
  await access(file).catch(() => {
    throw new PackagingError(`${file} can't be read`)
  })
  return withFolder(async (folder) => {
    const pem = join(folder, 'signature.pem')
    const { exitCode } = await runTool('osslsigncode', ['extract-signature', '-pem', '-in', file, '-out', pem], { expected: [0, 1, 255] })
    if (exitCode !== 0) throw new PackagingError(`${basename(file)} bears no Authenticode signature`)
    // As PEM, since in DER 2.5 leaves the zeros behind it that fill it up in the file.
    const signature = readFileSignature(Buffer.from((await readFile(pem, 'latin1')).replace(/^-----.*-----$/gm, ''), 'base64'))
    if (signature === undefined) throw new PackagingError(`${basename(file)}: its signature was not made by the key that it names`)
    return signature
  })
}

/** The file is, byte for byte, what was signed; but for the signature itself and the checksum, which no signature covers. */
export async function hasItsDigest(file: string, { fileDigest }: FileSignature): Promise<boolean> {
  const { stdout } = await verify(file, [])
  // Of an .msi it calculates two, and the first is the one that a signature is about. Where it isn't the signed one, more stands behind it.
  const line = /^Calculated (?:message digest|DigitalSignature) .*$/m.exec(stdout)?.[0] ?? ''
  const hex = /: ([0-9A-F]+) *$/.exec(line)?.[1] ?? ''
  return fileDigest.length > 0 && fileDigest.equals(Buffer.from(hex, 'hex'))
}

/**
 * The file is what was signed, this certificate signed it, and a chain leads from it, and from the time stamp's authority, to one of the
 * roots in `rootsFile` (PEM), valid at the time that is stamped. The certificate has to be named, since osslsigncode is content where one
 * of several nested signatures holds.
 */
export async function isVouchedFor(file: string, { signer }: FileSignature, rootsFile: string): Promise<boolean> {
  const leaf = signer.fingerprint256.replaceAll(':', '')
  const { exitCode } = await verify(file, ['-CAfile', rootsFile, '-TSA-CAfile', rootsFile, '-require-leaf-hash', `sha256:${leaf}`])
  return exitCode === 0
}

async function verify(file: string, args: readonly string[]): Promise<ToolOutput> {
  // From 2.6 on it would fetch revocation lists. A build asks nobody; 2.9 can be told so, and those between refuse where they get none.
  const { stdout } = await runTool('osslsigncode', ['verify', '--help'], { expected: [0, 1, 255] })
  const offline = stdout.includes('-ignore-crl') ? ['-ignore-crl'] : []
  return runTool('osslsigncode', ['verify', ...offline, ...args, '-in', file], { expected: [0, 1, 255] })
}
