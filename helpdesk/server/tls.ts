/** The certificate that the service shows, from two PEM files. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { badFileError, isUserError, noInputError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { quote } from '../../agent/cli/quote.ts'
import type { Io } from '../../checks/io.ts'

export interface Tls {
  /** PEM: its own certificate first, then those above it. */
  readonly cert: Buffer
  readonly key: Buffer
  readonly minVersion: 'TLSv1.2'
}

/** A chain has some 10 KB. */
const MOST_PEM_BYTES = 262_144

/** Null where neither is named. */
export async function readTls(cert: string | null, key: string | null, { files }: Pick<Io, 'files'>): Promise<Tls | null | UserError> {
  if (cert === null && key === null) return null
  if (cert === null || key === null) return usageError('--cert and --key go together: the certificate, and its private key')
  const [certificate, privateKey] = await Promise.all([readPem('--cert', cert, files), readPem('--key', key, files)])
  if (isUserError(certificate)) return certificate
  if (isUserError(privateKey)) return privateKey
  const problem = problemOf(certificate, privateKey)
  return problem === undefined
    ? { cert: certificate, key: privateKey, minVersion: 'TLSv1.2' }
    : badFileError(`--cert ${quote(cert)}, --key ${quote(key)}: ${problem}`)
}

async function readPem(flag: string, name: string, files: Io['files']): Promise<Buffer | UserError> {
  const read = await files.read(name, MOST_PEM_BYTES)
  if ('content' in read) return read.content
  return noInputError(`${flag} ${quote(name)} can't be read (${read.failure.code})`)
}

function problemOf(certificate: Buffer, key: Buffer): string | undefined {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)) ? undefined : 'the key is not that of the certificate'
  } catch {
    return 'no PEM certificate with its private key (without a password)'
  }
}
