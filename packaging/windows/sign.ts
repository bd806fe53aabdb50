/** Authenticode signatures of ours, on .exe and .msi. */

import type { X509Certificate } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { PackagingError, runTool } from '../tools.ts'
import { hasItsDigest, signatureOf } from './authenticode.ts'
import type { Signing } from './signing-settings.ts'

export interface ToSign {
  readonly inFile: string
  /** Another one than `inFile`; overwritten. Nothing may change it afterwards. */
  readonly outFile: string
  /** What Windows calls the program where it asks whether to run it. */
  readonly description: string
  /** Where one can read more of it. */
  readonly url?: string
}

/** id-kp-codeSigning (RFC 5280 section 4.2.1.12) */
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'

/**
 * Signs with SHA-256, and looks at what came of it. Returns the certificate that it is signed with. Two signatures of the same file differ,
 * by their time. Throws a PackagingError, and leaves no `outFile`, where the key, its password or the certificate isn't right.
 */
export async function sign({ inFile, outFile, description, url }: ToSign, { args }: Signing): Promise<X509Certificate> {
  await rm(outFile, { force: true })
  const about = ['-n', description, ...(url === undefined ? [] : ['-i', url])]
  const command = ['sign', '-h', 'sha256', ...about, ...args, '-in', inFile, '-out', outFile]
  const { exitCode, stdout, stderr } = await runTool('osslsigncode', command, { expected: [0, 1, 255] })
  try {
    if (exitCode !== 0) throw new PackagingError(`${basename(inFile)} could not be signed: ${reasonIn(stderr) ?? reasonIn(stdout)}`)
    const { signer } = await signatureOf(outFile)
    refuseUnfit(signer)
    await verifySigned(outFile, signer)
    return signer
  } catch (error) {
    await rm(outFile, { force: true })
    throw error
  }
}

/**
 * Throws a PackagingError unless the file, as it is now, is what the key of this certificate signed. Whether Windows trusts the certificate
 * is not asked: its root may be one of a company's own.
 */
export async function verifySigned(file: string, certificate: X509Certificate): Promise<void> {
  const signature = await signatureOf(file)
  if (!signature.signer.raw.equals(certificate.raw)) {
    throw new PackagingError(`${basename(file)} is signed by another certificate: ${oneLine(signature.signer.subject)}`)
  }
  if (!(await hasItsDigest(file, signature))) throw new PackagingError(`${basename(file)} was changed after it was signed`)
}

/** Windows would say of each that the publisher is unknown. */
function refuseUnfit(certificate: X509Certificate): void {
  const subject = oneLine(certificate.subject)
  // node:crypto calls extended key usage so.
  if (certificate.keyUsage?.includes(CODE_SIGNING) !== true) throw new PackagingError(`The certificate is not for signing code: ${subject}`)
  const now = Date.now()
  if (now < certificate.validFromDate.getTime() || now > certificate.validToDate.getTime()) {
    throw new PackagingError(`The certificate is valid from ${certificate.validFrom} to ${certificate.validTo}, not today: ${subject}`)
  }
}

/** The line in which osslsigncode itself says why; OpenSSL's own begin with a number. */
function reasonIn(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.find((line) => line !== '' && !/^[0-9A-F]{8,}:|^Failed$|^Engine "|^Connecting to|^Use the "/.test(line))
}

function oneLine(subject: string): string {
  return subject.replaceAll('\n', ', ')
}
