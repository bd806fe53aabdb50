import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRecipient } from '../../../agent/cms/recipient.ts'
import { signDetached } from '../../../agent/cms/sign.ts'
import { fingerprint } from '../../../agent/cms/trust.ts'
import { verifyDetached } from '../../../agent/cms/verify.ts'
import { type Keys, openKeys } from '../../../helpdesk/keys/open-keys.ts'
import { KeysError } from '../../../helpdesk/keys/problem.ts'
import { keysWarningText } from '../../../helpdesk/keys/problem-text.ts'

const YEAR_MS = 365 * 86_400_000
const nowMs = Date.parse('2026-11-28T08:00:00Z')
const clock = { wallMs: () => nowMs }
const wish = { name: 'Example helpdesk 支援台', kind: 'ec' } as const
const isWindows = process.platform === 'win32'
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

let root: string
let made: string
let keys: Keys
let next = 0

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'terminal-preflight-keys-'))
  made = join(root, 'made')
  keys = await openKeys(made, wish, clock)
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A copy of what was made, to be damaged. */
function copy(...without: string[]): string {
  const folder = join(root, `copy-${next++}`)
  mkdirSync(folder, { mode: 0o700 })
  for (const name of readdirSync(made)) {
    if (!without.includes(name)) writeFileSync(join(folder, name), readFileSync(join(made, name)), { mode: 0o600 })
  }
  return folder
}

async function problemOf(opening: Promise<Keys>) {
  const error: unknown = await opening.catch((reason: unknown) => reason)
  if (!(error instanceof KeysError)) throw new Error(`no KeysError: ${String(error)}`)
  expect(error.message).not.toMatch(/\{|\n/)
  return error.problem
}

describe('the helpdesk’s keys', () => {
  it('sign what terminals verify, and are encrypted to by them', async () => {
    const content = Buffer.from('a request')
    const signed = await verifyDetached(await signDetached(content, keys.signer, nowMs), content)
    expect(signed).not.toHaveProperty('problem')
    const read = readRecipient(Buffer.from(keys.encryptionCertificatePem), {
      nowMs,
      signerSpkiSha256: fingerprint(keys.signer.certificates[0]),
    })
    expect(read).toHaveProperty('recipient')
    expect(new X509Certificate(keys.encryptionCertificatePem).checkPrivateKey(createPrivateKey(keys.encryptionKeyPem))).toBe(true)
    expect(keys.signer.key.asymmetricKeyType).toBe('ec')
    expect(keys.warnings).toEqual([])
  })

  it('are for a terminal whose clock is some hours behind', () => {
    const read = readRecipient(Buffer.from(keys.encryptionCertificatePem), { nowMs: nowMs - 23 * 3_600_000 })
    expect(read).toHaveProperty('recipient')
  })

  it('stay what they are', async () => {
    const again = await openKeys(made, { name: 'another name', kind: 'rsa' }, clock)
    expect(again).toMatchObject({
      signingCertificatePem: keys.signingCertificatePem,
      encryptionCertificatePem: keys.encryptionCertificatePem,
      encryptionKeyPem: keys.encryptionKeyPem,
    })
  })

  it('are RSA of 3072 bits where that is asked for, of a name that no certificate can hold', async () => {
    const made = await openKeys(join(root, 'rsa'), { name: '\u0007', kind: 'rsa' }, clock)
    expect(made.signer.key.asymmetricKeyDetails?.modulusLength).toBe(3072)
    expect(made.encryption.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072)
    expect(made.signer.certificates[0].subject).toBe('CN=Helpdesk')
  })

  it.skipIf(!hasOpenssl)('have a certificate that openssl takes as what it is', () => {
    const purpose = execFileSync('openssl', ['x509', '-noout', '-purpose', '-ext', 'keyUsage,extendedKeyUsage'], {
      input: keys.signingCertificatePem,
    }).toString()
    expect(purpose).toMatch(/S\/MIME signing : Yes/)
    expect(purpose).toMatch(/S\/MIME encryption : No/)
    expect(purpose).toMatch(/SSL server : No/)
  })

  it.skipIf(isWindows)('are for the owner’s eyes alone', () => {
    expect(statSync(made).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(made)) expect([name, statSync(join(made, name)).mode & 0o777]).toEqual([name, 0o600])
  })

  it.skipIf(isWindows)('are closed again, and it is said', async () => {
    const folder = copy()
    chmodSync(join(folder, 'signing.key'), 0o644)
    chmodSync(folder, 0o755)
    const { warnings } = await openKeys(folder, wish, clock)
    expect(warnings).toEqual([{ code: 'was-open-to-others', file: 'signing.key' }])
    expect([statSync(folder).mode & 0o777, statSync(join(folder, 'signing.key')).mode & 0o777]).toEqual([0o700, 0o600])
  })

  it('are told to end 90 days before', async () => {
    const almost = { wallMs: () => nowMs + 10 * YEAR_MS - 80 * 86_400_000 }
    const { warnings } = await openKeys(made, wish, almost)
    expect(warnings.map(({ code, file }) => [code, file])).toEqual([
      ['ends-soon', 'encryption.key'],
      ['ends-soon', 'signing.key'],
    ])
    expect(keysWarningText(warnings[0] ?? { code: 'ended', file: '', validTo: '' }, 'zh-HK')).toMatch(/^encryption\.key .* 2036-1\d-\d\d /)
    const over = await openKeys(made, wish, { wallMs: () => nowMs + 11 * YEAR_MS })
    expect(over.warnings.map(({ code }) => code)).toEqual(['ended', 'ended'])
  })
})

describe('a first start', () => {
  it('of several processes at once makes one pair', async () => {
    const folder = join(root, 'race')
    const script = `import { openKeys } from ${JSON.stringify(join(import.meta.dirname, '../../../helpdesk/keys/open-keys.ts'))}
const keys = await openKeys(process.argv[1], { name: 'x', kind: 'ec' }, { wallMs: () => ${nowMs} })
console.log(keys.encryption.fingerprint256 + keys.signer.certificates[0].fingerprint256)`
    const { execFile } = await import('node:child_process')
    const { promisify } = await import('node:util')
    const run = async () => (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, folder])).stdout
    const outputs = await Promise.all([run(), run()])
    expect(new Set(outputs).size).toBe(1)
    expect(readdirSync(folder).toSorted()).toEqual(['.lock', 'encryption.key', 'made.json', 'signing.key'])
  }, 30_000)

  it.each([['made.json'], ['made.json', 'signing.key'], ['made.json', 'encryption.key']])(
    'killed in between heals: without %s',
    async (...without) => {
      const folder = copy(...without)
      writeFileSync(join(folder, 'signing.key.0123456789ab.part'), 'half a key')
      const healed = await openKeys(folder, wish, clock)
      if (!without.includes('signing.key')) expect(healed.signingCertificatePem).toBe(keys.signingCertificatePem)
      if (!without.includes('encryption.key')) expect(healed.encryptionKeyPem).toBe(keys.encryptionKeyPem)
      expect(readdirSync(folder).toSorted()).toEqual(['.lock', 'encryption.key', 'made.json', 'signing.key'])
    },
  )
})

describe('what is wrong with them', () => {
  it('none, where none are to be made', async () => {
    const folder = join(root, 'never')
    expect(await problemOf(openKeys(folder, null, clock))).toEqual({ code: 'none' })
    expect(readdirSync(root)).not.toContain('never')
    expect(await problemOf(openKeys(copy('made.json', 'signing.key'), null, clock))).toEqual({ code: 'none' })
    expect(await problemOf(openKeys(copy('signing.key'), null, clock))).toEqual({ code: 'missing', file: 'signing.key' })
    expect((await openKeys(made, null, clock)).encryptionKeyPem).toBe(keys.encryptionKeyPem)
  })

  it.each(['signing.key', 'encryption.key'])('%s that was lost is not replaced', async (name) => {
    const folder = copy(name)
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'missing', file: name })
    expect(readdirSync(folder)).not.toContain(name)
  })

  it.each([
    ['empty', () => ''],
    ['cut', (text: string) => text.slice(0, -100)],
    ['without its certificate', (text: string) => text.slice(0, text.indexOf('-----BEGIN CERT'))],
    ['with another’s certificate', (text: string) => text.slice(0, text.indexOf('-----BEGIN CERT')) + keys.encryptionCertificatePem],
  ])('one that is %s is told, and left alone', async (_what, damage) => {
    const folder = copy()
    const path = join(folder, 'signing.key')
    const damaged = damage(readFileSync(path, 'utf8'))
    writeFileSync(path, damaged)
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'damaged', file: 'signing.key' })
    expect(readFileSync(path, 'utf8')).toBe(damaged)
  })

  it('one key for both', async () => {
    const folder = copy('signing.key')
    writeFileSync(join(folder, 'signing.key'), readFileSync(join(made, 'encryption.key')), { mode: 0o600 })
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'same-key', file: 'encryption.key' })
  })

  it('no RSA to encrypt to', async () => {
    const folder = copy('encryption.key')
    writeFileSync(join(folder, 'encryption.key'), readFileSync(join(made, 'signing.key')), { mode: 0o600 })
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'not-rsa', file: 'encryption.key' })
  })

  it('a file where the folder should be', async () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    expect(await problemOf(openKeys(file, wish, clock))).toMatchObject({ code: 'folder' })
  })
})

describe.skipIf(!hasOpenssl)('a PKCS#12 of IT’s', () => {
  function p12(folder: string, password: string, name = 'signing.p12'): void {
    const path = join(made, 'signing.key')
    const args = ['pkcs12', '-export', '-in', path, '-inkey', path, '-passout', `pass:${password}`, '-out', join(folder, name)]
    execFileSync('openssl', args, { stdio: 'pipe' })
  }

  it('is used, with the password beside it, and what was there is left alone', async () => {
    const folder = join(root, 'theirs')
    const own = await openKeys(folder, wish, clock)
    p12(folder, ' secret ')
    writeFileSync(join(folder, 'signing.password'), ' secret \r\n', { mode: 0o600 })
    const theirs = await openKeys(folder, wish, clock)
    expect(theirs.signingCertificatePem).toBe(keys.signingCertificatePem)
    expect(theirs.encryptionCertificatePem).toBe(own.encryptionCertificatePem)
    rmSync(join(folder, 'signing.p12'))
    expect((await openKeys(folder, wish, clock)).signingCertificatePem).toBe(own.signingCertificatePem)
  })

  it('may lie there before the first start', async () => {
    const folder = join(root, 'theirs-first')
    mkdirSync(folder)
    p12(folder, '')
    const opened = await openKeys(folder, wish, clock)
    expect(opened.signingCertificatePem).toBe(keys.signingCertificatePem)
    expect(readdirSync(folder).toSorted()).toEqual(['.lock', 'encryption.key', 'made.json', 'signing.p12'])
  })

  it('to encrypt to has to be one that terminals encrypt to', async () => {
    const folder = copy()
    const [key, pem] = [join(folder, 'k.pem'), join(folder, 'c.pem')]
    const usage = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:3072', '-noenc', '-keyout', key, '-out', pem, '-subj', '/CN=x', ...usage], {
      stdio: 'pipe',
    })
    execFileSync('openssl', ['pkcs12', '-export', '-in', pem, '-inkey', key, '-passout', 'pass:', '-out', join(folder, 'encryption.p12')])
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'not-for-encryption', file: 'encryption.p12' })
  })

  it('with another password is told, without the password', async () => {
    const folder = copy()
    p12(folder, 'secret')
    writeFileSync(join(folder, 'signing.password'), 'another')
    expect(await problemOf(openKeys(folder, wish, clock))).toEqual({ code: 'key-file', file: 'signing.p12', problem: 'wrong-password' })
  })
})
