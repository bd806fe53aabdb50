import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sign, verifySigned } from '../../packaging/windows/sign.ts'
import { signingFrom } from '../../packaging/windows/signing-settings.ts'
import { basePackages } from '../windows/base.ts'
import { because, type KeyPair, makeCertificate, nodeMissing, osslsigncodeMissing, workFolder } from './windows-fixtures.ts'

/** Debian's packages: softhsm2, opensc, libengine-pkcs11-openssl. */
const module = '/usr/lib/softhsm/libsofthsm2.so'
const engine = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/engines-3/pkcs11.so`
const tools = ['/usr/bin/softhsm2-util', '/usr/bin/pkcs11-tool', module, engine]
const absent = tools.find((each) => !existsSync(each))
const missing = nodeMissing ?? osslsigncodeMissing ?? (absent === undefined ? undefined : `${absent} is not installed`)
const noEngine = /^osslsigncode 2\.[0-5],/.test(spawnSync('osslsigncode', ['--version'], { encoding: 'utf8' }).stdout ?? '')
  ? 'osslsigncode 2.5 takes its path for its name'
  : undefined
const PIN = '271828'

describe.skipIf(missing !== undefined)(`signing with a key that stays in its token (SoftHSM)${because(missing)}`, () => {
  let folder: string
  let pair: KeyPair
  let executable: string

  beforeAll(async () => {
    folder = await workFolder('token')
    pair = makeCertificate(folder, 'token')
    executable = join(folder, 'library.exe')
    copyFileSync(join(basePackages, '@koromix/koffi-win32-x64/win32_x64/koffi.node'), executable)
    mkdirSync(join(folder, 'tokens'))
    writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\n`)
    writeFileSync(join(folder, 'pin'), `${PIN}\n`)
    const env = { ...process.env, SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
    const run = (file: string, ...args: string[]) => execFileSync(file, args, { env, stdio: 'ignore' })
    run('softhsm2-util', '--init-token', '--free', '--label', 'signer', '--pin', PIN, '--so-pin', '314159')
    run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', pair.key, '-out', join(folder, 'key.p8'))
    run('softhsm2-util', '--import', join(folder, 'key.p8'), '--token', 'signer', '--label', 'key', '--id', '01', '--pin', PIN)
    run('openssl', 'x509', '-in', pair.certificate, '-outform', 'DER', '-out', join(folder, 'certificate.der'))
    const object = ['--write-object', join(folder, 'certificate.der'), '--type', 'cert', '--label', 'key', '--id', '01']
    run('pkcs11-tool', '--module', module, '--token-label', 'signer', '--login', '--pin', PIN, ...object)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const signWith = async (env: Readonly<Record<string, string>>) => {
    vi.stubEnv('SOFTHSM2_CONF', join(folder, 'softhsm2.conf'))
    const token = { CODE_SIGN_PKCS11_MODULE: module, CODE_SIGN_KEY: 'pkcs11:token=signer;object=key;type=private' }
    const signing = await signingFrom({ ...token, CODE_SIGN_PASSWORD_FILE: join(folder, 'pin'), ...env })
    expect(signing?.args.join(' ')).not.toContain(PIN)
    await sign({ inFile: executable, outFile: join(folder, 'signed.exe'), description: 'Terminal Preflight' }, signing ?? { args: [] })
    await verifySigned(join(folder, 'signed.exe'), new X509Certificate(readFileSync(pair.certificate)))
  }
  const certificateInside = { CODE_SIGN_PKCS11_CERT: 'pkcs11:token=signer;object=key;type=cert' }

  test('the certificate is in the token too', () => signWith(certificateInside))
  test('the certificate lies in a file', () => signWith({ CODE_SIGN_CERT: pair.certificate }))
  test.skipIf(noEngine !== undefined)(`the engine is named${because(noEngine)}`, () =>
    signWith({ ...certificateInside, CODE_SIGN_PKCS11_ENGINE: engine }),
  )

  test('a wrong PIN, and a key that is not there', async () => {
    writeFileSync(join(folder, 'wrong'), '000000\n')
    const wrong = signWith({ ...certificateInside, CODE_SIGN_PASSWORD_FILE: join(folder, 'wrong') })
    await expect(wrong).rejects.toThrow(/^library\.exe could not be signed: [^\n]+$/)
    const absentKey = signWith({ ...certificateInside, CODE_SIGN_KEY: 'pkcs11:token=signer;object=other;type=private' })
    await expect(absentKey).rejects.toThrow(/^library\.exe could not be signed: [^\n]+$/)
    expect(readdirSync(folder)).not.toContain('signed.exe')
  })
})
