/** Requests signed by openssl, and its own opinion of ours. */

import { execFile, spawnSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Signer } from '../../agent/cms/signer.ts'
import { folderWith } from '../profile/folder.ts'
import { type Issued, splitPem } from '../support/certificates.ts'

const openssl = promisify(execFile)

export const missingOpenssl = spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl is not installed'

export function signerFrom({ key, chain }: Issued): Signer {
  const [own, ...above] = splitPem(chain).map((pem) => new X509Certificate(pem))
  if (own === undefined) throw new RangeError('no certificate')
  return { key: createPrivateKey(key), certificates: [own, ...above] }
}

export interface OpensslOptions {
  readonly outform?: 'DER' | 'PEM'
  /** `-nodetach -binary` unless told otherwise. */
  readonly flags?: readonly string[]
}

export async function signByOpenssl(content: string, { key, cert, chain }: Issued, options: OpensslOptions = {}): Promise<Buffer> {
  const [, ...above] = splitPem(chain)
  const folder = folderWith({ content, key, cert, above: above.join('') })
  const path = (name: string) => join(folder, name)
  const { outform = 'DER', flags = ['-nodetach', '-binary'] } = options
  const files = ['-in', path('content'), '-signer', path('cert'), '-inkey', path('key'), '-out', path('signed')]
  if (above.length > 0) files.push('-certfile', path('above'))
  await openssl('openssl', ['cms', '-sign', ...flags, '-md', 'sha256', '-outform', outform, ...files])
  return readFile(path('signed'))
}

/** What openssl finds to be signed; throws where it refuses. */
export async function verifyByOpenssl(der: Buffer, root: string): Promise<string> {
  const folder = folderWith({ der, root })
  const files = ['-in', join(folder, 'der'), '-CAfile', join(folder, 'root'), '-out', join(folder, 'content')]
  await openssl('openssl', ['cms', '-verify', '-inform', 'DER', '-binary', '-purpose', 'any', ...files])
  return readFile(join(folder, 'content'), 'utf8')
}

/** A self-signed certificate that may both sign and be encrypted to, for a year from now; RSA-3072. */
export async function ownCertificate(name: string, kind: 'rsa' | 'ec'): Promise<Issued> {
  const folder = folderWith({})
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const newKey = kind === 'rsa' ? ['-newkey', 'rsa:3072'] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const extensions = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature,keyEncipherment']
  const subject = ['-utf8', '-subj', `/${name}`]
  await openssl('openssl', ['req', '-x509', '-nodes', '-days', '365', ...newKey, ...subject, ...extensions, '-keyout', key, '-out', cert])
  const pem = await readFile(cert, 'utf8')
  return { key: await readFile(key, 'utf8'), cert: pem, chain: pem, root: pem }
}
