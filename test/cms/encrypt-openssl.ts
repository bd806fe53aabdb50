/** What the tests of encryption share: keys, certificates, and openssl in a folder of their own. */

import { execFile, execFileSync } from 'node:child_process'
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import { type Opened, openEnvelope } from '../../agent/cms/decrypt.ts'
import { envelope } from '../../agent/cms/encrypt.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-encrypt-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

export const inFolder = (name: string) => join(folder, name)

export const missingOpenssl = ((): string | undefined => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'openssl does not run here'
  }
})()

/** In the name of what is skipped. */
export const because = missingOpenssl === undefined ? '' : ` (skipped: ${missingOpenssl})`

/** Runs in the folder: names of files need no path. What a person would see of it when it fails is in the error. */
export async function openssl(...args: readonly string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('openssl', args, {
    cwd: folder,
    encoding: 'buffer',
    timeout: 50_000,
    maxBuffer: 64 * 2 ** 20,
  })
  return stdout
}

/** Whose files are NAME.key and NAME.crt. */
export interface Person {
  readonly key: KeyObject
  readonly certificate: X509Certificate
}

/** RSA of so many bits, or any other algorithm with its options. A key of 3072 bits takes a second. */
export async function makePerson(name: string, algorithm: number | readonly [string, ...string[]] = 3072): Promise<Person> {
  const [kind, ...options] = typeof algorithm === 'number' ? ['RSA', '-pkeyopt', `rsa_keygen_bits:${algorithm}`] : algorithm
  await openssl('genpkey', '-algorithm', kind ?? '', ...options, '-out', `${name}.key`)
  // biome-ignore format: options in pairs
  await openssl('req', '-x509', '-new', '-key', `${name}.key`, '-out', `${name}.crt`, '-days', '30', '-subj', `/CN=${name}/O=Helpdesk`,
    '-addext', 'basicConstraints=critical,CA:FALSE')
  return {
    key: createPrivateKey(readFileSync(inFolder(`${name}.key`))),
    certificate: new X509Certificate(readFileSync(inFolder(`${name}.crt`))),
  }
}

export async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function enveloped(recipients: readonly Person[], content: Uint8Array, chunkSize?: number): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of envelope(
    recipients.map(({ certificate }) => certificate),
    chunksOf(content, chunkSize),
  )) {
    all.push(chunk)
  }
  return Buffer.concat(all)
}

interface Opening extends Pick<Person, 'key'> {
  readonly certificate?: X509Certificate
  readonly chunkSize?: number
  readonly maxBytes?: number
}

/** Also what came out, which counts only where `opened` is said. */
export async function opened(
  der: Uint8Array,
  { key, certificate, chunkSize, maxBytes = 2 ** 30 }: Opening,
): Promise<{ readonly result: Opened; readonly content: Buffer }> {
  const all: Buffer[] = []
  const opener = { key, maxBytes, ...(certificate === undefined ? {} : { certificate }) }
  const result = await openEnvelope(chunksOf(der, chunkSize), opener, (plain) => {
    all.push(plain)
  })
  return { result, content: Buffer.concat(all) }
}
