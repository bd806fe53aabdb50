/** Keys, certificates and openssl, for the tests of signing and verifying. */

import { execFileSync } from 'node:child_process'
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Signer } from '../../agent/cms/signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0

/** A file of its own, with these bytes in it. */
export function fileOf(bytes: string | Uint8Array): string {
  made += 1
  const path = join(folder, `${made}`)
  writeFileSync(path, bytes)
  return path
}

export function openssl(...args: readonly string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
}

export function opensslRefuses(...args: readonly string[]): boolean {
  try {
    openssl(...args)
    return false
  } catch {
    return true
  }
}

export const keyKinds = {
  'rsa-1024': ['RSA', 'rsa_keygen_bits:1024'],
  'rsa-2048': ['RSA', 'rsa_keygen_bits:2048'],
  'rsa-3072': ['RSA', 'rsa_keygen_bits:3072'],
  'rsa-4096': ['RSA', 'rsa_keygen_bits:4096'],
  'ec-p256': ['EC', 'ec_paramgen_curve:P-256'],
  'ec-p384': ['EC', 'ec_paramgen_curve:P-384'],
  'ec-p521': ['EC', 'ec_paramgen_curve:P-521'],
} as const
export type KeyKind = keyof typeof keyKinds

export interface Made {
  readonly key: KeyObject
  readonly keyFile: string
  readonly certificate: X509Certificate
  readonly certificateFile: string
}

const kept = new Map<KeyKind, string>()

/** One key of each kind a test file, unless another is asked for: RSA-4096 takes seconds to make. */
function keyFile(kind: KeyKind, isOwn: boolean): string {
  const [algorithm, option] = keyKinds[kind]
  const path = isOwn ? undefined : kept.get(kind)
  if (path !== undefined) return path
  const file = fileOf(openssl('genpkey', '-algorithm', algorithm, '-pkeyopt', option))
  if (!isOwn) kept.set(kind, file)
  return file
}

export interface Wanted {
  readonly kind?: KeyKind
  readonly name?: string
  /** Default: itself. */
  readonly issuer?: Made
  /** Lines of openssl's extension section. Default: those of a device's certificate. */
  readonly extensions?: readonly string[]
  /** YYYYMMDDHHMMSSZ */
  readonly from?: string
  readonly to?: string
  readonly digest?: string
  readonly ownKey?: boolean
  readonly key?: Made
}

export const authority = ['basicConstraints=critical,CA:true', 'keyUsage=critical,keyCertSign', 'subjectKeyIdentifier=hash']
export const signing = ['basicConstraints=critical,CA:false', 'keyUsage=critical,digitalSignature', 'subjectKeyIdentifier=hash']

/** A certificate by `openssl ca`, which alone takes any dates. */
export function make(wanted: Wanted = {}): Made {
  const { kind = 'ec-p256', name = 'Device', issuer, extensions = signing, digest = 'sha256', ownKey = false } = wanted
  const file = wanted.key?.keyFile ?? keyFile(kind, ownKey)
  const database = fileOf('')
  writeFileSync(`${database}.attr`, 'unique_subject = no\n')
  const config = fileOf(
    [
      '[ca]',
      'default_ca=own',
      '[own]',
      `database=${database}`,
      `new_certs_dir=${folder}`,
      'rand_serial=yes',
      'policy=any',
      'unique_subject=no',
      'email_in_dn=no',
      '[any]',
      'commonName=supplied',
      '[req]',
      'distinguished_name=dn',
      '[dn]',
      '[ext]',
      ...extensions,
    ].join('\n'),
  )
  const request = fileOf(openssl('req', '-new', '-config', config, '-key', file, '-subj', `/CN=${name}`))
  const certificateFile = fileOf('')
  const by = issuer === undefined ? ['-selfsign', '-keyfile', file] : ['-keyfile', issuer.keyFile, '-cert', issuer.certificateFile]
  const dates = ['-startdate', wanted.from ?? '20000101000000Z', '-enddate', wanted.to ?? '99991231235959Z']
  openssl(
    ...['ca', '-batch', '-notext', '-config', config, '-extensions', 'ext', '-md', digest, ...by, ...dates],
    ...['-in', request, '-out', certificateFile],
  )
  return {
    key: createPrivateKey(readFileSync(file)),
    keyFile: file,
    certificate: new X509Certificate(readFileSync(certificateFile)),
    certificateFile,
  }
}

/** The first one's key, with its certificate and those of the others. */
export function signerOf(first: Made, ...above: readonly Made[]): Signer {
  return { key: first.key, certificates: [first.certificate, ...above.map(({ certificate }) => certificate)] }
}

/** `openssl cms -sign`, detached unless the options say otherwise. */
export function opensslSign(content: Uint8Array, by: Made, ...options: readonly string[]): Buffer {
  const output = fileOf('')
  const [signer, key, input] = [by.certificateFile, by.keyFile, fileOf(content)]
  openssl('cms', '-sign', '-binary', '-in', input, '-signer', signer, '-inkey', key, '-outform', 'DER', '-out', output, ...options)
  return readFileSync(output)
}

export function opensslVerifyArguments(signature: Uint8Array, content: Uint8Array, ...options: readonly string[]): string[] {
  return ['cms', '-verify', '-inform', 'DER', '-in', fileOf(signature), '-content', fileOf(content), '-binary', ...options]
}
