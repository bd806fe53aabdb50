/** A key with its certificate, in one file: the one is never on the disk without the other. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Signer } from '../../agent/cms/signer.ts'
import { MOST_KEY_FILE_BYTES, readSigningKey } from '../../agent/identity/key-file.ts'
import { failureOf } from '../../checks/failure.ts'
import type { Purpose } from './certificate.ts'
import { KeysError, type KeysWarning } from './problem.ts'

export interface Pair {
  /** Of the file that it stands in. */
  readonly file: string
  readonly signer: Signer
  readonly warnings: readonly KeysWarning[]
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/** What this program made itself. */
export const ownFile = (purpose: Purpose) => `${purpose}.key`
/** What IT laid there instead; it comes first. Its password is the first line of a file beside it; none where there is none. */
const theirFile = (purpose: Purpose) => `${purpose}.p12`
const passwordFile = (purpose: Purpose) => `${purpose}.password`

/** Null where there is neither. Throws a KeysError; nothing is ever changed but rights that were too wide. */
export async function readPair(folder: string, purpose: Purpose): Promise<Pair | null> {
  const p12 = await readClosed(folder, theirFile(purpose))
  if (p12 !== null) return readTheirs(folder, purpose, p12)
  const own = await readClosed(folder, ownFile(purpose))
  return own === null ? null : readOwn(ownFile(purpose), own)
}

/** @returns PEM (RFC 7468), the key as PKCS#8 */
export function pairText({ key, certificates }: Signer): string {
  return `${key.export({ type: 'pkcs8', format: 'pem' })}${certificates.map(String).join('')}`
}

function readOwn(file: string, { content, warnings }: Content): Pair {
  const text = content.toString('latin1')
  try {
    const key = createPrivateKey(text)
    const [own, ...above] = (text.match(certificateBlock) ?? []).map((pem) => new X509Certificate(pem))
    if (own?.checkPrivateKey(key) === true) return { file, signer: { key, certificates: [own, ...above] }, warnings }
  } catch {
    // OpenSSL's words for it help nobody.
  }
  throw new KeysError({ code: 'damaged', file })
}

async function readTheirs(folder: string, purpose: Purpose, { content, warnings }: Content): Promise<Pair> {
  const file = theirFile(purpose)
  const password = await readClosed(folder, passwordFile(purpose))
  const read = await readSigningKey(content, firstLine(password?.content ?? Buffer.alloc(0)))
  if ('problem' in read) throw new KeysError({ code: 'key-file', file, problem: read.problem })
  return { file, signer: read.signer, warnings: [...warnings, ...(password?.warnings ?? [])] }
}

/** Spaces belong to a password; the line's end, in any system's way, doesn't. */
function firstLine(content: Buffer): string {
  return (
    content
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/, 1)[0] ?? ''
  )
}

interface Content {
  readonly content: Buffer
  readonly warnings: readonly KeysWarning[]
}

/** Group and others; on Windows, where the rights are the folder's, Node makes these bits up. */
const OTHERS = 0o077

/** Null where it isn't there. A restored backup or a careless copy opens a key to others: it is closed again, and said. */
async function readClosed(folder: string, file: string): Promise<Content | null> {
  const path = join(folder, file)
  try {
    const { mode, size } = await stat(path)
    if (size > MOST_KEY_FILE_BYTES) throw new KeysError({ code: 'key-file', file, problem: 'too-large' })
    const isOpen = process.platform !== 'win32' && (mode & OTHERS) !== 0
    if (isOpen) await chmod(path, 0o600)
    return { content: await readFile(path), warnings: isOpen ? [{ code: 'was-open-to-others', file }] : [] }
  } catch (error) {
    if (error instanceof KeysError) throw error
    const { code } = failureOf(error)
    if (code === 'ENOENT') return null
    throw new KeysError({ code: 'unreadable', file, failure: code })
  }
}
