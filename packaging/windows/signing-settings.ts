/** From the environment's CODE_SIGN_ variables: with which certificate and key packages are signed. They name files, never hold a secret. */

import { createPrivateKey } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { PackagingError } from '../tools.ts'

export interface Signing {
  /** For `osslsigncode sign`. No secret is in it: any process of the machine can read them. */
  readonly args: readonly string[]
}

const files = 'CODE_SIGN_CERT (PEM, or PKCS #7 in DER) and CODE_SIGN_KEY (PEM)'
const ways = `${files}; or CODE_SIGN_P12; or CODE_SIGN_PKCS11_MODULE, CODE_SIGN_KEY and CODE_SIGN_PKCS11_CERT or CODE_SIGN_CERT`

const names = [
  'CODE_SIGN_CERT',
  'CODE_SIGN_KEY',
  'CODE_SIGN_P12',
  'CODE_SIGN_PASSWORD_FILE',
  'CODE_SIGN_PKCS11_MODULE',
  'CODE_SIGN_PKCS11_ENGINE',
  'CODE_SIGN_PKCS11_CERT',
  'CODE_SIGN_TIMESTAMP_URL',
] as const
type Name = (typeof names)[number]
type Settings = Readonly<Partial<Record<Name, string>>>

/** These are names of files. */
const readable: readonly Name[] = [
  'CODE_SIGN_CERT',
  'CODE_SIGN_P12',
  'CODE_SIGN_PASSWORD_FILE',
  'CODE_SIGN_PKCS11_MODULE',
  'CODE_SIGN_PKCS11_ENGINE',
]

/**
 * Null: none of them is set (or all are empty), and nothing is to be signed. Throws a PackagingError that names what is missing, is too
 * much or can't be read. A time-stamp server is asked only where CODE_SIGN_TIMESTAMP_URL (RFC 3161) names one.
 */
export async function signingFrom(env: Readonly<Record<string, string | undefined>> = process.env): Promise<Signing | null> {
  const unknown = Object.keys(env).filter((name) => name.startsWith('CODE_SIGN_') && !names.some((known) => known === name))
  if (unknown.length > 0) throw new PackagingError(`${unknown.join(', ')}: there are ${names.join(', ')}`)
  const given = names.filter((name) => (env[name] ?? '') !== '')
  if (given.length === 0) return null
  const settings: Settings = Object.fromEntries(given.map((name) => [name, env[name]]))
  for (const name of readable) await refuseUnreadable(name, settings[name])
  const args = [...(await withKey(settings)), ...withPassword(settings), ...withTimestamp(settings)]
  return { args }
}

async function withKey(settings: Settings): Promise<string[]> {
  if (settings.CODE_SIGN_P12 !== undefined) return withContainer(settings, settings.CODE_SIGN_P12)
  return settings.CODE_SIGN_PKCS11_MODULE === undefined ? withFiles(settings) : withToken(settings, settings.CODE_SIGN_PKCS11_MODULE)
}

function withContainer(settings: Settings, container: string): string[] {
  refuse(settings, 'CODE_SIGN_P12', ['CODE_SIGN_CERT', 'CODE_SIGN_KEY', 'CODE_SIGN_PKCS11_MODULE', 'CODE_SIGN_PKCS11_CERT'])
  return ['-pkcs12', container]
}

async function withFiles(settings: Settings): Promise<string[]> {
  const { CODE_SIGN_CERT: certificate, CODE_SIGN_KEY: key } = settings
  refuse(settings, 'a key in a file', ['CODE_SIGN_PKCS11_CERT', 'CODE_SIGN_PKCS11_ENGINE'])
  if (certificate === undefined && key === undefined) throw new PackagingError(`There is nothing to sign with: give ${ways}`)
  if (certificate === undefined) throw new PackagingError('CODE_SIGN_CERT is missing: the certificate for CODE_SIGN_KEY')
  if (key === undefined) throw new PackagingError('CODE_SIGN_KEY is missing: the private key of CODE_SIGN_CERT')
  await refuseUnreadable('CODE_SIGN_KEY', key)
  await refuseLocked(key, settings.CODE_SIGN_PASSWORD_FILE)
  return ['-certs', certificate, '-key', key]
}

/** Where it can't open the key, osslsigncode asks for the password on a terminal, and waits for ever where nobody sits at one. */
async function refuseLocked(key: string, passwordFile: string | undefined): Promise<void> {
  const pem = await readFile(key, 'utf8')
  // osslsigncode leaves the end of the line out too.
  const passphrase = passwordFile === undefined ? undefined : (await readFile(passwordFile, 'utf8')).replace(/[\r\n]+$/, '')
  try {
    createPrivateKey({ key: pem, passphrase })
  } catch {
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw new PackagingError(`CODE_SIGN_KEY is no private key in PEM: ${key}`)
    throw new PackagingError(
      passwordFile === undefined
        ? 'CODE_SIGN_PASSWORD_FILE is missing: CODE_SIGN_KEY is encrypted'
        : "CODE_SIGN_PASSWORD_FILE doesn't open CODE_SIGN_KEY: another password is needed, or none",
    )
  }
}

/** The key stays in its token; CODE_SIGN_KEY and CODE_SIGN_PKCS11_CERT name what is in there (RFC 7512). */
function withToken(settings: Settings, module: string): string[] {
  const { CODE_SIGN_KEY: key, CODE_SIGN_CERT: file, CODE_SIGN_PKCS11_CERT: inside, CODE_SIGN_PKCS11_ENGINE: engine } = settings
  if (key === undefined) throw new PackagingError('CODE_SIGN_KEY is missing: pkcs11:… of the key in the token of CODE_SIGN_PKCS11_MODULE')
  if ([key, inside ?? ''].some((uri) => uri.includes('pin-value'))) {
    throw new PackagingError('A PIN in CODE_SIGN_KEY or CODE_SIGN_PKCS11_CERT can be read by others: put it into CODE_SIGN_PASSWORD_FILE')
  }
  if (settings.CODE_SIGN_PASSWORD_FILE === undefined && !key.includes('pin-source')) {
    throw new PackagingError("CODE_SIGN_PASSWORD_FILE is missing: the file with the token's PIN")
  }
  if (inside === undefined && file === undefined) {
    throw new PackagingError('CODE_SIGN_PKCS11_CERT is missing: pkcs11:… of the certificate, or CODE_SIGN_CERT where it lies in a file')
  }
  if (inside !== undefined) refuse(settings, 'CODE_SIGN_PKCS11_CERT', ['CODE_SIGN_CERT'])
  return [
    ...(engine === undefined ? [] : ['-pkcs11engine', engine]),
    ...['-pkcs11module', module, '-key', key],
    ...(inside === undefined ? ['-certs', file ?? ''] : ['-pkcs11cert', inside]),
  ]
}

function withPassword({ CODE_SIGN_PASSWORD_FILE: file }: Settings): string[] {
  return file === undefined ? [] : ['-readpass', file]
}

function withTimestamp({ CODE_SIGN_TIMESTAMP_URL: url }: Settings): string[] {
  if (url === undefined) return []
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new PackagingError(`CODE_SIGN_TIMESTAMP_URL is no address: ${url}`)
  return ['-ts', url]
}

function refuse(settings: Settings, beside: string, unwanted: readonly Name[]): void {
  const found = unwanted.filter((name) => settings[name] !== undefined)
  if (found.length > 0) throw new PackagingError(`${found.join(' and ')} can't be given beside ${beside}: give ${ways}`)
}

async function refuseUnreadable(name: Name, file: string | undefined): Promise<void> {
  if (file === undefined) return
  await access(file, constants.R_OK).catch(() => {
    throw new PackagingError(`${name} can't be read: ${file}`)
  })
}
