import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sign, verifySigned } from '../../packaging/windows/sign.ts'
import { type Signing, signingFrom } from '../../packaging/windows/signing-settings.ts'
import { basePackages } from '../windows/base.ts'
import { because, type KeyPair, makeCertificate, nodeMissing, osslsigncodeMissing, workFolder } from './windows-fixtures.ts'
import { startTimestampServer } from './windows-timestamps.ts'

const noMsi = spawnSync('msibuild', ['--version']).error === undefined ? undefined : 'msitools is not installed'
const missing = nodeMissing ?? osslsigncodeMissing ?? noMsi
const PASSWORD = 'one that nobody guesses'

describe.skipIf(missing !== undefined)(`signing${because(missing)}`, () => {
  let folder: string
  let plain: KeyPair
  let executable: string
  let installer: string

  beforeAll(async () => {
    folder = await workFolder('sign')
    plain = makeCertificate(folder, 'plain')
    // An executable like any other to Authenticode, and a hundredth of Node's size.
    executable = at('library.exe')
    copyFileSync(join(basePackages, '@koromix/koffi-win32-x64/win32_x64/koffi.node'), executable)
    installer = at('installer.msi')
    execFileSync('msibuild', [installer, '-s', 'Title', 'Author', 'x64;1033', '{12345678-1234-1234-1234-123456789ABC}'])
    writeFileSync(at('password'), `${PASSWORD}\n`)
    writeFileSync(at('wrong'), 'another\n')
    writeFileSync(at('empty'), '')
    openssl('pkcs8', '-topk8', '-in', plain.key, '-out', at('locked.key'), '-passout', `file:${at('password')}`)
    openssl('rsa', '-aes128', '-traditional', '-in', plain.key, '-out', at('old.key'), '-passout', `file:${at('password')}`)
    const container = ['pkcs12', '-export', '-inkey', plain.key, '-in', plain.certificate]
    openssl(...container, '-out', at('locked.p12'), '-passout', `file:${at('password')}`)
    openssl(...container, '-out', at('open.p12'), '-passout', 'pass:')
    openssl('crl2pkcs7', '-nocrl', '-certfile', plain.certificate, '-outform', 'DER', '-out', at('plain.p7b'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const certificateOf = ({ certificate }: KeyPair) => new X509Certificate(readFileSync(certificate))
  const withPair = async ({ certificate, key }: KeyPair): Promise<Signing> =>
    (await signingFrom({ CODE_SIGN_CERT: certificate, CODE_SIGN_KEY: key })) ?? { args: [] }
  const signed = async (name: string, signing: Signing, inFile = executable) => {
    const signer = await sign({ inFile, outFile: at(name), description: 'Terminal Preflight', url: 'https://preflight.example/' }, signing)
    return { file: at(name), signer }
  }
  /** Paths in the table below are names of files in the folder. */
  const settings = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([name, value]) => [name, existsSync(at(value)) ? at(value) : value]))

  describe('with every kind of certificate and key', () => {
    test.each<[name: string, env: Readonly<Record<string, string>>]>([
      ['PEM', { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'plain.key' }],
      [
        'PEM, with a password that is not needed',
        { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'plain.key', CODE_SIGN_PASSWORD_FILE: 'wrong' },
      ],
      ['PKCS #7', { CODE_SIGN_CERT: 'plain.p7b', CODE_SIGN_KEY: 'plain.key' }],
      ['an encrypted key', { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'locked.key', CODE_SIGN_PASSWORD_FILE: 'password' }],
      ['a key encrypted as of old', { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'old.key', CODE_SIGN_PASSWORD_FILE: 'password' }],
      ['PKCS #12', { CODE_SIGN_P12: 'locked.p12', CODE_SIGN_PASSWORD_FILE: 'password' }],
      ['PKCS #12 without a password', { CODE_SIGN_P12: 'open.p12' }],
    ])('%s', async (name, env) => {
      const signing = await signingFrom(settings(env))
      expect(signing?.args.join(' ')).not.toContain(PASSWORD)
      for (const inFile of [executable, installer]) {
        const { file, signer } = await signed(`${name}.out`, signing ?? { args: [] }, inFile)
        expect(signer.raw.equals(certificateOf(plain).raw)).toBe(true)
        await verifySigned(file, certificateOf(plain))
      }
    })

    test('an elliptic curve', async () => {
      const pair = makeCertificate(folder, 'curve', { key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] })
      const { file } = await signed('curve.exe', await withPair(pair))
      await verifySigned(file, certificateOf(pair))
    })

    test('one of a company, whose root nobody here knows', async () => {
      const root = makeCertificate(folder, 'root', { extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'] })
      openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('leaf.key'), '-out', at('leaf.csr'), '-subj', '/O=Example/CN=Leaf')
      writeFileSync(at('leaf.cnf'), 'extendedKeyUsage=codeSigning\nbasicConstraints=critical,CA:FALSE\n')
      const issue = ['-in', at('leaf.csr'), '-CA', root.certificate, '-CAkey', root.key, '-extfile', at('leaf.cnf'), '-out', at('leaf.pem')]
      openssl('x509', '-req', '-days', '2', ...issue)
      writeFileSync(at('chain.pem'), `${readFileSync(at('leaf.pem'), 'latin1')}${readFileSync(root.certificate, 'latin1')}`)
      const { file, signer } = await signed('leaf.exe', await withPair({ certificate: at('chain.pem'), key: at('leaf.key') }))
      expect(signer.subject).toBe('O=Example\nCN=Leaf')
      await verifySigned(file, certificateOf({ certificate: at('leaf.pem'), key: '' }))
    })
  })

  describe('what is signed', () => {
    const verifying = (file: string, pair: KeyPair) =>
      verifySigned(file, certificateOf(pair)).then(
        () => 'holds',
        (error: Error) => error.message,
      )
    const changed = (file: string, name: string, position: number) => {
      const bytes = readFileSync(file)
      bytes[position] = (bytes[position] ?? 0) ^ 1
      writeFileSync(at(name), bytes)
      return at(name)
    }

    test('does not hold any more with one byte changed', async () => {
      const [exe, msi] = [await signed('whole.exe', await withPair(plain)), await signed('whole.msi', await withPair(plain), installer)]
      for (const position of [0x200, 500_000, readFileSync(executable).length - 1]) {
        expect(await verifying(changed(exe.file, 'changed.exe', position), plain)).toBe('changed.exe was changed after it was signed')
      }
      const author = readFileSync(msi.file).indexOf('Author')
      expect(author).toBeGreaterThan(0)
      expect(await verifying(changed(msi.file, 'changed.msi', author), plain)).toBe('changed.msi was changed after it was signed')
      expect([await verifying(exe.file, plain), await verifying(msi.file, plain)]).toEqual(['holds', 'holds'])
    })

    test('does not hold with another byte in the signature itself', async () => {
      const { file } = await signed('sound.exe', await withPair(plain))
      // The last thing in it is the signature value; zeros may fill it up.
      const end = readFileSync(file).findLastIndex((byte) => byte !== 0)
      expect(await verifying(changed(file, 'unsound.exe', end - 16), plain)).toBe(
        'unsound.exe: its signature was not made by the key that it names',
      )
    })

    test('is not signed by another certificate, even one of the same key', async () => {
      const { file } = await signed('ours.exe', await withPair(plain))
      openssl(
        'req',
        '-x509',
        '-key',
        plain.key,
        '-out',
        at('twin.pem'),
        '-subj',
        '/O=Example/CN=plain',
        '-addext',
        'extendedKeyUsage=codeSigning',
      )
      expect(await verifying(file, { certificate: at('twin.pem'), key: '' })).toBe(
        'ours.exe is signed by another certificate: O=Example, CN=plain',
      )
      expect(await verifying(executable, plain)).toBe('library.exe bears no Authenticode signature')
      expect(await verifying(installer, plain)).toBe('installer.msi bears no Authenticode signature')
    })

    test('is left out where the certificate is not fit for it', async () => {
      const refusal = async (pair: KeyPair) => {
        const message = await signed('unfit.exe', await withPair(pair)).then(
          () => 'signed',
          (error: Error) => error.message,
        )
        expect(readdirSync(folder)).not.toContain('unfit.exe')
        return message
      }
      const server = makeCertificate(folder, 'server', { extensions: ['extendedKeyUsage=serverAuth'] })
      expect(await refusal(server)).toBe('The certificate is not for signing code: O=Example, CN=server')
      const general = makeCertificate(folder, 'general', { extensions: [] })
      expect(await refusal(general)).toBe('The certificate is not for signing code: O=Example, CN=general')
      openssl('x509', '-in', plain.certificate, '-signkey', plain.key, '-days', '-1', '-out', at('old.pem'))
      const old = await refusal({ certificate: at('old.pem'), key: plain.key })
      expect(old).toMatch(/^The certificate is valid from .*, not today: O=Example, CN=plain$/)
      expect(await refusal({ certificate: plain.certificate, key: server.key })).toMatch(/^library\.exe could not be signed: \S/)
    })

    test('bears the time of the server that is named, and of none where none is', async () => {
      const server = await startTimestampServer(folder)
      const pair = { CODE_SIGN_CERT: plain.certificate, CODE_SIGN_KEY: plain.key }
      await signed('untimed.exe', await withPair(plain))
      expect(server.requests()).toBe(0)
      const { file } = await signed('timed.exe', (await signingFrom({ ...pair, CODE_SIGN_TIMESTAMP_URL: server.url })) ?? { args: [] })
      expect(server.requests()).toBe(1)
      expect(await verifying(file, plain)).toBe('holds')
      expect(readFileSync(file).includes('Timestamps of a test')).toBe(true)
      const refusing = await signingFrom({ ...pair, CODE_SIGN_TIMESTAMP_URL: `${server.url}none` })
      await expect(signed('timed.exe', refusing ?? { args: [] })).rejects.toThrow(/^library\.exe could not be signed: /)
      await server.stop()
      expect(readdirSync(folder)).not.toContain('timed.exe')
    })
  })

  describe('settings', () => {
    test('nothing is set: nothing is signed', async () => {
      expect(await signingFrom({})).toBeNull()
      expect(await signingFrom({ PATH: '/bin', CODE_SIGN_CERT: '', CODE_SIGN_KEY: '' })).toBeNull()
    })

    const token = { CODE_SIGN_PKCS11_MODULE: 'password', CODE_SIGN_KEY: 'pkcs11:object=key' }
    test.each<[env: Readonly<Record<string, string>>, message: string]>([
      [{ CODE_SIGN_CERT: 'plain.pem' }, 'CODE_SIGN_KEY is missing: the private key of CODE_SIGN_CERT'],
      [{ CODE_SIGN_KEY: 'plain.key' }, 'CODE_SIGN_CERT is missing: the certificate for CODE_SIGN_KEY'],
      [{ CODE_SIGN_TIMESTAMP_URL: 'http://time.example' }, 'There is nothing to sign with: give CODE_SIGN_CERT'],
      [{ CODE_SIGN_PASSWORD_FILE: 'password' }, 'There is nothing to sign with: give CODE_SIGN_CERT'],
      [{ CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'nowhere.key' }, "CODE_SIGN_KEY can't be read: nowhere.key"],
      [{ CODE_SIGN_CERT: 'nowhere.pem', CODE_SIGN_KEY: 'plain.key' }, "CODE_SIGN_CERT can't be read: nowhere.pem"],
      [{ CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'plain.pem' }, 'CODE_SIGN_KEY is no private key in PEM: '],
      [{ CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'locked.key' }, 'CODE_SIGN_PASSWORD_FILE is missing: CODE_SIGN_KEY is encrypted'],
      [{ CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'old.key' }, 'CODE_SIGN_PASSWORD_FILE is missing: CODE_SIGN_KEY is encrypted'],
      [
        { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'locked.key', CODE_SIGN_PASSWORD_FILE: 'wrong' },
        "CODE_SIGN_PASSWORD_FILE doesn't open CODE_SIGN_KEY",
      ],
      [
        { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'old.key', CODE_SIGN_PASSWORD_FILE: 'empty' },
        "CODE_SIGN_PASSWORD_FILE doesn't open CODE_SIGN_KEY",
      ],
      [{ CODE_SIGN_P12: 'locked.p12', CODE_SIGN_KEY: 'plain.key' }, "CODE_SIGN_KEY can't be given beside CODE_SIGN_P12"],
      [{ CODE_SIGN_P12: 'nowhere.p12' }, "CODE_SIGN_P12 can't be read: nowhere.p12"],
      [{ CODE_SIGN_P12: 'open.p12', CODE_SIGN_TIMESTAMP_URL: 'time.example' }, 'CODE_SIGN_TIMESTAMP_URL is no address: time.example'],
      [{ CODE_SIGN_CERTIFICATE: 'plain.pem' }, 'CODE_SIGN_CERTIFICATE: there are CODE_SIGN_CERT, '],
      [{ CODE_SIGN_PKCS11_MODULE: 'password' }, 'CODE_SIGN_KEY is missing: pkcs11:'],
      [token, "CODE_SIGN_PASSWORD_FILE is missing: the file with the token's PIN"],
      [{ ...token, CODE_SIGN_PASSWORD_FILE: 'password' }, 'CODE_SIGN_PKCS11_CERT is missing: pkcs11:'],
      [
        { ...token, CODE_SIGN_KEY: 'pkcs11:object=key?pin-value=1234' },
        'A PIN in CODE_SIGN_KEY or CODE_SIGN_PKCS11_CERT can be read by others',
      ],
      [
        { CODE_SIGN_CERT: 'plain.pem', CODE_SIGN_KEY: 'plain.key', CODE_SIGN_PKCS11_CERT: 'pkcs11:' },
        "CODE_SIGN_PKCS11_CERT can't be given beside a key in a file",
      ],
    ])('%o', async (env, message) => {
      const refused = await signingFrom(settings(env)).then(
        () => 'accepted',
        (error: Error) => error.message,
      )
      expect(refused).toMatch(new RegExp(`^${message.replaceAll('.', '\\.')}`))
      expect(refused).not.toContain('\n')
    })

    test.each(['wrong', 'empty', ''])('a password that does not open the PKCS #12: %o', async (name) => {
      const signing = await signingFrom({ CODE_SIGN_P12: at('locked.p12'), CODE_SIGN_PASSWORD_FILE: name === '' ? '' : at(name) })
      const refused = sign({ inFile: executable, outFile: at('refused.exe'), description: 'x' }, signing ?? { args: [] })
      await expect(refused).rejects.toThrow(/^library\.exe could not be signed: [^\n]*password/i)
      expect(readdirSync(folder)).not.toContain('refused.exe')
    })
  })
})
