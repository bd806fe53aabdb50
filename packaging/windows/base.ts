/** Node for Windows, as it goes into the executable: proved to be Node's own before anything is made of it. */

import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { PackagingError, runTool } from '../tools.ts'
import { isVouchedFor, signatureOf } from './authenticode.ts'
import type { FileSignature } from './pkcs7.ts'

/**
 * Who signs Node for Windows, as the whole of the certificate's subject. The certificate itself can't be named: Microsoft's signing
 * service gives out a new one every three days.
 */
const NODES_SIGNER = ['C=US', 'ST=California', 'L=San Francisco', 'O=OpenJS Foundation', 'CN=OpenJS Foundation'].join('\n')

/**
 * Microsoft's root for those whose identity it verified, SHA-256 5367F20C7ADE0E2BCA790915056D086B720C33C1FA2A2661ACF787E3292E1270 (the
 * list of participants of Microsoft's Trusted Root Program). It is here because Debian's ca-certificates, which are for TLS, have not
 * got it; without it a chain ends unknown, and then osslsigncode does not even look whether the signer signed this digest.
 */
export const microsoftRoot = join(import.meta.dirname, 'microsoft-identity-verification-root-2020.pem')

export interface WindowsBase {
  /** node.exe as Node's project gave it out. */
  readonly nodeExe: string
  /** Where it goes without its signature, which would no longer hold; overwritten. */
  readonly outFile: string
  /** Node's version, like 24.21.0: an older one is signed as well. */
  readonly version: string
}

/**
 * Checks whose node.exe is, and that no byte of it changed, and only then takes its signature off. Returns that signature.
 * Throws a PackagingError where it isn't Node's, or not that version; then `outFile` is not written.
 */
export async function checkedWindowsBase({ nodeExe, outFile, version }: WindowsBase): Promise<FileSignature> {
  const signature = await signatureOf(nodeExe)
  const { subject } = signature.signer
  if (subject !== NODES_SIGNER) {
    throw new PackagingError(`${basename(nodeExe)} is signed by ${subject.replaceAll('\n', ', ')}, not by Node's OpenJS Foundation`)
  }
  if (!(await isVouchedFor(nodeExe, signature, microsoftRoot))) {
    throw new PackagingError(`${basename(nodeExe)} is not what the OpenJS Foundation signed: a byte of it changed, or its signer is false`)
  }
  const found = await versionOf(nodeExe)
  if (found !== version) throw new PackagingError(`${basename(nodeExe)} is Node ${found}, and ${version} is wanted`)
  await rm(outFile, { force: true })
  await runTool('osslsigncode', ['remove-signature', '-in', nodeExe, '-out', outFile])
  return signature
}

async function versionOf(file: string): Promise<string> {
  const { entries } = NtExecutableResource.from(NtExecutable.from(await readFile(file), { ignoreCert: true }))
  const [info] = Resource.VersionInfo.fromEntries(entries)
  const { fileVersionMS: high = 0, fileVersionLS: low = 0 } = info?.fixedInfo ?? {}
  return [high >>> 16, high & 0xffff, low >>> 16].join('.')
}
