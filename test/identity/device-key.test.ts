import { createPublicKey, generateKeyPair, X509Certificate } from 'node:crypto'
import { chmod, cp, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { fingerprint } from '../../agent/cms/trust.ts'
import { certificatesFor } from '../../agent/identity/device-certificate.ts'
import { type DeviceKey, deviceSigner } from '../../agent/identity/device-key.ts'

import { protectionFor } from '../../agent/identity/protection-for.ts'
import { failure } from '../../checks/failure.ts'
import { because, missingOpenssl, openssl, run, start, temporaryFolders } from './commands.ts'

const newFolder = temporaryFolders()
const protection = protectionFor(process.platform)
const hostName = '終端機-7'
const usual = { hostName, policy: 'standard', ephemeral: false, protection } as const
const posix = process.platform !== 'win32'

async function keyOf(request: Parameters<typeof deviceSigner>[0]): Promise<DeviceKey> {
  const key = await deviceSigner(request)
  if ('failure' in key) throw new Error(key.failure.code)
  return key
}

/** Every file below a folder with its content. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(await Promise.all(files.map(async (path) => [path, (await readFile(path)).toString('hex')] as const)))
}

describe('an install', () => {
  let folder = ''
  let first: DeviceKey
  beforeAll(async () => {
    folder = join(await newFolder(), 'data')
    first = await keyOf({ ...usual, folder })
  })
  const certificate = () => first.signer.certificates[0]

  test('makes its key at the first run and finds it at the second', async () => {
    expect(first).toMatchObject({ made: 'now', protectedBy: posix ? 'file-rights' : 'dpapi', trouble: [] })
    const second = await keyOf({ ...usual, folder })
    expect(second).toMatchObject({ made: 'before', install: first.install, protectedBy: first.protectedBy, trouble: [] })
    expect(second.signer.key.equals(first.signer.key)).toBe(true)
    expect(second.signer.certificates).toHaveLength(1)
    expect(second.signer.certificates[0].raw).toEqual(certificate().raw)
  })

  test('names host and install in its certificate, for an RSA key of 3072 bits', () => {
    expect(certificate().subject).toBe(`CN=${hostName}\nOU=${first.install}\nO=Terminal Preflight device key`)
    expect(certificate().issuer).toBe(certificate().subject)
    expect(certificate().verify(certificate().publicKey)).toBe(true)
    expect(certificate().checkPrivateKey(first.signer.key)).toBe(true)
    expect(first.signer.key.asymmetricKeyDetails).toEqual({ modulusLength: 3072, publicExponent: 65537n })
    expect([certificate().validFromDate, certificate().validToDate].map((date) => date.toISOString())).toEqual([
      '2000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.000Z',
    ])
  })

  test('names no host under the policy strict, with the same key', async () => {
    const strict = await keyOf({ ...usual, folder, policy: 'strict' })
    const [own] = strict.signer.certificates
    expect(own.subject).toBe(`CN=${first.install}`)
    expect(own.raw.includes(Buffer.from(hostName))).toBe(false)
    expect(own.serialNumber).not.toBe(certificate().serialNumber)
    expect(strict.signer.key.equals(first.signer.key)).toBe(true)
  })

  test('keeps its certificate where the host has another name since', async () => {
    const renamed = await keyOf({ ...usual, folder, hostName: 'OTHER' })
    expect(renamed.signer.certificates[0].raw).toEqual(certificate().raw)
  })

  test('is used by a run that leaves nothing, which leaves all as it was', async () => {
    const before = await contents(folder)
    expect(await keyOf({ ...usual, folder, ephemeral: true })).toMatchObject({ made: 'before', install: first.install })
    expect(await contents(folder)).toEqual(before)
  })

  test('lies in three files, and the key only where it belongs', async () => {
    const files = await contents(folder)
    expect(Object.keys(files).sort()).toEqual(
      ['device-strict.pem', 'device.key', 'device.pem'].map((name) => join(folder, 'identity', name)),
    )
    const secret = first.signer.key.export({ type: 'pkcs8', format: 'der' }).subarray(-200).toString('hex')
    const holders = Object.keys(files).filter((path) => files[path]?.includes(secret))
    expect(holders).toEqual(posix ? [join(folder, 'identity', 'device.key')] : [])
  })

  test.runIf(posix)('shows nothing to other users', async () => {
    const modes = await Promise.all(
      ['', 'device.key', 'device.pem', 'device-strict.pem'].map(async (name) => (await stat(join(folder, 'identity', name))).mode & 0o777),
    )
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
  })

  describe.skipIf(missingOpenssl !== undefined)(`by openssl${because(missingOpenssl)}`, () => {
    test('its certificates are what they should be', async () => {
      for (const name of ['device.pem', 'device-strict.pem']) {
        const text = await openssl('x509', '-in', join(folder, 'identity', name), '-noout', '-text')
        expect(text).toMatch(/Version: 3/)
        expect(text).toMatch(/Signature Algorithm: sha256WithRSAEncryption/)
        expect(text).toMatch(/Not Before: Jan {2}1 00:00:00 2000 GMT\s+Not After : Dec 31 23:59:59 9999 GMT/)
        expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\s/)
        expect(text).toMatch(/X509v3 Extended Key Usage: \s+E-mail Protection\s/)
        expect(text).toMatch(/X509v3 Subject Key Identifier/)
        expect(text).not.toMatch(/CA:TRUE/)
        const parsed = await openssl('asn1parse', '-in', join(folder, 'identity', name))
        expect(parsed).toMatch(/l= {2}16 prim: INTEGER +:[4-7]/)
        expect(parsed).toMatch(/GENERALIZEDTIME +:99991231235959Z/)
        expect(parsed).toMatch(/UTF8STRING/)
        expect(parsed).not.toMatch(/PRINTABLESTRING/)
      }
    })

    test.runIf(posix)(
      'what it signs is accepted, by integrity and by origin',
      async () => {
        const work = await newFolder()
        const path = (name: string) => join(work, name)
        await writeFile(path('manifest.json'), '{"a":1}\n')
        await writeFile(path('key.pem'), first.signer.key.export({ type: 'pkcs8', format: 'pem' }))
        for (const name of ['device.pem', 'device-strict.pem']) {
          const pem = join(folder, 'identity', name)
          await openssl(
            ...`cms -sign -binary -in ${path('manifest.json')} -signer ${pem} -inkey ${path('key.pem')}`.split(' '),
            ...`-outform DER -out ${path('p7s')}`.split(' '),
          )
          const verify = `cms -verify -inform DER -in ${path('p7s')} -content ${path('manifest.json')} -binary -out ${path('out')}`.split(
            ' ',
          )
          await openssl(...verify, '-noverify')
          await openssl(...verify, '-CAfile', pem, '-purpose', 'any')
          await openssl(...verify, '-CAfile', pem)
          const other = await keyOf({ ...usual, folder: await newFolder(), ephemeral: true })
          await writeFile(path('other.pem'), other.signer.certificates[0].toString())
          await expect(openssl(...verify, '-CAfile', path('other.pem'), '-purpose', 'any')).rejects.toThrow()
        }
      },
      30_000,
    )
  })
})

test('a host of any name has a certificate', async () => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const install = '0123456789abcdef0123456789abcdef'
  const subjectFor = async (name: string) => (await certificatesFor(privateKey, install, name)).standard.subject.split('\n')
  const rest = [`OU=${install}`, 'O=Terminal Preflight device key']
  expect(await subjectFor('')).toEqual([`CN=${install}`, ...rest])
  expect(await subjectFor('x'.repeat(300))).toEqual([`CN=${'x'.repeat(64)}`, ...rest])
  expect(await subjectFor('😀'.repeat(70))).toEqual([`CN=${'😀'.repeat(64)}`, ...rest])
  expect(await subjectFor('\ud800a')).toEqual(['CN=\ufffda', ...rest])
  expect(await subjectFor('under_score.example')).toEqual(['CN=under_score.example', ...rest])
  // Nobody's name makes another install of it.
  expect(await subjectFor(`a\u0000b\nOU=${'f'.repeat(32)}\u001b`)).toEqual([`CN=abOU=${'f'.repeat(32)}`, ...rest])
})

describe('a run that shall leave nothing', () => {
  test('has a key for itself alone', async () => {
    const folder = join(await newFolder(), 'data')
    const [one, other] = [await keyOf({ ...usual, folder, ephemeral: true }), await keyOf({ ...usual, folder, ephemeral: true })]
    expect(one).toMatchObject({ made: 'for-this-run', protectedBy: null, trouble: [] })
    expect(other.install).not.toBe(one.install)
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('what is kept and can’t be used', () => {
  const kept: { folder: string; install: string }[] = []
  beforeAll(async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const folder = await newFolder()
      kept.push({ folder, install: (await keyOf({ ...usual, folder })).install })
    }
  })
  async function keptFolder(which: 0 | 1 = 0): Promise<{ folder: string; install: string }> {
    const folder = await newFolder()
    await cp(kept[which]?.folder ?? '', folder, { recursive: true })
    return { folder, install: kept[which]?.install ?? '' }
  }
  const key = ['identity', 'device.key'] as const

  test.each<[string, (folder: string) => Promise<unknown>, object]>([
    [
      'cut',
      async (folder) => writeFile(join(folder, ...key), (await readFile(join(folder, ...key))).subarray(0, 900)),
      { code: 'damaged' },
    ],
    ['empty', (folder) => writeFile(join(folder, ...key), ''), { code: 'unreadable', failure: failure('malformed') }],
    ['too large', (folder) => writeFile(join(folder, ...key), Buffer.alloc(70_000)), { code: 'unreadable', failure: failure('too-large') }],
    [
      'of another install',
      async (folder) => writeFile(join(folder, ...key), await readFile(join((await keptFolder(1)).folder, ...key))),
      { code: 'damaged' },
    ],
    ['without a certificate', (folder) => writeFile(join(folder, 'identity', 'device.pem'), 'x'), { code: 'damaged' }],
    [
      'with another’s certificate of no host',
      async (folder) => {
        const other = (await keptFolder(1)).folder
        await writeFile(join(folder, 'identity', 'device-strict.pem'), await readFile(join(other, 'identity', 'device-strict.pem')))
      },
      { code: 'damaged' },
    ],
  ])('stays as it is, and a key for this run signs: %s', async (_name, spoil, trouble) => {
    const { folder, install } = await keptFolder()
    await spoil(folder)
    const before = await contents(folder)
    const used = await keyOf({ ...usual, folder })
    expect(used).toMatchObject({ made: 'for-this-run', protectedBy: null, trouble: [trouble] })
    expect(used.install).not.toBe(install)
    expect(used.signer.certificates[0].checkPrivateKey(used.signer.key)).toBe(true)
    expect(await contents(folder)).toEqual(before)
  })

  test('another user’s, whom Windows protects it for', async () => {
    const { folder } = await keptFolder()
    const foreign = {
      protect: protection.protect,
      unprotect: async () => ({ failure: { word: 'unknown', code: 'win32 2148073483' } }) as const,
    }
    const before = await contents(folder)
    expect(await keyOf({ ...usual, folder, protection: foreign })).toMatchObject({
      made: 'for-this-run',
      trouble: [{ code: 'unreadable', failure: { code: 'win32 2148073483' } }],
    })
    expect(await contents(folder)).toEqual(before)
  })

  test('a data folder that is none, and one that can’t be made', async () => {
    const file = join(await newFolder(), 'file')
    await writeFile(file, 'x')
    expect(await keyOf({ ...usual, folder: join(file, 'data') })).toMatchObject({
      made: 'for-this-run',
      protectedBy: null,
      trouble: [{ code: posix ? 'unreadable' : 'not-kept' }],
    })
    expect(await readFile(file, 'utf8')).toBe('x')
    const nowhere = join(await newFolder(), 'link')
    await symlink(join(await newFolder(), 'gone', 'far'), nowhere, 'junction')
    expect(await keyOf({ ...usual, folder: nowhere })).toMatchObject({
      made: 'for-this-run',
      protectedBy: null,
      trouble: [{ code: 'not-kept', failure: expect.anything() }],
    })
  })

  test('an empty folder is no key, and is taken', async () => {
    const folder = await newFolder()
    await mkdir(join(folder, 'identity'))
    expect(await keyOf({ ...usual, folder })).toMatchObject({ made: 'now', trouble: [] })
    expect(await keyOf({ ...usual, folder })).toMatchObject({ made: 'before', trouble: [] })
  })

  test.runIf(posix)('a key that others could read is closed to them, and it is said', async () => {
    const { folder, install } = await keptFolder()
    await chmod(join(folder, ...key), 0o644)
    const asked = { install, made: 'before' }
    expect(await keyOf({ ...usual, folder, ephemeral: true })).toMatchObject({ ...asked, trouble: [{ code: 'open-to-others' }] })
    expect((await stat(join(folder, ...key))).mode & 0o777).toBe(0o644)
    expect(await keyOf({ ...usual, folder })).toMatchObject({ ...asked, trouble: [{ code: 'was-open-to-others' }] })
    expect((await stat(join(folder, ...key))).mode & 0o777).toBe(0o600)
    expect(await keyOf({ ...usual, folder })).toMatchObject({ ...asked, trouble: [] })
  })

  test('where Windows can’t bind it to the user, that is said', async () => {
    const forbidden = async () => ({ unavailable: failure('access-denied', 'ERR_DLOPEN_FAILED') })
    const withoutLibrary = protectionFor('win32', { protectData: forbidden, unprotectData: forbidden })
    expect(await keyOf({ ...usual, folder: await newFolder(), protection: withoutLibrary })).toMatchObject({
      made: 'now',
      protectedBy: 'file-rights',
      trouble: [{ code: 'not-bound-to-user', failure: failure('access-denied', 'ERR_DLOPEN_FAILED') }],
    })
  })
})

test.runIf(posix)('folders that a killed run left are removed after an hour, and nothing else', async () => {
  const folder = await newFolder()
  const elsewhere = await newFolder()
  await writeFile(join(elsewhere, 'precious'), 'x')
  const [old, young, foreign, link] = [
    'identity.0123456789ab.part',
    'identity.ba9876543210.part',
    'identity.backup',
    'identity.aaaaaaaaaaaa.part',
  ]
  for (const name of [old, young, foreign]) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'device.key'), 'x')
  }
  const past = new Date(Date.now() - 2 * 3_600_000)
  await utimes(join(folder, old), past, past)
  await utimes(join(folder, foreign), past, past)
  await symlink(elsewhere, join(folder, link))
  await utimes(elsewhere, past, past)
  await keyOf({ ...usual, folder })
  expect((await readdir(folder)).sort()).toEqual(['identity', young, foreign].sort())
  expect(await readdir(elsewhere)).toEqual(['precious'])
})

interface Printed {
  readonly install: string
  readonly made: string
  readonly trouble: readonly unknown[]
  readonly key: string
}

test('processes that start at once end with the same key', async () => {
  const folder = join(await newFolder(), 'data')
  const runs = (await Promise.all(Array.from({ length: 3 }, () => run('make-key.ts', folder)))) as Printed[]
  expect(new Set(runs.map(({ key }) => key)).size).toBe(1)
  expect(new Set(runs.map(({ install }) => install)).size).toBe(1)
  expect(runs.map(({ made }) => made).filter((made) => made !== 'before')).toEqual(['now'])
  expect(runs.flatMap(({ trouble }) => trouble)).toEqual([])
  expect(await readdir(folder)).toEqual(['identity'])
})

/** Whether a whole identity is there; throws for a half one. */
async function look(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, 'identity')).catch(() => undefined)
  if (names === undefined) return false
  expect(names.sort()).toEqual(['device-strict.pem', 'device.key', 'device.pem'])
  const pem = await readFile(join(folder, 'identity', 'device.pem'))
  const key = await keyOf({ ...usual, folder, ephemeral: true })
  expect(key).toMatchObject({ made: 'before', trouble: [] })
  expect(fingerprint(new X509Certificate(pem))).toBe(
    fingerprint({ publicKey: createPublicKey(key.signer.key.export({ type: 'pkcs8', format: 'pem' })) }),
  )
  return true
}

const KILLS = process.env.TEST_FULL === '1' ? 200 : 10

test(`killed at any of ${KILLS} moments the first run leaves nothing or a whole key`, async () => {
  const seen = { nothing: 0, half: 0, whole: 0 }
  const killed = async (turn: number) => {
    const folder = await newFolder()
    const child = start('make-key.ts', folder)
    const ended = new Promise((resolve) => child.once('close', resolve))
    if (turn % 2 === 0) await wait(Math.random() * 700)
    else {
      // The key takes long, and writing it some milliseconds: half of the kills fall there.
      while (child.exitCode === null && (await readdir(folder)).length === 0) await wait(0)
      await wait(Math.random() * 12)
    }
    child.kill('SIGKILL')
    await ended
    const whole = await look(folder)
    seen[whole ? 'whole' : (await readdir(folder)).length > 0 ? 'half' : 'nothing'] += 1
    if (turn % 4 !== 1) return
    // The next run has a key, whatever the killed one left, and is not the third to say so.
    const next = await keyOf({ ...usual, folder })
    expect(next).toMatchObject({ made: whole ? 'before' : 'now', trouble: [] })
    expect(await look(folder)).toBe(true)
  }
  for (let turn = 0; turn < KILLS; turn += 2) await Promise.all([killed(turn), killed(turn + 1)])
  expect(seen.nothing + seen.half + seen.whole).toBe(KILLS)
  if (process.env.TEST_FULL === '1') expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
}, 600_000)
